"""Members answer and meet; the minutes are written, remarked on and confirmed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.documents.states import Kind
from cauhien.meetings import queries, rules
from cauhien.meetings.actions.calling import PURPOSE, file_document
from cauhien.meetings.actions.steps import advance, locked, move, need
from cauhien.meetings.documents import minutes_texts
from cauhien.meetings.models import Invitation
from cauhien.meetings.states import Act
from cauhien.notices.actions import use_link


@transaction.atomic
def answer_from_mail(*, token, act, at):
    """Answer an invitation by the link of its mail, and return it. act: one of `states.ANSWERS`."""
    link = use_link(token, purpose=PURPOSE, at=at)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("person__user")
    invitation = rows.get(code=link.subject_code)
    need(
        link.made_at == invitation.invited_at and link.person == invitation.person.user,
        _("The meeting was changed since. Answer from the newer mail, or sign in."),
    )
    row = next((row for row in rules.ways_open(invitation, at) if row.act == act), None)
    return move(invitation, row, link.person, at)


@dataclass(frozen=True)
class Minutes:
    """What is written of a meeting. said: {position in the agenda: text}. present: codes of
    invitations.
    """

    said: dict[int, str]
    conclusions: str
    present: tuple[str, ...]
    ended_at: datetime


@transaction.atomic
def write_minutes(*, meeting, minutes, by, at):
    """Write who was there and what was said; the invited are told and may remark on it."""
    meeting = locked(meeting)
    need(rules.way_for(by, meeting, Act.MINUTE, at), _("Minutes are not written now."))
    is_over = meeting.starts_at < minutes.ended_at <= at
    need(is_over, _("A time between the beginning of the meeting and now."), "ended")
    need(minutes.conclusions.strip(), _("Write something."), "conclusions")
    for point in meeting.agenda.all():
        point.minutes = minutes.said.get(point.position, "").strip()
        point.save(update_fields=["minutes"])
    for one in queries.guests_of(meeting):
        one.was_there = one.code in minutes.present
        one.save(update_fields=["was_there"])
    meeting.conclusions, meeting.held_until = minutes.conclusions.strip(), minutes.ended_at
    meeting.save(update_fields=["conclusions", "held_until"])
    detail = {"present": sorted(minutes.present)}
    return advance(case=meeting, act=Act.MINUTE, by=by, at=at, detail=detail)


@transaction.atomic
def confirm_minutes(*, meeting, is_public, by, at):
    """Confirm the minutes, which are frozen as a document; public: without who was there."""
    meeting = advance(case=meeting, act=Act.CONFIRM, by=by, at=at, detail={"is_public": is_public})
    meeting.is_public = is_public
    meeting.save(update_fields=["is_public"])
    file_document(meeting, minutes_texts(meeting), Kind.MEETING_MINUTES, by, at)
    return meeting
