"""Who may see the people in a match, and who may work with its candidates.

Rules take the day from the user, see `accounts.rules`.
"""

from cauhien.accounts.rules import holds_role, is_office_staff, may_see_suggested_persons
from cauhien.accounts.states import Role


def may_see_persons(user):
    """Return whether the people whom a match suggests are shown to this user.

    Themselves aside: that everybody sees, see `queries.matches_for`.
    """
    return may_see_suggested_persons(user)


def may_see_marks(user):
    """Return whether what an office thinks of a candidate is theirs to read: staff alone."""
    return may_see_suggested_persons(user)


def may_mark(user, challenge):
    """Return whether they may judge and shortlist candidates of a problem, or match it again.

    Staff of an office for its own problem, or for one that no office has taken on; a coordinator
    for all.
    """
    if holds_role(user, Role.COORDINATOR):
        return True
    if challenge.office_id is None:
        return is_office_staff(user)
    return is_office_staff(user, office=challenge.office)


def may_export(user):
    """Return whether they may take a list away as a table: whoever is signed in.

    What the table holds is what its reader may see on the page.
    """
    return user.is_authenticated and user.is_active
