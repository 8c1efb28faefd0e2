"""The states of councils, seats, reviews and requests for review, and how each moves on."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CouncilKind(TextChoices):
    """What a council is for."""

    DEFINITION = "definition", _("task-defining council")
    SELECTION = "selection", _("selection council")
    ACCEPTANCE = "acceptance", _("acceptance council")


class CouncilState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    INVITING = "inviting", _("inviting")
    REVIEWING = "reviewing", _("reviewing")
    CONCLUDED = "concluded", _("concluded")
    DISSOLVED = "dissolved", _("dissolved")


class CouncilAct(TextChoices):
    """What people do with a council, as the log says it."""

    FORM = "form_council", _("council proposed")
    PROVE = "prove_council", _("search for the best council ended")
    DISSOLVE = "dissolve_council", _("council dissolved")
    ASK_OUTSIDE = "ask_outside", _("outside reviewer named")
    OPEN_FILES = "open_files", _("files opened to the council")
    OPEN_PROBLEM = "open_problem", _("problem opened to the members")
    CLOSE_PROBLEM = "close_problem", _("problem closed to a member")
    ASSIGN = "propose_assignment", _("files shared out among the members, as a proposal")
    CONFIRM = "confirm_assignment", _("who reads which files confirmed")
    WAIVE = "waive_conflict", _("conflict of interest looked at and lifted")
    ADD_EXPERT = "add_expert", _("expert added to those who may be asked")
    CHANGE_EXPERT = "change_expert", _("what is known of an expert changed")


class QuotaKind(TextChoices):
    """What is asked of a council besides its roles."""

    ORGANISATION = "organisation", _("at most so many from one organisation")
    ENTERPRISE = "enterprise", _("at least so many from enterprises")
    SCIENCE = "science", _("at least so many from universities and institutes")


class Out(TextChoices):
    """Why a candidate is not seated."""

    CONFLICT = "conflict", _("conflict of interest")
    AWAY = "away", _("away")
    FULL = "full", _("sits on as many councils as agreed")
    ROLE = "role", _("holds another role in this case")


class WhyNot(TextChoices):
    """Why a member who would suit a file does not read it; all but the last as the engine says."""

    BARRED = "barred", _("kept out by a conflict of interest")
    FULL = "full", _("reads as many files as may be")
    WEAKER = "weaker", _("suits it no better than those who read it")
    SPARED = "spared", _("is needed more by another file")
    FORBIDDEN = "forbidden", _("was taken off by hand")


class SeatRole(TextChoices):
    """As the engine and the records of council rules name them."""

    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice-chair")
    REVIEWER = "reviewer", _("reviewing member")
    SECRETARY = "scientific_secretary", _("scientific secretary of the council")
    MEMBER = "member", _("member")
    # Writes of the files they were given; no part of the council, and no vote.
    OUTSIDE = "outside", _("outside reviewer")


class SeatState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    INVITED = "invited", _("invited")
    DECLARING = "declaring", _("declaration of interests waits")
    SITTING = "sitting", _("sitting")
    READING = "reading", _("reading, from outside the council")
    DECLINED = "declined", _("declined")
    EXCLUDED = "excluded", _("does not take part, conflict of interest")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced")


class SeatAct(TextChoices):
    """What happens to a seat, as the log says it."""

    INVITE = "seat_invite", _("invited to the council")
    ACCEPT = "seat_accept", _("invitation accepted")
    DECLARE = "seat_declare", _("interests declared")
    DECLINE = "seat_decline", _("invitation declined")
    LAPSE = "seat_lapse", _("invitation not answered in time")
    EXCLUDE = "seat_exclude", _("excluded for a conflict of interest")
    WITHDRAW = "seat_withdraw", _("left the council")
    REPLACE = "seat_replace", _("seat given to another person by hand")


class SeatActor(TextChoices):
    """Who moves a seat on; `rules.IS_SEAT_ACTOR` says who that is."""

    COORDINATOR = "coordinator", _("coordinator")
    # Of an outside reviewer alone: the council is the coordinator's.
    SECRETARY = "secretary", _("scientific secretary")
    HOLDER = "holder", _("whoever holds the seat")
    SYSTEM = "system", _("the installation itself")


@dataclass(frozen=True)
class SeatMove:
    """One row of the table of seats: from where, to where, by whom."""

    act: SeatAct
    source: SeatState
    target: SeatState
    actors: frozenset[SeatActor]
    needs_reason: bool = False


_COORDINATOR = frozenset({SeatActor.COORDINATOR})
_HOLDER = frozenset({SeatActor.HOLDER})
_SYSTEM = frozenset({SeatActor.SYSTEM})
# A conflict is found by the declaration, by a new fact, or by the coordinator who reads it.
_ANYBODY = frozenset({SeatActor.HOLDER, SeatActor.SYSTEM, SeatActor.COORDINATOR})

LEFT_SEATS = (SeatState.DECLINED, SeatState.EXCLUDED, SeatState.WITHDRAWN)

SEAT_MOVES = (
    # The installation invites whoever follows on a seat that was left.
    SeatMove(
        SeatAct.INVITE,
        SeatState.PROPOSED,
        SeatState.INVITED,
        _COORDINATOR | _SYSTEM | {SeatActor.SECRETARY},
    ),
    SeatMove(SeatAct.ACCEPT, SeatState.INVITED, SeatState.DECLARING, _HOLDER),
    SeatMove(SeatAct.DECLINE, SeatState.INVITED, SeatState.DECLINED, _HOLDER, True),
    SeatMove(SeatAct.LAPSE, SeatState.INVITED, SeatState.DECLINED, _SYSTEM, True),
    SeatMove(SeatAct.DECLARE, SeatState.DECLARING, SeatState.SITTING, _HOLDER),
    SeatMove(SeatAct.DECLARE, SeatState.DECLARING, SeatState.READING, _HOLDER),
    *(
        SeatMove(SeatAct.EXCLUDE, source, SeatState.EXCLUDED, _ANYBODY, True)
        for source in (
            SeatState.PROPOSED,
            SeatState.INVITED,
            SeatState.DECLARING,
            SeatState.SITTING,
            SeatState.READING,
        )
    ),
    *(
        SeatMove(SeatAct.WITHDRAW, source, SeatState.WITHDRAWN, _HOLDER | _COORDINATOR, True)
        for source in (SeatState.DECLARING, SeatState.SITTING, SeatState.READING)
    ),
    *(
        SeatMove(SeatAct.REPLACE, source, SeatState.REPLACED, _COORDINATOR, True)
        for source in (SeatState.PROPOSED, SeatState.INVITED)
    ),
)


def seat_moves(source, target):
    """Return the rows of the table that lead from one state to another."""
    return [row for row in SEAT_MOVES if (row.source, row.target) == (source, target)]


ACTIVE_SEATS = (
    SeatState.PROPOSED,
    SeatState.INVITED,
    SeatState.DECLARING,
    SeatState.SITTING,
    SeatState.READING,
)
# Whose files are open: a member sits, an outside reviewer reads. What counts of a council, its
# quorum, votes and means, asks for SITTING alone.
READERS = (SeatState.SITTING, SeatState.READING)


class Tie(TextChoices):
    """What a member may have to declare of a team; the values are kinds of the engine's rules."""

    NONE = "none", _("no tie")
    DECLARED = "declared", _("worked together, or another tie")
    SUPERVISION = "supervision", _("supervisor or student")
    KINSHIP = "kinship", _("family")
    MONEY = "money", _("money, shares, a contract")


