"""The states of what a team sends, and the one table of how it moves from one to the next."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.states import Role


class InitiativeState(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    FIX_ASKED = "fix_asked", _("completion asked for")
    ELIGIBLE = "eligible", _("eligible")
    NOT_ELIGIBLE = "not_eligible", _("not eligible")
    IN_REVIEW = "in_review", _("in review")
    RECOMMENDED = "recommended", _("recommended")
    RESERVE = "reserve", _("on the reserve list")
    NOT_RECOMMENDED = "not_recommended", _("not recommended")
    SELECTED = "selected", _("selected")
    NOT_SELECTED = "not_selected", _("not selected")
    PILOT = "pilot", _("pilot")
    MET = "met", _("target met")
    NOT_MET = "not_met", _("target not met")
    WITHDRAWN = "withdrawn", _("withdrawn")


class MemberRole(TextChoices):
    LEAD = "lead", _("lead")
    EDIT = "edit", _("may edit")
    VIEW = "view", _("may read")


class Part(TextChoices):
    """How much of a file one may see; each takes in what stands before it."""

    EXISTENCE = "existence", _("that there is such a file")
    SUMMARY = "summary", _("the public summary")
    CONTENT = "content", _("the file without its confidential part")
    CONFIDENTIAL = "confidential", _("the whole file")

    @classmethod
    def from_(cls, part):
        """Return the parts that take in this one."""
        return list(cls)[list(cls).index(cls(part)) :]


EVERYBODY = "everybody"  # stands for a role in FileAccess: also who is not signed in


class AccessBasis(TextChoices):
    """Why somebody may see a file."""

    TEAM = "team", _("member of the team")
    PROCEDURE = "procedure", _("open procedure")
    OPENING = "opening", _("opened by two people")
    AUDIT = "audit", _("audit")
    SEAT = "seat", _("seat on the council")
    CONFLICT = "conflict", _("conflict of interest")
    DECISION = "decision", _("decision")


class OwnTie(TextChoices):
    """What connects somebody of the staff with a team, as they declare it themselves."""

    KINSHIP = "kinship", _("family")
    SUPERVISION = "supervision", _("supervisor or student")
    MONEY = "money", _("money, shares, a contract")
    OTHER = "other", _("worked together, or another tie")


class AttachmentPart(TextChoices):
    PUBLIC = "public", _("not confidential")
    CONFIDENTIAL = "confidential", _("confidential")


class RequestKind(TextChoices):
    ADD_MEMBER = "add_member", _("take a person into the team")
    REMOVE_MEMBER = "remove_member", _("let a person leave the team")
    CHANGE_LEAD = "change_lead", _("hand the lead to another member")


class RequestState(TextChoices):
    WAITING = "waiting", _("waiting for an answer")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class RefusalReason(TextChoices):
    """Why a file is refused or leaves; the code is counted, the text is told to the team."""

    INCOMPLETE = "incomplete", _("a required document is missing")
    NOT_CONFIRMED = "not_confirmed", _("it was not confirmed under the changed terms")
    NO_STANDING = "no_standing", _("the organisation may not take part")
    OUT_OF_SCOPE = "out_of_scope", _("it does not answer the problem")
    FIX_NOT_MADE = "fix_not_made", _("what was asked for did not come in time")
    DUPLICATE = "duplicate", _("it repeats another file or an earlier task")
    RANKED_LOWER = "ranked_lower", _("others answer the problem better")
    BELOW_THRESHOLD = "below_threshold", _("the score is below what is asked for")
    TEAM_WITHDREW = "team_withdrew", _("withdrawn by its team")
    OTHER = "other", _("another reason")


class InitiativeActor(TextChoices):
    """Who moves a file on; `rules.IS_INITIATIVE_ACTOR` says who that is."""

    SYSTEM = "system", _("the installation itself")
    STARTER = "starter", _("account of an enterprise or an expert")
    LEAD = "lead", _("lead of the team")
    COORDINATOR = "coordinator", _("coordinator")
    COUNCIL = "council", _("coordinator or scientific secretary, for the council")
    DECISION_MAKER = "decision_maker", _("decision-maker")


class InitiativeGuard(TextChoices):
    """What must hold besides; `actions.INITIATIVE_GUARDS` checks it."""

    RECEIVED_IN_TIME = "received_in_time", _("it was received while the call was open")
    CONSENTED = "consented", _("every member has agreed")
    OPENED = "opened", _("the files of the call are open")
    CHECKED = "checked", _("every required line of the checklist is met")
    CONFIRMED = "confirmed", _("the call is closed, and the file was sent under its last terms")
    REASON = "reason", _("a reason is given, with its code")
    FIX_DUE = "fix_due", _("a date is set that lies ahead")
    FIX_IN_TIME = "fix_in_time", _("the date that was set has not passed")
    FIX_OVERDUE = "fix_overdue", _("the date that was set has passed")


class InitiativeProof(TextChoices):
    """What an act rests on; its hash is named and logged."""

    FROZEN_COPY = "frozen_copy", _("the frozen copy")
    COUNCIL_MINUTES = "council_minutes", _("the minutes of the council")
    DECISION = "decision", _("the signed decision")
    PILOT_PLAN = "pilot_plan", _("the frozen plan of measurement")
    ACCEPTANCE_MINUTES = "acceptance_minutes", _("the minutes of the acceptance council")


class InitiativeAct(TextChoices):
    """What people do with a file, as its log says it."""

    START = "start", _("draft of a file begun")
    WRITE = "write", _("text of the file changed")
    INVITE = "invite", _("person invited into the team")
    JOIN = "join", _("person joined the team and agreed")
    DECLARE = "declare", _("declaration of a member corrected")
    LEAVE = "leave", _("person left the team")
    CHANGE_ROLE = "change_role", _("role in the team changed")
    ATTACH = "attach", _("document attached")
    DETACH = "detach", _("document taken away")
    SUBMIT = "submit", _("file submitted")
    RESUBMIT = "resubmit", _("new version submitted")
    OPEN = "open", _("file opened")
    ASK_FIX = "ask_fix", _("completion asked of the team")
    ANSWER_FIX = "answer_fix", _("file completed")
    FIND_ELIGIBLE = "find_eligible", _("found eligible")
    FIND_NOT_ELIGIBLE = "find_not_eligible", _("found not eligible")
    LET_LAPSE = "let_lapse", _("not completed in time")
    GIVE_TO_COUNCIL = "give_to_council", _("given to the council")
    RECOMMEND = "recommend_file", _("recommended by the council")
    RESERVE = "reserve", _("put on the reserve list")
    NOT_RECOMMEND = "not_recommend", _("not recommended by the council")
    SELECT = "select", _("selected by the decision")
    NOT_SELECT = "not_select", _("not selected by the decision")
    REVIEW_AGAIN = "review_again", _("given to the council again")
    BEGIN_PILOT = "begin_pilot_of_file", _("pilot of the file begun")
    MEET = "meet", _("target found met")
    MISS = "miss", _("target found not met")
    STOP_PILOT = "stop_pilot_of_file", _("pilot of the file stopped early")
    WITHDRAW = "withdraw_file", _("file withdrawn")
    CHOOSE_SHOWN = "choose_shown", _("said whether the file is shown if it is not chosen")
    READ = "read", _("file read")
    READ_CONFIDENTIAL = "read_confidential", _("confidential part opened")
    GRANT_ACCESS = "grant_access", _("access given")
    END_ACCESS = "end_access", _("access ended")
    REQUEST = "request", _("change of the team requested")
    ANSWER_REQUEST = "answer_request", _("request for a change of the team answered")
    ACCEPT_OPENING = "accept_opening", _("opening of the files agreed to")
    OPEN_ALL = "open_all", _("files opened by two people")
    NUMBER = "number", _("running number given")
    CHECK = "check", _("line of the checklist judged")
    COMPARE = "compare_files", _("files of the call compared with one another")
    COMPARE_AGAIN = "compare_files_again", _("failed comparison of the files run again")
    FLAG_DUPLICATE = "flag_duplicate", _("likeness of two files flagged")
    ASK_DUPLICATE = "ask_duplicate", _("both teams asked about the likeness")
    ANSWER_DUPLICATE = "answer_duplicate", _("likeness answered by a team")
    JUDGE_DUPLICATE = "judge_duplicate", _("likeness judged")


@dataclass(frozen=True)
class InitiativeTransition:
    """One row of the table. proof: what the act must name as its basis (a hash)."""

    act: InitiativeAct
    source: InitiativeState | None
    target: InitiativeState
    actor: InitiativeActor
    guards: tuple[InitiativeGuard, ...] = ()
    proof: InitiativeProof | None = None


@dataclass(frozen=True)
class Ground:
    """Whoever holds a role sees a part of a file, and why."""

    role: str  # of accounts.states.Role, or EVERYBODY
    part: Part
    basis: AccessBasis


_STAFF = (Role.COORDINATOR, Role.SECRETARY)
# Of a sealed call, only the auditor knows before the opening that a file arrived.
SEEN_ON_ARRIVAL = {
    True: (Ground(Role.AUDITOR, Part.EXISTENCE, AccessBasis.AUDIT),),
    False: (
        Ground(Role.AUDITOR, Part.EXISTENCE, AccessBasis.AUDIT),
        *(Ground(role, Part.CONFIDENTIAL, AccessBasis.PROCEDURE) for role in _STAFF),
    ),
}
# Opened: by two people, or, where nothing is sealed, because the call has closed.
SEEN_WHEN_OPENED = (
    Ground(Role.AUDITOR, Part.CONFIDENTIAL, AccessBasis.AUDIT),
    *(Ground(role, Part.CONFIDENTIAL, AccessBasis.OPENING) for role in _STAFF),
)


_S, _A, _G, _P, _BY = (
    InitiativeState,
    InitiativeAct,
    InitiativeGuard,
    InitiativeProof,
    InitiativeActor,
)
_SENT = (_G.RECEIVED_IN_TIME, _G.CONSENTED)
_RECOMMENDATIONS = {
    _A.RECOMMEND: _S.RECOMMENDED,
    _A.RESERVE: _S.RESERVE,
    _A.NOT_RECOMMEND: _S.NOT_RECOMMENDED,
}
ENDED = (_S.NOT_ELIGIBLE, _S.NOT_SELECTED, _S.MET, _S.NOT_MET, _S.WITHDRAWN)
# States in which the team may still write, the call or the date that was set allowing.
WRITABLE = (_S.DRAFT, _S.SUBMITTED, _S.FIX_ASKED)
# What was never sent is nobody's but its team's, withdrawn or not.
SEEN_FROM = {
    state: (Ground(Role.DECISION_MAKER, Part.CONFIDENTIAL, AccessBasis.DECISION),)
    for state in _RECOMMENDATIONS.values()
} | {
    _S.SELECTED: (Ground(EVERYBODY, Part.SUMMARY, AccessBasis.DECISION),),
    _S.NOT_SELECTED: (Ground(EVERYBODY, Part.EXISTENCE, AccessBasis.DECISION),),
}
# What the public saw of a file ends where a decision is undone or made anew.
DECIDED_ANEW = (_S.IN_REVIEW, _S.SELECTED, _S.NOT_SELECTED)
# A verdict that is not signed yet; its team reads "in review".
UNSIGNED = tuple(_RECOMMENDATIONS.values())
BEFORE_DECISION = (*WRITABLE, _S.ELIGIBLE, _S.IN_REVIEW, *UNSIGNED)
REFUSALS = (_S.NOT_ELIGIBLE, _S.NOT_RECOMMENDED, _S.NOT_SELECTED, _S.NOT_MET, _S.WITHDRAWN)


def _row(act, source, target, actor, guards=(), proof=None):
    return InitiativeTransition(act, source, target, actor, guards, proof)


INITIATIVE_TRANSITIONS = (
    _row(_A.START, None, _S.DRAFT, _BY.STARTER),
    # With the call of a task that is directly assigned, for the lead who is invited.
    _row(_A.START, None, _S.DRAFT, _BY.COORDINATOR),
    _row(_A.SUBMIT, _S.DRAFT, _S.SUBMITTED, _BY.LEAD, _SENT, _P.FROZEN_COPY),
    _row(_A.RESUBMIT, _S.SUBMITTED, _S.SUBMITTED, _BY.LEAD, _SENT, _P.FROZEN_COPY),
    _row(
        _A.ASK_FIX,
        _S.SUBMITTED,
        _S.FIX_ASKED,
        _BY.COORDINATOR,
        (_G.OPENED, _G.REASON, _G.FIX_DUE),
    ),
    _row(
        _A.ANSWER_FIX,
        _S.FIX_ASKED,
        _S.SUBMITTED,
        _BY.LEAD,
        (_G.FIX_IN_TIME, _G.CONSENTED),
        _P.FROZEN_COPY,
    ),
    _row(_A.LET_LAPSE, _S.FIX_ASKED, _S.NOT_ELIGIBLE, _BY.SYSTEM, (_G.FIX_OVERDUE, _G.REASON)),
    _row(
        _A.FIND_ELIGIBLE,
        _S.SUBMITTED,
        _S.ELIGIBLE,
        _BY.COORDINATOR,
        (_G.OPENED, _G.CONFIRMED, _G.CHECKED),
    ),
    _row(
        _A.FIND_NOT_ELIGIBLE,
        _S.SUBMITTED,
        _S.NOT_ELIGIBLE,
        _BY.COORDINATOR,
        (_G.OPENED, _G.REASON),
    ),
    _row(_A.GIVE_TO_COUNCIL, _S.ELIGIBLE, _S.IN_REVIEW, _BY.COORDINATOR),
    *(
        _row(
            act,
            _S.IN_REVIEW,
            target,
            _BY.COUNCIL,
            (_G.REASON,) if target == _S.NOT_RECOMMENDED else (),
            _P.COUNCIL_MINUTES,
        )
        for act, target in _RECOMMENDATIONS.items()
    ),
    *(
        _row(_A.SELECT, source, _S.SELECTED, _BY.DECISION_MAKER, (), _P.DECISION)
        for source in (_S.RECOMMENDED, _S.RESERVE)
    ),
    # Against the council, or after a request for review: only with a reason.
    *(
        _row(_A.SELECT, source, _S.SELECTED, _BY.DECISION_MAKER, (_G.REASON,), _P.DECISION)
        for source in (_S.NOT_RECOMMENDED, _S.NOT_SELECTED)
    ),
    *(
        _row(_A.NOT_SELECT, source, _S.NOT_SELECTED, _BY.DECISION_MAKER, (_G.REASON,), _P.DECISION)
        for source in (*_RECOMMENDATIONS.values(), _S.SELECTED)
    ),
    *(
        _row(_A.REVIEW_AGAIN, source, _S.IN_REVIEW, _BY.DECISION_MAKER, (_G.REASON,))
        for source in (*_RECOMMENDATIONS.values(), _S.SELECTED, _S.NOT_SELECTED)
    ),
    # These follow from what people do with the problem; who did it stands in its log.
    _row(_A.BEGIN_PILOT, _S.SELECTED, _S.PILOT, _BY.SYSTEM, (), _P.PILOT_PLAN),
    _row(_A.MEET, _S.PILOT, _S.MET, _BY.SYSTEM, (), _P.ACCEPTANCE_MINUTES),
    _row(_A.MISS, _S.PILOT, _S.NOT_MET, _BY.SYSTEM, (_G.REASON,), _P.ACCEPTANCE_MINUTES),
    _row(_A.STOP_PILOT, _S.PILOT, _S.NOT_MET, _BY.SYSTEM, (_G.REASON,)),
    *(
        _row(_A.WITHDRAW, source, _S.WITHDRAWN, _BY.LEAD, (_G.REASON,))
        for source in _S
        if source not in ENDED
    ),
)


def initiative_transition(source, target, act=None):
    """Return the row of the table, None where there is no such way."""
    rows = (r for r in INITIATIVE_TRANSITIONS if (r.source, r.target) == (source, target))
    return next((row for row in rows if act in (None, row.act)), None)


# What people write, and what a file must say before it is sent.
WRITTEN_TEXTS = (
    "title_vi",
    "title_en",
    "summary_vi",
    "summary_en",
    "approach",
    "team",
    "plan",
    "budget",
    "risks",
    "expected",
    "measured_how",
    "confidential",
)
NEEDED_TEXTS = {
    "title_vi": _("Give it a title."),
    "summary_vi": _("Write the public summary."),
    "approach": _("Say how you will solve the problem."),
    "team": _("Say who you are and what you have done of this kind."),
    "plan": _("Give at least one step of the plan."),
    "budget": _("Give at least one line of the budget."),
    "risks": _("Say what may go wrong and what you do then."),
    "expected": _("Enter the value that you expect to reach."),
}
CONFIDENTIAL_TEXTS = ("confidential",)
SUMMARY_TEXTS = ("title_vi", "title_en", "summary_vi", "summary_en")
# The running texts of a file as they are headed, in the order in which they are read.
RUNNING_TEXTS = {
    "summary_vi": _("Public summary"),
    "summary_en": _("Public summary in English"),
    "approach": _("How the problem is to be solved"),
    "measured_how": _("How it will be shown"),
    "risks": _("Risks"),
    "team": _("About the team"),
    "confidential": _("Confidential part"),
}
TEXT_LABELS = RUNNING_TEXTS | {
    "title_vi": _("Title"),
    "title_en": _("Title in English"),
    "plan": _("Plan"),
    "budget": _("Budget"),
    "expected": _("Value expected"),
}
