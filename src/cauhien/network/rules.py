"""Who may see what of people, works, projects and technologies."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role


def visible(user, path=""):
    """Return the condition under which a person is shown, to everybody alike.

    Who has left is shown to nobody; a joined row is shown under the one it was joined to.
    path: how the query comes to the person ("person__"); "" for persons themselves.
    """
    return Q(**{f"{path}left_at": None, f"{path}canonical": None})


def may_see(user, person):
    return person.left_at is None and person.canonical_id is None


def is_row_of(person):
    """Return the condition for all rows that are one person."""
    return Q(pk=person.pk) | Q(canonical=person.pk)


def may_let_leave(user, person):
    """A data steward who has proof, or the person's own account; not who stands for an account."""
    if person.user and person.user.is_demonstration:
        return False
    return holds_role(user, Role.DATA_STEWARD) or is_own(user, person)


def is_own(user, person):
    """Return whether a person of the network is this user, acting in their own name."""
    return user.is_authenticated and person.user_id == user.pk and not user.delegation
