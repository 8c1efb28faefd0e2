"""The states of a request to use and of a booking, and the one table of how they move."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestState(TextChoices):
    WAITING = "waiting", _("waits for the host")
    ASKED_BACK = "asked_back", _("the host has asked back")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    USED = "used", _("used")


class BookingState(TextChoices):
    HELD = "held", _("held")
    CONFIRMED = "confirmed", _("confirmed")
    IN_USE = "in_use", _("in use")
    DONE = "done", _("used as booked")
    NO_SHOW = "no_show", _("nobody came")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("not confirmed in time")


class FaultState(TextChoices):
    OPEN = "open", _("waits for the host")
    OUT_OF_ORDER = "out_of_order", _("taken out of order")
    IN_ORDER = "in_order", _("found in order")


# In these a booking keeps its units from everybody else; the database refuses an overlap.
OCCUPYING = (BookingState.HELD, BookingState.CONFIRMED, BookingState.IN_USE)
UNANSWERED = (RequestState.WAITING, RequestState.ASKED_BACK)


class Refusal(TextChoices):
    """Why a host refuses; closed, so that refusals can be counted."""

    FULL = "full", _("no time free in the period asked for")
    NOT_ABLE = "not_able", _("the equipment cannot do it, or is out of order")
    NO_STAFF = "no_staff", _("nobody to run it")
    SAFETY = "safety", _("not safe, or a permit is missing")
    OWN_WORK_ONLY = "own_work_only", _("kept for the host's own work")
    TERMS = "terms", _("no agreement on the terms")
    OTHER = "other", _("another reason, stated beside")


class UseActor(TextChoices):
    """Who does it; `rules.IS_ACTOR` says who that is."""

    SYSTEM = "system", _("the installation itself")
    USER = "user", _("who asks or books")
    HOST = "host", _("who speaks for the laboratory")


class UseGuard(TextChoices):
    """What must hold besides; `actions.GUARDS` checks it."""

    WORDS = "words", _("something is written")
    REFUSAL = "refusal", _("a reason from the list is given, with words where it is another one")
    HOLD_RUNS = "hold_runs", _("the time for confirming has not passed")
    HOLD_IS_OVER = "hold_is_over", _("the time for confirming has passed")
    BEFORE_START = "before_start", _("the booked time has not begun")
    AFTER_START = "after_start", _("the booked time has begun")
    AROUND_START = "around_start", _("it is the booked time, or shortly before")
    AFTER_END = "after_end", _("the booked time has passed")
    QUALIFIED = "qualified", _("all that is required is met and still valid then")


class UseAct(TextChoices):
    """What people do, as the log says it."""

    SEND = "use_send", _("request to use sent")
    ASK_BACK = "use_ask_back", _("host asked back")
    REPLY = "use_reply", _("question of the host answered")
    ACCEPT = "use_accept", _("request to use accepted")
    REFUSE = "use_refuse", _("request to use refused")
    WITHDRAW = "use_withdraw", _("request to use withdrawn")
    USE = "use_use", _("use recorded")
    HOLD = "booking_hold", _("time held")
    CONFIRM = "booking_confirm", _("booking confirmed")
    EXPIRE = "booking_expire", _("time let go, not confirmed")
    CANCEL = "booking_cancel", _("booking cancelled")
    CANCEL_AS_HOST = "booking_cancel_as_host", _("booking cancelled by the host")
    CHECK_IN = "booking_check_in", _("checked in")
    CHECK_OUT = "booking_check_out", _("checked out")
    MISS = "booking_miss", _("nobody came")
    READ = "use_read", _("read by the audit")
    REPORT_OUTAGE = "use_report_outage", _("outage recorded")
    END_OUTAGE = "use_end_outage", _("outage ended")
    REPORT_FAULT = "fault_report", _("fault reported")
    TAKE_OUT = "fault_take_out", _("taken out of order after a report")
    FIND_IN_ORDER = "fault_find_in_order", _("found in order after a report")
    WAIT = "wait_begin", _("asked to be told when a time is free")
    END_WAIT = "wait_end", _("waits for the time no more")
    MOVE_UNIT = "booking_move_unit", _("booking moved to another unit of the same kind")
    OPEN = "use_open", _("offer of the laboratory changed")
    NAME_KEEPER = "use_name_keeper", _("person named who speaks for the laboratory")
    END_KEEPER = "use_end_keeper", _("person speaks for the laboratory no more")
    ILLUSTRATE = "use_illustrate", _("laboratory made as an illustration")
    QUALIFY = "use_qualify", _("requirement found met by a person")
    END_QUALIFICATION = "use_end_qualification", _("requirement found met no more")


@dataclass(frozen=True)
class Way:
    """One row of the table. source: None where it begins. tells: who gets a notice."""

    act: UseAct
    source: str | None
    target: str
    actor: UseActor
    guards: tuple[UseGuard, ...] = ()
    tells: UseActor | None = None


_R, _B, _F, _A, _G, _BY = RequestState, BookingState, FaultState, UseAct, UseGuard, UseActor

REQUEST_WAYS = (
    Way(_A.SEND, None, _R.WAITING, _BY.USER, (), _BY.HOST),
    Way(_A.ASK_BACK, _R.WAITING, _R.ASKED_BACK, _BY.HOST, (_G.WORDS,), _BY.USER),
    Way(_A.REPLY, _R.ASKED_BACK, _R.WAITING, _BY.USER, (_G.WORDS,), _BY.HOST),
    Way(_A.ACCEPT, _R.WAITING, _R.ACCEPTED, _BY.HOST, (_G.WORDS,), _BY.USER),
    *(
        Way(_A.REFUSE, source, _R.REFUSED, _BY.HOST, (_G.REFUSAL,), _BY.USER)
        for source in UNANSWERED
    ),
    *(
        Way(_A.WITHDRAW, source, _R.WITHDRAWN, _BY.USER, (), _BY.HOST)
        for source in (*UNANSWERED, _R.ACCEPTED)
    ),
    Way(_A.USE, _R.ACCEPTED, _R.USED, _BY.HOST, (), _BY.USER),
)

BOOKING_WAYS = (
    Way(_A.HOLD, None, _B.HELD, _BY.USER, (_G.QUALIFIED,)),
    Way(_A.CONFIRM, _B.HELD, _B.CONFIRMED, _BY.USER, (_G.HOLD_RUNS, _G.QUALIFIED), _BY.HOST),
    Way(_A.EXPIRE, _B.HELD, _B.EXPIRED, _BY.SYSTEM, (_G.HOLD_IS_OVER,)),
    Way(_A.CANCEL, _B.HELD, _B.CANCELLED, _BY.USER),
    Way(_A.CANCEL, _B.CONFIRMED, _B.CANCELLED, _BY.USER, (_G.BEFORE_START,), _BY.HOST),
    *(
        Way(
            _A.CANCEL_AS_HOST,
            source,
            _B.CANCELLED,
            actor,
            (_G.BEFORE_START, _G.WORDS),
            _BY.USER,
        )
        for source in (_B.HELD, _B.CONFIRMED)
        for actor in (_BY.HOST, _BY.SYSTEM)  # the installation itself: for an outage
    ),
    *(
        Way(_A.CHECK_IN, _B.CONFIRMED, _B.IN_USE, actor, (_G.AROUND_START, _G.QUALIFIED))
        for actor in (_BY.USER, _BY.HOST)
    ),
    *(Way(_A.CHECK_OUT, _B.IN_USE, _B.DONE, actor) for actor in (_BY.USER, _BY.HOST)),
    Way(_A.CHECK_OUT, _B.IN_USE, _B.DONE, _BY.SYSTEM, (_G.AFTER_END,)),
    Way(_A.MISS, _B.CONFIRMED, _B.NO_SHOW, _BY.HOST, (_G.AFTER_START,), _BY.USER),
    Way(_A.MISS, _B.CONFIRMED, _B.NO_SHOW, _BY.SYSTEM, (_G.AFTER_END,), _BY.USER),
)

FAULT_WAYS = (
    Way(_A.REPORT_FAULT, None, _F.OPEN, _BY.USER, (), _BY.HOST),
    Way(_A.TAKE_OUT, _F.OPEN, _F.OUT_OF_ORDER, _BY.HOST, (), _BY.USER),
    Way(_A.FIND_IN_ORDER, _F.OPEN, _F.IN_ORDER, _BY.HOST, (_G.WORDS,), _BY.USER),
)
