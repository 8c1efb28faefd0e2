"""The steps of requests, bookings and reports of faults: through `advance` and their tables."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.core.audit import record
from cauhien.core.events import announce
from cauhien.documents.documents import in_language
from cauhien.facilities import queries, rules
from cauhien.facilities.models import Booking, FaultReport, Occupation, UseRequest
from cauhien.facilities.states import Refusal, UseAct, UseActor, UseGuard
from cauhien.notices.actions import tell

REQUEST_MOVED = "facilities.request_moved"
# A host need not hear of each booking at once; whoever has booked must hear that it is off.
BOOKING_MOVED = {
    UseActor.HOST: "facilities.booking_made",
    UseActor.USER: "facilities.booking_moved",
}
FAULT_MOVED = {
    UseActor.HOST: "facilities.fault_reported",
    UseActor.USER: "facilities.fault_answered",
}
# What a case is called, and by which notice each side hears of it.
KINDS = {
    UseRequest: (queries.REQUEST, dict.fromkeys(UseActor, REQUEST_MOVED)),
    Booking: (queries.BOOKING, BOOKING_MOVED),
    FaultReport: (queries.FAULT, FAULT_MOVED),
}


class CannotUse(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Asked:
    """What a step was asked for with."""

    by: User | None
    at: datetime
    words: str
    refusal: str


@transaction.atomic
def advance(*, case, act, by, at, words="", refusal="", **changes):
    """Move a case, if its table has such a row and all it asks for holds.

    words: what is written with it, for the other side to read. refusal: a Refusal.
    changes: {column: value} written with the state. Returns the case.
    """
    case = locked(case)
    row = rules.way_for(by, case, act)
    if row is None:
        raise CannotUse(_("This step is not yours, or it is no longer where it was."))
    asked = Asked(by=by, at=at, words=words.strip(), refusal=refusal)
    for guard in row.guards:
        GUARDS[guard](case, asked)
    changes |= {"refusal": refusal} if refusal else {}
    for name, value in changes.items():
        setattr(case, name, value)
    case.state = row.target
    case.save(update_fields=["state", *changes])
    if isinstance(case, Booking):
        Occupation.objects.filter(booking=case).update(state=case.state)
    write(case, row, asked)
    return case


def write(case, row, asked):
    """Log a step, announce it and tell the other side."""
    kind, notices = KINDS[type(case)]
    said = {"from": row.source or "", "to": row.target, "refusal": asked.refusal}
    record(
        chain=case.chain,
        act=row.act,
        by=asked.by,
        at=asked.at,
        detail={name: value for name, value in said.items() if value},
    )
    announce(kind=f"{kind}.changed", subject_kind=kind, subject_code=case.code, at=asked.at)
    if row.tells:
        tell(
            users=[one for one in _people(case, row.tells, asked.at) if one != asked.by],
            kind=notices[row.tells],
            subject=(kind, case.code),
            at=asked.at,
            parameters={"state": row.target} | _told(case, asked),
        )


def _told(case, asked):
    more = {
        UseRequest: lambda: {"refusal": asked.refusal},
        Booking: lambda: {"start": case.period.lower.isoformat()},
        FaultReport: dict,
    }
    return {"words": asked.words} | more[type(case)]()


def note_reading(*, case, by, at):
    """Log that the audit has read a case; what is one's own is read unnoted."""
    if rules.reads_as_auditor(by, case):
        record(chain=case.chain, act=UseAct.READ, by=by, at=at)


def locked(case):
    kept = ("resource__laboratory__host", "user")
    related = (*kept, "laboratory__host") if isinstance(case, UseRequest) else kept
    rows = type(case).objects.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=case.pk)


def _people(case, who, at):
    is_host = who == UseActor.HOST
    return queries.hosts_of(case.laboratory, localdate(at)) if is_host else [case.user]


def need(holds, message, field=None):
    if not holds:
        raise CannotUse(message, field)


def are_qualified(case, asked):
    """Ask that whoever uses it meets all that is required when it begins, and until it ends."""
    last = localdate(case.period.upper)
    missing = queries.missing_for(case.user, case.resource, last)
    need(
        not missing,
        _("The host has not found this met: %(what)s.")
        % {"what": "; ".join(in_language(one, "text", get_language()) for one in missing)},
    )


OUT_OF_TIME = {
    UseGuard.HOLD_RUNS: gettext_lazy("The time was held until then and is free again."),
    UseGuard.HOLD_IS_OVER: gettext_lazy("The time is still held."),
    UseGuard.BEFORE_START: gettext_lazy("The booked time has begun."),
    UseGuard.AFTER_START: gettext_lazy("The booked time has not begun."),
    UseGuard.AROUND_START: gettext_lazy(
        "Check in from 15 minutes before the booked time until its end."
    ),
    UseGuard.AFTER_END: gettext_lazy("The booked time has not passed."),
}


def _in_time(guard):
    return lambda case, asked: need(rules.TIMES[guard](case, asked.at), OUT_OF_TIME[guard])


GUARDS = {
    UseGuard.WORDS: lambda case, asked: need(asked.words, _("Write something."), "words"),
    UseGuard.REFUSAL: lambda case, asked: _need_refusal(asked),
    UseGuard.QUALIFIED: are_qualified,
} | {guard: _in_time(guard) for guard in OUT_OF_TIME}


def _need_refusal(asked):
    need(asked.refusal in Refusal.values, _("Choose a reason."), "refusal")
    is_told = asked.words or asked.refusal != Refusal.OTHER
    need(is_told, _("Say what the reason is."), "words")
