"""Meetings of members, read. Every list begins at a query that takes the user."""

from django.db.models import Q
from django.utils.timezone import localdate

from cauhien.accounts.queries import holders
from cauhien.accounts.rules import OFFICE_STAFF, holds_role, office_ids
from cauhien.accounts.states import Role
from cauhien.core import subjects
from cauhien.matching.models import Mark
from cauhien.meetings import rules
from cauhien.meetings.models import Invitation, Meeting
from cauhien.meetings.states import INVITED, InvitationState, MeetingState
from cauhien.members.models import Advice
from cauhien.members.queries import INQUIRY, askable
from cauhien.members.queries.membership import illustrated_members, members_on
from cauhien.organisations.models import Office
from cauhien.organisations.states import Topic

MEETING, INVITATION = "meeting", "meeting_invitation"
CHALLENGE, PERSON = "challenge", "person"
GROUP = "group"  # of members by field: no subject, its code is a Topic
ABOUT = (INQUIRY, CHALLENGE)  # kinds of subjects that members meet about


def meetings_for(user):
    """Return what a user may see: their office's, those they are invited to, and public ones."""
    invited = Invitation.objects.filter(rules.is_invited(user)).order_by().values("meeting")
    called = Q(pk__in=invited) & ~Q(state=MeetingState.PLANNED)
    rows = Meeting.objects.filter(rules.is_for_staff(user) | called | rules.IS_PUBLIC)
    return rows.select_related("office__organisation", "called_by")


def read_whole(user):
    """Return those of which a user reads who is invited, and the minutes before they are public."""
    invited = Invitation.objects.filter(rules.is_invited(user)).order_by().values("meeting")
    return meetings_for(user).filter(rules.is_for_staff(user) | Q(pk__in=invited))


def is_closed(request, code):
    """Return whether the user reads more of a meeting than everybody does."""
    return read_whole(request.user).filter(code=code).exists()


def own_invitations(user):
    rows = Invitation.objects.filter(rules.is_invited(user)).exclude(
        meeting__state=MeetingState.PLANNED
    )
    return rows.select_related("meeting__office__organisation", "person__user")


def own_invitation(user, meeting):
    return own_invitations(user).filter(meeting=meeting).first()


def invitations_to(meeting):
    """Return who is or was to be invited, in the order of names."""
    return meeting.invitations.select_related("person__user", "meeting__office").order_by(
        "person__sort_key", "id"
    )


def guests_of(meeting):
    """Return the invitations that count."""
    return invitations_to(meeting).filter(state__in=INVITED)


def offices_to_call_in(user):
    """Return the offices in whose name a user calls members together, their own ones first."""
    offices = Office.objects.select_related("organisation").order_by("coordinates", "id")
    own = Q(pk__in=office_ids(user, *OFFICE_STAFF))
    coordinates = Q(coordinates=True) if holds_role(user, Role.COORDINATOR) else Q(pk__in=[])
    return offices.filter(own | coordinates)


def staff_of(office, on):
    """Return the accounts of an office on a day."""
    return {user for role in OFFICE_STAFF for user in holders(role, on=on, office=office)}


def thing_about(kind, code, user):
    """Return the thing that members are to meet about, None where this user may not see it."""
    if kind not in ABOUT:
        return None
    return subjects.subject(kind).visible_to(user).filter(code=code).first()


def to_invite(user, meeting):
    """Return (persons who can be invited, codes of those who are near to what it is about)."""
    invited = meeting.invitations.exclude(state=InvitationState.RECALLED)
    people = askable(user).exclude(pk__in=invited.order_by().values("person"))
    return people, _near(meeting)


def group_of(meeting):
    """Return the field group that meets, None where the meeting is of none."""
    return Topic(meeting.about_code) if meeting.about_kind == GROUP else None


def _near(meeting):
    if meeting.about_kind == GROUP:
        day = localdate(meeting.starts_at)
        members = members_on(day).union(illustrated_members(day))
        return {one.person.code for one in members if one.group == meeting.about_code}
    if meeting.about_kind == INQUIRY:
        asked = Advice.objects.filter(inquiry__code=meeting.about_code)
        return set(asked.values_list("person__code", flat=True))
    if meeting.about_kind == CHALLENGE:
        marks = Mark.objects.filter(challenge__code=meeting.about_code, kind=PERSON)
        return set(marks.filter(shortlisted=True).values_list("code", flat=True))
    return set()


def to_answer(user, at):
    rows = own_invitations(user).filter(state=InvitationState.INVITED)
    return rows.filter(meeting__state=MeetingState.CALLED, meeting__starts_at__gt=at)


def run_by(user, *states):
    """Return the meetings that a user has called, in these states."""
    rows = Meeting.objects.filter(rules.is_for_staff(user), called_by=user.pk)
    return rows.filter(state__in=states)


def to_minute(user, at):
    return run_by(user, MeetingState.CALLED).filter(starts_at__lte=at)


def in_calendar(user):
    """Return the meetings that belong into the calendar of a user: invited to, or called."""
    invited = own_invitations(user).exclude(state=InvitationState.STAYS_AWAY)
    own = Q(pk__in=invited.order_by().values("meeting")) | Q(called_by=user.pk)
    return read_whole(user).filter(own).exclude(state=MeetingState.PLANNED)


def invitations_by_link():
    """Return all invitations, for whoever has shown the link that one of them was sent with."""
    return Invitation.objects.select_related("meeting__office__organisation", "person__user")