class ReviewState(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    LOCKED = "locked", _("locked at the conclusion")


class ReviewAct(TextChoices):
    """What happens to reviews, as the log of the council says it."""

    SUBMIT = "review_submit", _("review submitted")
    CHANGE = "review_change", _("submitted review changed, with a reason")
    LOCK = "review_lock", _("reviews locked")


class Confidence(TextChoices):
    """How sure a member is of a score."""

    LOW = "low", _("not sure: outside my field")
    MIDDLE = "middle", _("fairly sure")
    HIGH = "high", _("sure: my own field")


class MeetingAct(TextChoices):
    """What people do about the meeting of a council, as its log says it."""

    CALL = "call_meeting", _("meeting called")
    ATTEND = "record_attendance", _("attendance recorded")
    NOTE = "note_discussion", _("discussion note recorded")
    LOTS = "draw_lots", _("lots drawn among files that the scores cannot tell apart")
    VOTE = "council_vote", _("votes given")
    PROPOSE = "propose_recommendation", _("recommendation proposed by the chair")
    ADJOURN = "adjourn_meeting", _("meeting ended without a conclusion")
    CONCLUDE = "conclude_council", _("council concluded")


class QuorumPart(TextChoices):
    """Who must be there, as procedures name it."""

    CHAIR = "chair", _("the chair, or who is authorised to preside")
    BOTH_REVIEWERS = "both_reviewers", _("every reviewing member")
    SECRETARY = "scientific_secretary", _("the scientific secretary of the council")


class Choice(TextChoices):
    """A vote on a file at the meeting."""

    YES = "yes", _("recommend")
    NO = "no", _("do not recommend")
    ABSTAIN = "abstain", _("abstain")


# The same where the vote is on whether a task is made of a problem.
ON_TASK = {
    Choice.YES: _("carry the task out"),
    Choice.NO: _("do not carry it out"),
    Choice.ABSTAIN: Choice.ABSTAIN.label,
}


class Outcome(TextChoices):
    """What a council recommends for a file, and what is decided."""

    SELECT = "select", _("recommended")
    RESERVE = "reserve", _("on the reserve list")
    REFUSE = "refuse", _("not recommended")


class DecisionKind(TextChoices):
    """What a decision is for."""

    FIRST = "first", _("decision on all files")
    RESERVE = "reserve", _("the next of the reserve list is taken")
    CHANGE = "change", _("decision changed after a request for review")


class DecisionAct(TextChoices):
    """What happens to decisions and requests for review, as the log of the case says it."""

    SIGN = "sign_decision", _("decision signed")
    REOPEN = "reopen_council", _("council takes up its work again")
    ASK = "send_review_request", _("request for review sent")
    TAKE_UP = "take_up_review_request", _("request for review accepted for handling")
    ANSWER = "answer_review_request", _("request for review answered")


class RequestState(TextChoices):
    """A request for review of a decision."""

    SENT = "sent", _("sent")
    IN_HANDLING = "in_handling", _("accepted for handling")
    REFUSED = "refused", _("not admissible")
    UPHELD = "upheld", _("decision upheld")
    CHANGED = "changed", _("decision changed")
    REDONE = "redone", _("cancelled and to be done again")
