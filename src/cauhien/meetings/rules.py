"""Who sees and moves a meeting of members and an invitation to it."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.meetings.models import Invitation, Meeting
from cauhien.meetings.states import (
    INVITATION_WAYS,
    INVITED,
    MEETING_WAYS,
    Actor,
    Guard,
    MeetingState,
)
from cauhien.network.rules import is_own

TABLES = {Meeting: MEETING_WAYS, Invitation: INVITATION_WAYS}


def may_call(user):
    """An office calls members together, and so does the coordinator."""
    return is_office_staff(user) or holds_role(user, Role.COORDINATOR)


def runs(user, meeting):
    """Return whether the user acts for the office that invites."""
    coordinates = meeting.office.coordinates and holds_role(user, Role.COORDINATOR)
    return coordinates or is_office_staff(user, office=meeting.office)


def is_for_staff(user):
    """Return the condition under which a user reads a meeting whole without being invited."""
    if holds_role(user, Role.COORDINATOR, Role.AUDITOR):
        return ~Q(pk__in=[])  # an empty Q would vanish beside another condition
    return Q(office__in=office_ids(user, *OFFICE_STAFF))


def is_invited(user):
    """Return the condition for the invitations of a user, of those that were sent."""
    if not user.is_authenticated or user.delegation:
        return Q(pk__in=[])
    return Q(person__user=user.pk, state__in=INVITED)


IS_PUBLIC = Q(is_public=True, state=MeetingState.CONFIRMED)

IS_ACTOR = {
    Actor.MEMBER: lambda user, case: is_own(user, case.person),
    Actor.OFFICE: lambda user, case: runs(user, getattr(case, "meeting", case)),
}

HOLDS = {
    Guard.AHEAD: lambda meeting, at: (
        meeting.state == MeetingState.CALLED and at < meeting.starts_at
    ),
    Guard.BEGUN: lambda meeting, at: meeting.starts_at <= at,
    Guard.MINUTED: lambda meeting, at: meeting.state == MeetingState.MINUTED,
}


def ways_open(case, at):
    """Return the rows of the table by which a case can be moved now, by whomever."""
    meeting = getattr(case, "meeting", case)
    rows = [row for row in TABLES[type(case)] if row.source == case.state]
    return [row for row in rows if row.guard is None or HOLDS[row.guard](meeting, at)]


def ways_for(user, case, at):
    """Return the rows of the table by which this user moves a case now."""
    return [row for row in ways_open(case, at) if IS_ACTOR[row.actor](user, case)]


def way_for(user, case, act, at):
    return next((row for row in ways_for(user, case, at) if row.act == act), None)
