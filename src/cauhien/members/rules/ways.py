"""Which step is whose."""

from cauhien.members.models import Advice, Inquiry, Membership
from cauhien.members.rules.inquiries import runs
from cauhien.members.rules.membership import is_own, manages
from cauhien.members.states import ADVICE_WAYS, INQUIRY_WAYS, MEMBERSHIP_WAYS, Actor

TABLES = {Inquiry: INQUIRY_WAYS, Advice: ADVICE_WAYS, Membership: MEMBERSHIP_WAYS}
IS_ACTOR = {
    Actor.EXPERT: lambda user, case: is_own(user, case.person),
    Actor.OFFICE: lambda user, case: runs(user, getattr(case, "inquiry", case)),
    # Nobody decides about themself.
    Actor.MANAGER: lambda user, case: manages(user) and case.person.user_id != user.pk,
    Actor.SYSTEM: lambda user, case: False,
}


def ways_for(user, case):
    """Return the rows of the table by which this user moves a case now; None is the calendar."""
    rows = [row for row in TABLES[type(case)] if row.source == case.state]
    if user is None:
        return [row for row in rows if row.actor == Actor.SYSTEM]
    return [row for row in rows if IS_ACTOR[row.actor](user, case)]


def way_for(user, case, act):
    return next((row for row in ways_for(user, case) if row.act == act), None)
