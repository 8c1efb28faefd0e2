"""Decisions, read: what the council recommended, what is drafted and missing, what was signed."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import FilteredRelation, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cauhien.challenges.models import Criterion, Initiative, Member
from cauhien.challenges.queries.initiative.naming import mentions, names_of
from cauhien.challenges.states import InitiativeState
from cauhien.challenges.states.initiative import UNSIGNED
from cauhien.core.hashing import hash_of
from cauhien.core.text import fold
from cauhien.review.models import (
    Conclusion,
    Decision,
    DecisionLine,
    Meeting,
    ReviewRequest,
)
from cauhien.review.queries.candidates import council_of
from cauhien.review.queries.scores import files_given, outside_given
from cauhien.review.states import (
    READERS,
    CouncilKind,
    CouncilState,
    DecisionKind,
    Outcome,
    RequestState,
)

CHALLENGE = "challenge"
LINE = ("outcome", "reserve_place", "reasons", "departure", "departure_en")
CONCLUDED = ("outcome", "reserve_place", "reason", "standing")
# A file on the reserve list was not selected: its team may still be the next.
DECIDED = (InitiativeState.SELECTED, InitiativeState.NOT_SELECTED)


@dataclass(frozen=True)
class Said:
    """What is decided on one file, as it is written or as it was signed.

    reasons: {number of the criterion, as text: {"vi": …, "en": …}}.
    """

    initiative: Initiative
    outcome: str = ""
    reserve_place: int | None = None
    reasons: dict | None = None
    departure: str = ""
    departure_en: str = ""

    def reason(self, number, language="vi"):
        return ((self.reasons or {}).get(str(number)) or {}).get(language, "")


def said_of(initiative, line):
    """Return the Said of a file by its line of a decision, an empty one where line is None."""
    return Said(initiative, **{name: getattr(line, name) for name in LINE if line})


def files_with_teams(challenge):
    """Return the files of a call in their order, with whoever is in their teams.

    What the council concludes of one is told by `conclusion_of`.
    """
    team = Member.objects.filter(left_at=None).select_related("organisation").order_by("id")
    concluded = _conclusions(challenge).filter(initiative=OuterRef("pk"))
    said = concluded.values(said=JSONObject(**{name: name for name in CONCLUDED}))
    found = Initiative.objects.filter(challenge=challenge).annotate(concluded=Subquery(said[:1]))
    return found.prefetch_related(Prefetch("members", team)).order_by("number", "id")


def conclusion_of(initiative):
    """Return what its council concludes of one of these files, None before it did."""
    said = initiative.concluded
    return Conclusion(initiative=initiative, **said) if said else None


def files_to_decide(challenge, kind, lines=None):
    """Return the files that a decision of this kind must say something of.

    lines: of standing_lines, where they are known.
    """
    files = files_with_teams(challenge)
    if kind == DecisionKind.FIRST:
        return list(files.filter(state__in=UNSIGNED))
    if kind == DecisionKind.CHANGE:
        return list(files.filter(state__in=DECIDED))
    lines = standing_lines(challenge) if lines is None else lines
    following = next_in_reserve(lines.values())
    return list(files.filter(pk=following.initiative_id)) if following else []


def draft_of(user, challenge):
    """Return what this user has drafted on a call, with its lines; nobody else's."""
    drafts = Decision.objects.filter(challenge=challenge, drafted_by=user, signed_at=None)
    newest = signed_decisions(challenge).values("sha256")[:1]
    drafts = drafts.select_related("answers__decision").annotate(newest_sha256=Subquery(newest))
    draft = next(iter(with_lines(drafts)), None)
    if draft:
        draft.challenge, draft.drafted_by = challenge, user
        if draft.answers:
            draft.answers.decision.challenge = challenge
    return draft


def with_lines(decisions, *more):
    """Return decisions, a queryset, in their order, each with `lines_read`, in one statement.

    more: what is joined to the lines.
    """
    rows = decisions.annotate(line=FilteredRelation("lines"))
    found: dict[int, Any] = {}
    for row in rows.select_related("line", *(f"line__{name}" for name in more)):
        line, one = getattr(row, "line", None), found.setdefault(row.pk, row)
        one.lines_read = one.__dict__.get("lines_read", [])
        if line:
            line.decision = one
            one.lines_read.append(line)
    return list(found.values())


