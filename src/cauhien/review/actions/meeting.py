"""A meeting is called, attended, voted in, and ended where it has no quorum."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.queries import newest
from cauhien.documents.states import Audience, Kind
from cauhien.notices.actions import tell
from cauhien.review import queries, rules
from cauhien.review.actions.forming import locked_council, log
from cauhien.review.documents import invitation_texts
from cauhien.review.models import Attendance, Meeting, Note, Vote
from cauhien.review.states import Choice, CouncilKind, CouncilState, MeetingAct

MEETING = "review.meeting"


class CannotMeet(Exception):
    """Not this person's act, not at this time, or something lacks; `field` names where."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Agenda:
    """When and where a council meets, and about what. short_notice: why so soon, where it is."""

    starts_at: datetime
    where: str
    agenda: str
    short_notice: str = ""


@transaction.atomic
def call_meeting(*, council, about, by, at):
    """Call the council together, or put the meeting that was called to another time and place.

    about: an Agenda. Members are told, and the invitation is made as a document.
    """
    council = locked_council(council)
    _ask(rules.may_run(by, council), _("The coordinator or the scientific secretary does this."))
    _check_time(council, about, at)
    meeting = queries.meeting_ahead(council) or Meeting(council=council)
    said = {"where": about.where, "agenda": about.agenda, "short_notice": about.short_notice}
    for name, value in (said | {"starts_at": about.starts_at, "called_by": by}).items():
        setattr(meeting, name, value)
    meeting.had_quorum = None  # who was there at the time before says nothing of this one
    meeting.save()
    meeting.attendances.all().delete()
    invitation = _invitation(meeting, by, at)
    log(
        council,
        MeetingAct.CALL,
        by,
        at,
        meeting=meeting.code,
        starts_at=about.starts_at.isoformat(),
        basis=invitation.sha256,
        short_notice=about.short_notice,
    )
    tell(
        users=[seat.user for seat in queries.sitting(council)],
        kind=MEETING,
        subject=(queries.COUNCIL, council.code),
        at=at,
        due_at=about.starts_at,
        parameters={
            "kind": council.kind,
            "starts_at": about.starts_at.isoformat(),
            "where": about.where,
        },
        url=council.url("meeting"),
    )
    return meeting


@transaction.atomic
def record_attendance(*, meeting, present, authorised, by, at):
    """Write down who is there and whether that is a quorum; return the Quorum.

    present: codes of seats. authorised: code of the seat that presides instead of the chair, or "".
    """
    meeting = locked_meeting(meeting)
    _check_running(meeting, by, at)
    if authorised and authorised not in present:
        raise CannotMeet(_("Who presides must be there."), "authorised")
    for seat in queries.sitting(meeting.council):
        said = {
            "is_present": seat.code in present,
            "authorised_as_chair": seat.code == authorised,
        }
        Attendance.objects.update_or_create(meeting=meeting, seat=seat, defaults=said)
    quorum = queries.gathering_of(meeting).quorum
    meeting.had_quorum = quorum.is_met
    meeting.save(update_fields=["had_quorum"])
    log(
        meeting.council,
        MeetingAct.ATTEND,
        by,
        at,
        meeting=meeting.code,
        present=sorted(present),
        authorised=authorised,
        had_quorum=meeting.had_quorum,
    )
    return quorum


@transaction.atomic
def note_discussion(*, council, initiative, text, by, at):
    """Record what was said of a file, above all where members differ; return the Note."""
    council = locked_council(council)
    _ask(rules.may_note(by, council), _("The chair records the discussion."))
    if not text.strip():
        raise CannotMeet(_("Write what was said."), "text")
    note = Note.objects.create(
        council=council, initiative=initiative, text=text.strip(), by=by, at=at
    )
    log(council, MeetingAct.NOTE, by, at, file=initiative.code, text=note.text)
    return note


@transaction.atomic
def vote(*, meeting, choices, by, at, dissent=""):
    """Give one's votes, one on each file, or on the task; the last count. choices: {code: Choice}.

    dissent: what one wants the minutes to say beside the conclusion on the task.
    """
    meeting = locked_meeting(meeting)
    seat = rules.voting_seat(by, meeting)
    _ask(seat is not None, _("Who is there votes, while the meeting has a quorum."))
    things = queries.voted_on(meeting.council)
    if missing := [one for one in things if choices.get(one.code) not in Choice]:
        raise CannotMeet(_("Vote on each file."), missing[0].code)
    for one in things:
        is_file = meeting.council.kind != CouncilKind.DEFINITION
        Vote.objects.update_or_create(
            meeting=meeting,
            seat=seat,
            initiative=one if is_file else None,
            defaults={"choice": choices[one.code], "dissent": dissent.strip()},
        )
    log(meeting.council, MeetingAct.VOTE, by, at, meeting=meeting.code, seat=seat.code)


@transaction.atomic
def save_minutes(*, meeting, minutes, public_minutes, by, at):
    """Keep what was written of the minutes so far."""
    meeting = locked_meeting(meeting)
    _check_running(meeting, by, at)
    meeting.minutes, meeting.public_minutes = minutes.strip(), public_minutes.strip()
    meeting.save(update_fields=["minutes", "public_minutes"])
    return meeting


@transaction.atomic
def adjourn(*, meeting, by, at):
    """End a meeting that concluded nothing; another one can be called then."""
    meeting = locked_meeting(meeting)
    _check_running(meeting, by, at)
    if not meeting.minutes:
        raise CannotMeet(_("Write the minutes."), "minutes")
    meeting.held_at = at
    meeting.save(update_fields=["held_at"])
    log(meeting.council, MeetingAct.ADJOURN, by, at, meeting=meeting.code, text=meeting.minutes)
    return meeting


def locked_meeting(meeting):
    """Return the meeting, its council locked."""
    council = locked_council(meeting.council)
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.council = council
    return meeting


def filing(council, **more):
    """Return where a document of a council belongs: the staff of the case and members read it."""
    return Filing(
        kind=queries.COUNCIL,
        code=council.code,
        audience=Audience.CASE,
        office=queries.issuing_office(council),
        readers=tuple(seat.user for seat in queries.sitting(council)),
        chain=council.chain,
        is_illustration=council.challenge.is_illustration,
        **more,
    )


def _invitation(meeting, by, at):
    council = meeting.council
    subject = {"subject_kind": queries.COUNCIL, "subject_code": council.code}
    last = newest(kind=Kind.INVITATION, **subject)
    return freeze_document(
        texts=invitation_texts(meeting, queries.sitting(council), localdate(at)),
        filing=filing(council),
        by=by,
        at=at,
        replaces=last,
    )


def _check_time(council, about, at):
    if about.starts_at <= at:
        raise CannotMeet(_("Choose a time that lies ahead."), "starts_at")
    first = queries.first_day(council, localdate(at))
    if localdate(about.starts_at) < first and not about.short_notice.strip():
        raise CannotMeet(
            _("This is sooner than the procedure wants. Say why, or choose a later day."),
            "short_notice",
        )


def _check_running(meeting, by, at):
    _ask(
        rules.may_run(by, meeting.council),
        _("The coordinator or the scientific secretary does this."),
    )
    _ask(meeting.held_at is None, _("This meeting has ended."))
    _ask(meeting.starts_at <= at, _("The meeting has not begun."))
    _ask(meeting.council.state == CouncilState.REVIEWING, _("The council has concluded."))


def _ask(holds, otherwise):
    if not holds:
        raise CannotMeet(otherwise)
