"""The one table of how a problem moves from one state to the next."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states.problem import Act, Outcome, State


class Actor(TextChoices):
    """Who moves a problem on; `rules.IS_ACTOR` says who that is."""

    SYSTEM = "system", _("the installation itself")
    OFFICE_STAFF = "office_staff", _("officer or head of an office")
    OWN_OFFICER = "own_officer", _("officer of the office that owns the problem")
    OWN_HEAD = "own_head", _("head of the office that owns the problem")
    COORDINATOR = "coordinator", _("coordinator")
    COUNCIL = "council", _("coordinator or scientific secretary, for the council")
    DECISION_MAKER = "decision_maker", _("decision-maker")


class Guard(TextChoices):
    """What must hold besides; `actions.GUARDS` checks it."""

    COMPLETE = "complete", _("everything is filled in that signing needs")
    OTHER_PERSON = "other_person", _("whoever sent the text does not sign it too")
    REASON = "reason", _("a reason is given")
    COMPARED = "compared", _("what is like it was read, and an answer to it is written down")
    TASK_DEFINED = "task_defined", _("a council has defined the task, if the procedure asks for it")
    DIRECT_WAY = "direct_way", _("the council has concluded on direct assignment")
    ASSIGNED = "assigned", _("where it has, an organisation is named")
    CALL_COMPLETE = "call_complete", _("the call is complete, weights and shares total 100")
    BEFORE_CLOSING = "before_closing", _("the time of closing is still to come")
    TIME_IS_UP = "time_is_up", _("the time of closing has passed")
    OTHER_PROBLEM = "other_problem", _("the other problem is named, and is not merged itself")


class Proof(TextChoices):
    """What an act rests on: `advance` wants its hash as the basis and logs it.

    The first two are checked here; of the others, the app above that makes them vouches.
    """

    FROZEN_TEXT = "frozen_text", _("the frozen text")
    FROZEN_CALL = "frozen_call", _("the frozen call")
    OPENING_MINUTES = "opening_minutes", _("the minutes of the opening of files")
    COUNCIL_MINUTES = "council_minutes", _("the minutes of the council, with its quorum")
    DECISION = "decision", _("the signed decision")
    REVIEW_ANSWER = "review_answer", _("the answer to a request for review")
    PILOT_PLAN = "pilot_plan", _("the frozen plan of measurement")
    PILOT_REPORT = "pilot_report", _("the report of the pilot")
    ACCEPTANCE_MINUTES = "acceptance_minutes", _("the minutes of the acceptance council")


class Told(TextChoices):
    """Who is told of an act."""

    OFFICERS = "officers", _("the officers of the office")
    HEAD = "head", _("the head of the office")
    COORDINATORS = "coordinators", _("the coordinators")
    DECISION_MAKERS = "decision_makers", _("the decision-makers")
    FOLLOWERS = "followers", _("whoever follows the problem")
    TEAMS = "teams", _("whoever has a draft or a file")


@dataclass(frozen=True)
class Transition:
    """One row of the table: who may move a problem from one state to another, and how.

    source: None where the problem begins. guards: all must hold. proof: what the act must
    name as its basis. told: who gets a notice. public: whether everybody reads the act in the
    log, and the problem from then on. outcome: where the problem ends by it.
    copies: the problem stays as it is and a new one begins in `target`.
    A row that leads back to its own state is an act by itself and is named when it is done.
    """

    act: Act
    source: State | None
    target: State
    actor: Actor
    guards: tuple[Guard, ...] = ()
    proof: Proof | None = None
    told: tuple[Told, ...] = ()
    public: bool = False
    outcome: str = ""
    copies: bool = False


_NEW, _PUBLIC = None, True
_CATALOGUED, _DRAFT = State.CATALOGUED, State.DRAFT
_AWAITING, _TRIAGE = State.AWAITING_SIGN_OFF, State.TRIAGE
_REASON = (Guard.REASON,)
_OWNERS = (Told.OFFICERS, Told.HEAD)
_OUTSIDE = (Told.FOLLOWERS, Told.TEAMS)
_ALL = (*_OWNERS, Told.COORDINATORS, *_OUTSIDE)
_HIDDEN = (_DRAFT, _AWAITING, _TRIAGE, State.DEFINED)
_RUNNING = (
    State.OPEN,
    State.SCREENING,
    State.IN_REVIEW,
    State.RECOMMENDED,
    State.DECIDED,
    State.PILOT,
    State.ACCEPTANCE,
)
_AFTER_PILOT = (Outcome.SCALED, Outcome.MET_NOT_SCALED, Outcome.NOT_MET)


def _row(act, way, actor, guards=(), proof=None, **more):
    source, target = way
    return Transition(act, source, target, actor, guards, proof, **more)


TRANSITIONS = (
    _row(Act.CATALOGUE, (_NEW, _CATALOGUED), Actor.SYSTEM, public=_PUBLIC),
    _row(Act.DRAFT, (_NEW, _DRAFT), Actor.OFFICE_STAFF),
    _row(Act.ADOPT_SUGGESTION, (_NEW, _DRAFT), Actor.OFFICE_STAFF),
    _row(Act.ADOPT, (_CATALOGUED, _DRAFT), Actor.OFFICE_STAFF, copies=True),
    _row(
        Act.SEND,
        (_DRAFT, _AWAITING),
        Actor.OWN_OFFICER,
        (Guard.COMPLETE,),
        Proof.FROZEN_TEXT,
        told=(Told.HEAD,),
    ),
    _row(
        Act.SIGN,
        (_AWAITING, _TRIAGE),
        Actor.OWN_HEAD,
        (Guard.OTHER_PERSON,),
        Proof.FROZEN_TEXT,
        told=(Told.OFFICERS, Told.COORDINATORS),
    ),
    _row(Act.RETURN, (_AWAITING, _DRAFT), Actor.OWN_HEAD, _REASON, told=(Told.OFFICERS,)),
    _row(Act.TAKE_BACK, (_AWAITING, _DRAFT), Actor.OWN_OFFICER, _REASON, told=(Told.HEAD,)),
    _row(Act.RETURN, (_TRIAGE, _DRAFT), Actor.COORDINATOR, _REASON, told=_OWNERS),
    _row(
        Act.TAKE_BACK,
        (_TRIAGE, _DRAFT),
        Actor.OWN_OFFICER,
        _REASON,
        told=(Told.HEAD, Told.COORDINATORS),
    ),
    _row(
        Act.REFUSE,
        (_TRIAGE, State.CLOSED),
        Actor.COORDINATOR,
        _REASON,
        told=(*_OWNERS, Told.FOLLOWERS),
        public=_PUBLIC,
        outcome=Outcome.REFUSED,
    ),
    *(
        _row(
            Act.MERGE,
            (source, State.CLOSED),
            Actor.COORDINATOR,
            (Guard.REASON, Guard.OTHER_PROBLEM),
            told=(*_OWNERS, Told.FOLLOWERS),
            public=_PUBLIC,
            outcome=Outcome.MERGED,
        )
        for source in (_TRIAGE, State.DEFINED)
    ),
    _row(
        Act.DEFINE,
        (_TRIAGE, State.DEFINED),
        Actor.COORDINATOR,
        (Guard.COMPARED, Guard.TASK_DEFINED, Guard.CALL_COMPLETE),
        Proof.FROZEN_CALL,
        told=_OWNERS,
    ),
    _row(
        Act.ASSIGN,
        (State.DEFINED, State.DEFINED),
        Actor.DECISION_MAKER,
        (Guard.REASON, Guard.DIRECT_WAY),
        Proof.FROZEN_CALL,
        told=(*_OWNERS, Told.COORDINATORS),
    ),
    _row(Act.REVISE, (State.DEFINED, _TRIAGE), Actor.COORDINATOR, _REASON, told=_OWNERS),
    _row(
        Act.PUBLISH,
        (State.DEFINED, State.OPEN),
        Actor.COORDINATOR,
        (Guard.BEFORE_CLOSING, Guard.ASSIGNED),
        Proof.FROZEN_CALL,
        told=(*_OWNERS, Told.FOLLOWERS),
        public=_PUBLIC,
    ),
    *(
        _row(
            act,
            (State.OPEN, State.OPEN),
            Actor.DECISION_MAKER,
            (Guard.REASON, Guard.BEFORE_CLOSING),
            Proof.FROZEN_CALL,
            told=_ALL,
            public=_PUBLIC,
        )
        for act in (Act.EXTEND, Act.AMEND)
    ),
    _row(
        Act.CLOSE,
        (State.OPEN, State.SCREENING),
        Actor.SYSTEM,
        (Guard.TIME_IS_UP,),
        told=_ALL,
        public=_PUBLIC,
    ),
    _row(
        Act.FIND_NO_FILE,
        (State.SCREENING, State.CLOSED),
        Actor.COORDINATOR,
        _REASON,
        told=_ALL,
        public=_PUBLIC,
        outcome=Outcome.NO_FILE,
    ),
    _row(
        Act.BEGIN_REVIEW,
        (State.SCREENING, State.IN_REVIEW),
        Actor.COORDINATOR,
        proof=Proof.OPENING_MINUTES,
        told=_OWNERS,
        public=_PUBLIC,
    ),
    _row(
        Act.RECOMMEND,
        (State.IN_REVIEW, State.RECOMMENDED),
        Actor.COUNCIL,
        proof=Proof.COUNCIL_MINUTES,
        told=(Told.DECISION_MAKERS,),
    ),
    _row(
        Act.SEND_BACK,
        (State.RECOMMENDED, State.IN_REVIEW),
        Actor.DECISION_MAKER,
        _REASON,
        told=(Told.COORDINATORS,),
    ),
    _row(
        Act.DECIDE,
        (State.RECOMMENDED, State.DECIDED),
        Actor.DECISION_MAKER,
        proof=Proof.DECISION,
        told=_ALL,
        public=_PUBLIC,
    ),
    _row(
        Act.DECIDE_AGAIN,
        (State.DECIDED, State.DECIDED),
        Actor.DECISION_MAKER,
        proof=Proof.DECISION,
        told=_ALL,
        public=_PUBLIC,
    ),
    _row(
        Act.REDO,
        (State.DECIDED, State.IN_REVIEW),
        Actor.DECISION_MAKER,
        _REASON,
        Proof.REVIEW_ANSWER,
        told=_ALL,
        public=_PUBLIC,
    ),
    _row(
        Act.CHOOSE_NONE,
        (State.DECIDED, State.CLOSED),
        Actor.DECISION_MAKER,
        proof=Proof.DECISION,
        told=_ALL,
        public=_PUBLIC,
        outcome=Outcome.NONE_CHOSEN,
    ),
    *(
        _row(
            Act.BEGIN_PILOT,
            (State.DECIDED, State.PILOT),
            actor,
            proof=Proof.PILOT_PLAN,
            told=_ALL,
            public=_PUBLIC,
        )
        for actor in (Actor.COORDINATOR, Actor.OWN_HEAD)
    ),
    _row(
        Act.STOP_PILOT,
        (State.PILOT, State.CLOSED),
        Actor.DECISION_MAKER,
        _REASON,
        told=_ALL,
        public=_PUBLIC,
        outcome=Outcome.NOT_MET,
    ),
    *(
        _row(
            Act.REPORT_PILOT,
            (State.PILOT, State.ACCEPTANCE),
            actor,
            proof=Proof.PILOT_REPORT,
            told=_ALL,
            public=_PUBLIC,
        )
        for actor in (Actor.COORDINATOR, Actor.OWN_OFFICER)
    ),
    _row(
        Act.CONTINUE_PILOT,
        (State.ACCEPTANCE, State.PILOT),
        Actor.COORDINATOR,
        _REASON,
        told=_ALL,
        public=_PUBLIC,
    ),
    *(
        _row(
            Act.ACCEPT,
            (State.ACCEPTANCE, State.CLOSED),
            actor,
            proof=Proof.ACCEPTANCE_MINUTES,
            told=_ALL,
            public=_PUBLIC,
            outcome=outcome,
        )
        for outcome in _AFTER_PILOT
        for actor in (Actor.COUNCIL, Actor.DECISION_MAKER)
    ),
    *(
        _row(
            Act.WITHDRAW,
            (source, State.CLOSED),
            Actor.OWN_HEAD,
            _REASON,
            told=_ALL,
            public=source in _RUNNING,
            outcome=Outcome.WITHDRAWN,
        )
        for source in (*_HIDDEN, *_RUNNING)
    ),
)


def transitions(source, target, *, outcome="", act=None):
    """Return the rows of the table that lead from one state to another, to this outcome.

    A row that leads back to its own state is found by its act alone.
    """
    return [
        row
        for row in TRANSITIONS
        if (row.source, row.target, row.outcome) == (source, target, outcome)
        and (row.act == act if act or source == target else True)
    ]


def transition(source, target, *, outcome="", act=None):
    """Return the first such row, None where there is no such way."""
    return next(iter(transitions(source, target, outcome=outcome, act=act)), None)