def written(challenge, kind, draft, standing=None):
    """Return the Said of each file to be decided on: of the draft, or as it was decided last.

    standing: as of standing_lines, where they are known.
    """
    if draft is not None and draft.kind == kind:
        lines = {line.initiative_id: line for line in draft.lines_read}
    elif kind == DecisionKind.FIRST:
        lines = {}
    else:
        lines = standing = standing_lines(challenge) if standing is None else standing
    found = [said_of(one, lines.get(one.pk)) for one in files_to_decide(challenge, kind, standing)]
    if kind == DecisionKind.RESERVE:
        return [_taken(one) for one in found]
    return found


def signed_decisions(challenge):
    """Return what was signed on a call, the newest first."""
    signed = Decision.objects.filter(challenge=challenge).exclude(signed_at=None)
    return signed.select_related("signed_by", "answers").order_by("-signed_at", "-id")


def standing_lines(challenge):
    """Return {id of a file: DecisionLine} of what holds now, later decisions over earlier ones."""
    return standing_of(with_lines(signed_decisions(challenge), "initiative"))


def standing_of(decisions):
    """Return the same of decisions that are known with their lines, the newest first."""
    standing: dict[int, DecisionLine] = {}
    for decision in decisions:
        for line in decision.lines_read:
            standing.setdefault(line.initiative_id, line)
        if decision.kind != DecisionKind.RESERVE:
            break
    return standing


def next_in_reserve(lines):
    """Return the line of the file to take where a selected team has left, None where none has.

    lines: of standing_lines.
    """
    chosen = [line for line in lines if line.outcome == Outcome.SELECT]
    if not any(line.initiative.state == InitiativeState.WITHDRAWN for line in chosen):
        return None
    taken = sum(line.decision.kind == DecisionKind.RESERVE for line in chosen)
    left = sum(line.initiative.state == InitiativeState.WITHDRAWN for line in chosen)
    reserve = [line for line in _reserve(lines) if line.initiative.state in DECIDED]
    return reserve[0] if reserve and taken < left else None


def is_nothing_left(lines):
    """Return whether no file is selected and none can follow. lines: of standing_lines."""
    selected = any(line.initiative.state == InitiativeState.SELECTED for line in lines)
    return bool(lines) and not selected and next_in_reserve(lines) is None


def missing_in(decision, said, criteria=None):
    """Return {field of the form: what to do} of what a draft must say before it is signed.

    said: of Said. criteria: of the call, where they are known. The fields of a file begin with its
    code.
    """
    missing: dict[str, str | Promise] = {}
    if not decision.summary_vi:
        missing["summary_vi"] = _("Say in plain words what is decided.")
    numbers = [one.number for one in criteria or criteria_of(decision.challenge)]
    follows = decision.kind == DecisionKind.FIRST
    places = [one.reserve_place for one in said if one.outcome == Outcome.RESERVE]
    for one in said:
        council = conclusion_of(one.initiative) if follows else None
        for name, say in _missing_of(one, numbers, council, places).items():
            missing[f"{one.initiative.code}-{name}"] = say
    return missing


def content_of(decision, said):
    """Return what is signed of a draft as `draft_of` reads it, as values that JSON knows."""
    return {
        "challenge": decision.challenge.code,
        "call": decision.challenge.call.sha256,
        "kind": decision.kind,
        "follows": decision.newest_sha256 or "",
        "answers": decision.answers.code if decision.answers else "",
        "summary_vi": decision.summary_vi,
        "summary_en": decision.summary_en,
        "risk_note": decision.risk_note,
        "risk_note_en": decision.risk_note_en,
        "files": [
            {
                "file": one.initiative.code,
                "number": one.initiative.number,
                "outcome": one.outcome,
                "reserve_place": one.reserve_place,
                "reasons": one.reasons or {},
                "departure": one.departure,
                "departure_en": one.departure_en,
            }
            for one in said
        ],
    }


def hash_of_draft(draft):
    """Return the fingerprint of what would be signed now."""
    return hash_of(content_of(draft, written(draft.challenge, draft.kind, draft)))


def criteria_of(challenge):
    return Criterion.objects.filter(call__challenge=challenge).order_by("number")


def conclusions_of(challenge):
    """Return {id of a file: Conclusion} of the council that has concluded."""
    return {row.initiative_id: row for row in _conclusions(challenge)}


