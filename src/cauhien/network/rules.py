"""Who may see what of people, works, projects and technologies."""

from django.db.models import Q


def visible(user, path=""):
    """Return the condition under which a person is shown, to everybody alike.

    Who has left is shown to nobody; a joined row is shown under the one it was joined to.
    path: how the query comes to the person ("person__"); "" for persons themselves.
    """
    return Q(**{f"{path}left_at": None, f"{path}canonical": None})


def may_see(user, person):
    return person.left_at is None and person.canonical_id is None
