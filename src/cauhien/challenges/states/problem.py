"""The states of a problem and the one table of how it moves from one to the next."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    CATALOGUED = "catalogued", _("catalogued")
    DRAFT = "draft", _("draft")
    AWAITING_SIGN_OFF = "awaiting_sign_off", _("awaiting sign-off")
    TRIAGE = "triage", _("triage")


class Origin(TextChoices):
    """How a problem came in."""

    OFFICE = "office", _("written by an office")
    PUBLISHED_LIST = "published_list", _("published in a list")
    PUBLIC_SOURCES = "public_sources", _("gathered from public sources")


class Basis(TextChoices):
    """How an editor knows who owns a catalogued problem."""

    STATED = "stated", _("stated in the source")
    INFERRED = "inferred", _("inferred by the editor")


class Actor(TextChoices):
    """Who moves a problem on; `rules.IS_ACTOR` says who that is."""

    SYSTEM = "system", _("the installation itself")
    OFFICE_STAFF = "office_staff", _("officer or head of an office")
    OWN_OFFICER = "own_officer", _("officer of the office that owns the problem")
    OWN_HEAD = "own_head", _("head of the office that owns the problem")
    COORDINATOR = "coordinator", _("coordinator")


class Guard(TextChoices):
    """What must hold besides; `actions.GUARDS` checks it."""

    COMPLETE = "complete", _("everything is filled in that signing needs")
    OTHER_PERSON = "other_person", _("whoever sent the text does not sign it too")
    REASON = "reason", _("a reason is given")


class Proof(TextChoices):
    """What an act rests on: `advance` wants its hash as the basis and logs it."""

    FROZEN_TEXT = "frozen_text", _("the frozen text")


class Act(TextChoices):
    """What people do with a problem, as the log says it."""

    CATALOGUE = "catalogue", _("taken into the catalogue")
    CATALOGUE_AGAIN = "catalogue_again", _("changed after its source")
    DRAFT = "draft", _("draft begun")
    EDIT = "edit", _("text changed")
    ADOPT = "adopt", _("adopted into a draft")
    SEND = "send", _("sent for sign-off")
    SIGN = "sign", _("signed off")
    RETURN = "return", _("returned to the office")
    MATCH = "match", _("matched with people, works and what is on offer")
    MARK_CANDIDATE = "mark_candidate", _("candidate judged or shortlisted")


@dataclass(frozen=True)
class Transition:
    """One row of the table: who may move a problem from one state to another, and how.

    source: None where the problem begins. guards: all must hold. proof: what the act must
    name as its basis. public: whether everybody reads the act in the log.
    copies: the problem stays as it is and a new one begins in `target`.
    """

    act: Act
    source: State | None
    target: State
    actor: Actor
    guards: tuple[Guard, ...] = ()
    proof: Proof | None = None
    public: bool = False
    copies: bool = False


_NEW, _PUBLIC = None, True
_CATALOGUED, _DRAFT = State.CATALOGUED, State.DRAFT
_AWAITING, _TRIAGE = State.AWAITING_SIGN_OFF, State.TRIAGE

TRANSITIONS = (
    Transition(Act.CATALOGUE, _NEW, _CATALOGUED, Actor.SYSTEM, public=_PUBLIC),
    Transition(Act.DRAFT, _NEW, _DRAFT, Actor.OFFICE_STAFF),
    Transition(Act.ADOPT, _CATALOGUED, _DRAFT, Actor.OFFICE_STAFF, copies=True),
    Transition(
        Act.SEND, _DRAFT, _AWAITING, Actor.OWN_OFFICER, (Guard.COMPLETE,), Proof.FROZEN_TEXT
    ),
    Transition(
        Act.SIGN, _AWAITING, _TRIAGE, Actor.OWN_HEAD, (Guard.OTHER_PERSON,), Proof.FROZEN_TEXT
    ),
    Transition(Act.RETURN, _AWAITING, _DRAFT, Actor.OWN_HEAD, (Guard.REASON,)),
    Transition(Act.RETURN, _TRIAGE, _DRAFT, Actor.COORDINATOR, (Guard.REASON,)),
)


def transition(source, target):
    """Return the row of the table, None where there is no such way."""
    for row in TRANSITIONS:
        if (row.source, row.target) == (source, target):
            return row
    return None


# What a head reads and signs, in the order of the page. The hash is over exactly these.
FROZEN = (
    "title_vi",
    "title_en",
    "description_vi",
    "description_en",
    "topic",
    "place_text",
    "tried",
    "indicator",
    "unit",
    "baseline",
    "target",
    "measured_by",
    "budget_line",
    "data_offered",
    "test_site",
)

# What a draft must say before it can be sent, and what to do where it does not.
NEEDED = {
    "title_vi": _("Give the problem a title."),
    "description_vi": _("Describe the problem."),
    "topic": _("Choose a field."),
    "place_text": _("Say where the problem is."),
    "indicator": _("Say what is measured."),
    "unit": _("Say in which unit it is measured."),
    "baseline": _("Enter what is measured today."),
    "target": _("Enter the value to be reached."),
    "measured_by": _("Say who measures."),
    "budget_line": _("Name the budget line."),
}

# The fields of a draft that people write; everything else the acts write.
WRITTEN = (*FROZEN, "place", "research_fields")
