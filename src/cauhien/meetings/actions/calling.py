"""A meeting is prepared, members are chosen for it and invited, or it is put to another time."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.hashing import hash_of
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.queries import newest
from cauhien.documents.states import Audience, Kind
from cauhien.meetings import queries, rules
from cauhien.meetings.actions.steps import CALLED, advance, locked, log, need
from cauhien.meetings.documents import invitation_texts
from cauhien.meetings.models import AgendaItem, Invitation, Meeting
from cauhien.meetings.states import (
    INVITATION_WAYS,
    MEETING_WAYS,
    Act,
    InvitationState,
    MeetingState,
)
from cauhien.notices.actions import make_link, tell

PURPOSE = "meetings.answer"


@dataclass(frozen=True)
class Written:
    """What the office writes of a meeting. agenda: one text for each point."""

    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    agenda: tuple[str, ...]


@transaction.atomic
def plan_meeting(*, written, office, about=("", ""), by, at):
    """Prepare a meeting; nobody is told before the invitations are sent.

    about: (kind, code) of the thing that members meet about, as in `core.subjects`.
    """
    said = asdict(written)
    said.pop("agenda")
    kind, code = about
    meeting = Meeting(
        office=office, called_by=by, about_kind=kind, about_code=code, made_at=at, **said
    )
    need(rules.runs(by, meeting), _("Only an office or the coordinator calls members together."))
    _check(written, at)
    meeting.save(force_insert=True)
    _write_agenda(meeting, written)
    log(meeting, MEETING_WAYS[0], by, at)
    return meeting


@transaction.atomic
def change_meeting(*, meeting, written, by, at):
    """Write a meeting anew; where invitations were sent, each who is invited is asked again."""
    meeting = locked(meeting)
    need(rules.way_for(by, meeting, Act.CHANGE, at), _("This meeting is not changed any more."))
    _check(written, at)
    before = meeting.starts_at.isoformat()
    for name in ("title", "starts_at", "ends_at", "where"):
        setattr(meeting, name, getattr(written, name))
    meeting.version += 1
    meeting.save()
    _write_agenda(meeting, written)
    meeting = advance(case=meeting, act=Act.CHANGE, by=by, at=at, detail={"before": before})
    if meeting.state == MeetingState.CALLED:
        _send(meeting, list(queries.guests_of(meeting)), by, at)
    return meeting


@transaction.atomic
def choose(*, meeting, people, by, at):
    """Choose members for a meeting; once invitations are sent they are invited at once."""
    meeting = locked(meeting)
    need(rules.way_for(by, meeting, Act.CHANGE, at), _("Nobody more can be invited now."))
    free = queries.to_invite(by, meeting)[0]
    new = []
    for person in people:
        need(free.filter(pk=person.pk).exists(), _("Choose somebody else."), "people")
        new.append(_chosen(meeting, person, by, at))
    if meeting.state == MeetingState.CALLED:
        _send(meeting, new, by, at)
    return meeting


@transaction.atomic
def recall(*, invitation, by, at):
    """Invite somebody no longer; who knew of it is told."""
    return advance(case=invitation, act=Act.RECALL, by=by, at=at)


@transaction.atomic
def call(*, meeting, by, at):
    """Send the invitations: each member is told, by a mail that can be answered from."""
    meeting = locked(meeting)
    chosen = list(queries.invitations_to(meeting).filter(state=InvitationState.CHOSEN))
    need(chosen, _("Choose at least one."))
    need(meeting.starts_at > at, _("Choose a time that lies ahead."), "starts_at")
    meeting = advance(case=meeting, act=Act.CALL, by=by, at=at)
    _send(meeting, chosen, by, at)
    return meeting


def file_document(meeting, texts, kind, by, at):
    """Freeze a document of a meeting for its office and whoever is invited."""
    guests = {one.person.user for one in queries.guests_of(meeting) if one.person.user}
    about = {"subject_kind": queries.MEETING, "subject_code": meeting.code}
    filing = Filing(
        kind=queries.MEETING,
        code=meeting.code,
        audience=Audience.CASE,
        office=meeting.office,
        readers=tuple(guests | queries.staff_of(meeting.office, localdate(at))),
        chain=meeting.chain,
        basis_sha256=hash_of({"meeting": meeting.code, "version": meeting.version}),
        is_illustration=meeting.is_illustration,
    )
    last = newest(kind=kind, **about)
    return freeze_document(texts=texts, filing=filing, by=by, at=at, replaces=last)


def _chosen(meeting, person, by, at):
    if known := meeting.invitations.filter(person=person).first():
        return advance(case=known, act=Act.CHOOSE, by=by, at=at)
    invitation = Invitation.objects.create(meeting=meeting, person=person)
    log(invitation, INVITATION_WAYS[0], by, at)
    return invitation


def _send(meeting, invitations, by, at):
    for one in invitations:
        one = advance(case=one, act=Act.INVITE, by=by, at=at)
        one.invited_at, one.answered_at = at, None
        one.save(update_fields=["invited_at", "answered_at"])
        _tell(meeting, one, at)
    texts = invitation_texts(meeting, localdate(at))
    file_document(meeting, texts, Kind.INVITATION, by, at)


def _tell(meeting, invitation, at):
    user = invitation.person.user
    if user is None:  # the page was given back meanwhile
        return
    link = make_link(
        purpose=PURPOSE,
        url_name="meetings:answer",
        subject=(queries.INVITATION, invitation.code),
        expires_at=meeting.starts_at,
        at=at,
        person=user,
    )
    said = {"starts_at": meeting.starts_at.isoformat(), "where": meeting.where}
    tell(
        users=[user],
        kind=CALLED,
        subject=(queries.MEETING, meeting.code),
        at=at,
        due_at=meeting.starts_at,
        parameters=said | {"is_moved": meeting.version > 0},
        link=link,
    )


def _check(written, at):
    need(written.starts_at > at, _("Choose a time that lies ahead."), "starts_at")
    need(written.ends_at > written.starts_at, _("It ends before it begins."), "ends_at")
    need(written.agenda, _("Write at least one point."), "agenda")


def _write_agenda(meeting, written):
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=number, title=title)
        for number, title in enumerate(written.agenda, start=1)
    )