def meeting_of(challenge):
    """Return the meeting at which the council concluded, None before it did.

    With `seats`: who sat on the council when it judged the files; `outside`: who had reviewed some
    from outside, with their numbers as `given`.
    """
    reading = Q(council__seats__state__in=READERS)
    held: Any = Meeting.objects.filter(
        council__challenge=challenge,
        council__kind=CouncilKind.SELECTION,
        council__state=CouncilState.CONCLUDED,
    ).exclude(held_at=None)
    rows = list(
        held.annotate(seat=FilteredRelation("council__seats", condition=reading))
        .annotate(given=files_given("seat"))
        .select_related("council__challenge", "seat__person")
        .order_by("-held_at", "-id", "seat__id")
    )
    if not rows:
        return None
    there = [row for row in rows if row == rows[0] and hasattr(row, "seat")]
    for row in there:
        row.seat.given = row.given
    rows[0].seats = [row.seat for row in there if not row.seat.is_outside]
    rows[0].outside = [row.seat for row in there if row.seat.is_outside and row.given]
    return rows[0]


def outside_of(challenge):
    """Return the reviews from outside that were given to the selection council of a call."""
    council = council_of(challenge, CouncilKind.SELECTION)
    return outside_given(council) if council else []


def requests_of(challenge):
    """Return the requests for review in a case, the newest first."""
    found = ReviewRequest.objects.filter(decision__challenge=challenge)
    return found.select_related("initiative", "decision__challenge", "handled_by").order_by(
        "-sent_at", "-id"
    )


def is_over(newest, lines, on):
    """Return whether nothing is selected and nobody may ask for a review any more."""
    return is_nothing_left(lines) and on > newest.requests_until_on


def is_waiting(request):
    return request.state in (RequestState.SENT, RequestState.IN_HANDLING)


def team_name(initiative):
    """Return whose file it is: the organisations of its team, or who leads it."""
    team = list(initiative.members.all())
    bodies = [str(one.organisation or one.organisation_text) for one in team]
    return ", ".join(dict.fromkeys(filter(None, bodies))) or (str(team[0]) if team else "")


def is_named(said):
    """Return whether everybody reads whose file it is: selected, or agreed to by its team."""
    return said.outcome == Outcome.SELECT or said.initiative.is_shown_if_refused


def _conclusions(challenge):
    rows = Conclusion.objects.filter(
        council__challenge=challenge, council__kind=CouncilKind.SELECTION
    ).exclude(council__state=CouncilState.DISSOLVED)
    return rows.order_by("-id")


def _missing_of(said, numbers, council, places):
    found: dict[str, str | Promise] = {}
    if not said.outcome:
        found["outcome"] = _("Choose what is decided on this file.")
    if said.outcome == Outcome.RESERVE and places.count(said.reserve_place) != 1:
        found["place"] = _("Two files have this place on the reserve list.")
    if said.outcome == Outcome.RESERVE and not said.reserve_place:
        found["place"] = _("Enter the place on the reserve list.")
    if council and said.outcome and council.outcome != said.outcome and not said.departure:
        found["departure"] = _("The council recommended otherwise. Say why you do not follow it.")
    texts = {f"reason-{number}": said.reason(number) for number in numbers}
    for name, text in texts.items():
        if not text:
            found[name] = _("Give the reason for this criterion.")
    if not is_named(said):
        every = texts | {"departure": said.departure, "departure-en": said.departure_en}
        every |= {f"reason-{number}-en": said.reason(number, "en") for number in numbers}
        found |= _naming(said.initiative, every)
    return found


def _naming(initiative, texts):
    """Return {field: what to do} of the texts that tell whose file it is that stays unnamed."""
    forms = names_of(initiative.members.all())
    titles = [fold(title) for title in (initiative.title_vi, initiative.title_en) if title]
    say = _("This tells whose file it is (“%(said)s”). Everybody reads it: name nobody.")
    found = {}
    for name, text in texts.items():
        named = [said for _before, said, _after in mentions(text, forms)]
        named += [title for title in titles if title in fold(text)]
        if named:
            found[name] = say % {"said": named[0]}
    return found


def _reserve(lines):
    waiting = [line for line in lines if line.outcome == Outcome.RESERVE]
    return sorted(waiting, key=lambda line: line.reserve_place)


def _taken(said):
    """Return the Said of a file that is taken from the reserve list: selected."""
    return replace(said, outcome=Outcome.SELECT, reserve_place=None)
