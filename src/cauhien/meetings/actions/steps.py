"""The one way through the tables of states; whom a step concerns is told."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.meetings import queries, rules
from cauhien.meetings.models import Invitation, Meeting
from cauhien.meetings.states import ANSWERS, Actor
from cauhien.notices.actions import tell

CALLED, MOVED, ANSWERED = "meetings.called", "meetings.moved", "meetings.answered"


class CannotMove(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def advance(*, case, act, by, at, words="", detail=None):
    """Move a meeting or an invitation, if the table has such a row for this user.

    words: what must be written with it, kept in the column that the row names.
    """
    case = type(case).objects.select_for_update(of=("self",)).get(pk=case.pk)
    return move(case, rules.way_for(by, case, act, at), by, at, words=words, detail=detail)


def move(case, row, by, at, *, words="", detail=None):
    """Move a locked case by a row of the table; None where there is none."""
    need(row, _("This step is not yours, or it is no longer where it was."))
    changed = ["state"]
    if row.column:
        need(words.strip(), _("Write something."), "words")
        setattr(case, row.column, words.strip())
        changed.append(row.column)
    if row.act in ANSWERS:
        case.answered_at = at
        changed.append("answered_at")
    case.state = row.target
    case.save(update_fields=changed)
    log(case, row, by, at, detail)
    return case


def need(holds, message, field=None):
    if not holds:
        raise CannotMove(message, field)


def locked(meeting):
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def log(case, row, by, at, detail=None):
    """Write the line of a step, and tell whom it concerns."""
    said = {"from": row.source or "", "to": row.target} | (detail or {})
    if isinstance(case, Invitation):
        said["invitation"] = case.code
    record(chain=case.chain, act=row.act, by=by, at=at, detail=said)
    if row.tells == Actor.OFFICE:
        _tell([case.meeting.called_by], ANSWERED, case.meeting, row.act, at)
    elif isinstance(case, Invitation) and row.tells:
        _tell([case.person.user], MOVED, None, row.act, at, title=case.meeting.title)
    elif row.tells:
        users = [one.person.user for one in queries.guests_of(case)]
        _tell(users, MOVED, case, row.act, at)


def _tell(users, kind, meeting, act, at, title=""):
    """title: said instead of the meeting, where who is told may not see it any more."""
    tell(
        users=[user for user in users if user],
        kind=kind,
        subject=(queries.MEETING, meeting.code) if meeting else None,
        at=at,
        parameters={"act": act, "title": title},
    )
