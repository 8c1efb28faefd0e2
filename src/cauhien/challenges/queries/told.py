"""Who is told of a step, as the table names them."""

from cauhien.accounts.models import User
from cauhien.accounts.queries import holders
from cauhien.accounts.states import Role
from cauhien.challenges.models import Member
from cauhien.challenges.states import InitiativeState, Told

ROLES = {
    Told.OFFICERS: Role.OFFICER,
    Told.HEAD: Role.HEAD,
    Told.COORDINATORS: Role.COORDINATOR,
    Told.DECISION_MAKERS: Role.DECISION_MAKER,
}
OF_THE_OFFICE = (Told.OFFICERS, Told.HEAD)


def people_told(told, challenge, on):
    """Return the accounts that a word of the table means, on a day."""
    if role := ROLES.get(told):
        office = challenge.office if told in OF_THE_OFFICE else None
        return holders(role, on=on, office=office)
    if told == Told.FOLLOWERS:
        return User.objects.filter(id__in=challenge.followers.values("user"))
    members = Member.objects.filter(initiative__challenge=challenge, left_at=None)
    members = members.exclude(initiative__state=InitiativeState.WITHDRAWN)
    return User.objects.filter(id__in=members.values("user"))
