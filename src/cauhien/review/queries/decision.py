"""Decisions, read: what the council recommended, what is drafted and missing, what was signed."""

from dataclasses import dataclass

from django.db.models import Prefetch
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
    Council,
    Decision,
    DecisionLine,
    Meeting,
    ReviewRequest,
    Seat,
)
from cauhien.review.states import (
    CouncilKind,
    CouncilState,
    DecisionKind,
    Outcome,
    RequestState,
    SeatState,
)

CHALLENGE = "challenge"
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

    def reason(self, number, language="vi"):
        return ((self.reasons or {}).get(str(number)) or {}).get(language, "")


def files_with_teams(challenge):
    """Return the files of a call in their order, with whoever is in their teams."""
    team = Member.objects.filter(left_at=None).select_related("organisation").order_by("id")
    found = Initiative.objects.filter(challenge=challenge).prefetch_related(
        Prefetch("members", team)
    )
    return found.order_by("number", "id")


def files_to_decide(challenge, kind):
    """Return the files that a decision of this kind must say something of."""
    files = files_with_teams(challenge)
    if kind == DecisionKind.FIRST:
        return list(files.filter(state__in=UNSIGNED))
    if kind == DecisionKind.CHANGE:
        return list(files.filter(state__in=DECIDED))
    following = next_in_reserve(standing_lines(challenge).values())
    return list(files.filter(pk=following.initiative_id)) if following else []


def draft_of(user, challenge):
    """Return what this user has drafted on a call; nobody else's."""
    drafts = Decision.objects.filter(challenge=challenge, drafted_by=user, signed_at=None)
    return drafts.select_related("answers").first()


def written(challenge, kind, draft):
    """Return the Said of each file to be decided on: of the draft, or as it was decided last."""
    if draft is not None and draft.kind == kind:
        lines = {line.initiative_id: line for line in draft.lines.all()}
    else:
        lines = {} if kind == DecisionKind.FIRST else standing_lines(challenge)
    found = [_said(one, lines.get(one.pk)) for one in files_to_decide(challenge, kind)]
    if kind == DecisionKind.RESERVE:
        return [_taken(one) for one in found]
    return found


def signed_decisions(challenge):
    """Return what was signed on a call, the newest first."""
    signed = Decision.objects.filter(challenge=challenge).exclude(signed_at=None)
    return signed.select_related("signed_by", "answers").order_by("-signed_at", "-id")


def standing_lines(challenge):
    """Return {id of a file: DecisionLine} of what holds now, later decisions over earlier ones."""
    return standing_of(signed_decisions(challenge).prefetch_related("lines__initiative"))


def standing_of(decisions):
    """Return the same of decisions that are known, the newest first."""
    standing: dict[int, DecisionLine] = {}
    for decision in decisions:
        for line in decision.lines.all():
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


def missing_in(decision, said):
    """Return {field of the form: what to do} of what a draft must say before it is signed.

    said: of Said. The fields of a file begin with its code.
    """
    missing: dict[str, str | Promise] = {}
    if not decision.summary_vi:
        missing["summary_vi"] = _("Say in plain words what is decided.")
    numbers = criteria_of(decision.challenge).values_list("number", flat=True)
    recommended = conclusions_of(decision.challenge) if decision.kind == DecisionKind.FIRST else {}
    places = [one.reserve_place for one in said if one.outcome == Outcome.RESERVE]
    for one in said:
        for name, say in _missing_of(one, numbers, recommended, places).items():
            missing[f"{one.initiative.code}-{name}"] = say
    return missing


def content_of(decision, said):
    """Return what is signed, as values that JSON knows."""
    newest = signed_decisions(decision.challenge).first()
    return {
        "challenge": decision.challenge.code,
        "call": decision.challenge.call.sha256,
        "kind": decision.kind,
        "follows": newest.sha256 if newest else "",
        "answers": decision.answers.code if decision.answers else "",
        "summary_vi": decision.summary_vi,
        "summary_en": decision.summary_en,
        "risk_note": decision.risk_note,
        "files": [
            {
                "file": one.initiative.code,
                "number": one.initiative.number,
                "outcome": one.outcome,
                "reserve_place": one.reserve_place,
                "reasons": one.reasons or {},
                "departure": one.departure,
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
    rows = Conclusion.objects.filter(
        council__challenge=challenge, council__kind=CouncilKind.SELECTION
    ).exclude(council__state=CouncilState.DISSOLVED)
    return {row.initiative_id: row for row in rows.order_by("id")}


def meeting_of(challenge):
    """Return the meeting at which the council concluded, None before it did."""
    held = Meeting.objects.filter(
        council__challenge=challenge,
        council__kind=CouncilKind.SELECTION,
        council__state=CouncilState.CONCLUDED,
    ).exclude(held_at=None)
    return held.select_related("council__challenge").order_by("-held_at").first()


def sitting_of(challenge):
    """Return who sat on the council when it judged the files."""
    councils = Council.objects.filter(challenge=challenge, kind=CouncilKind.SELECTION)
    councils = councils.exclude(state=CouncilState.DISSOLVED)
    seats = Seat.objects.filter(council__in=councils, state=SeatState.SITTING)
    return seats.select_related("person").order_by("id")


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


def _missing_of(said, numbers, recommended, places):
    found: dict[str, str | Promise] = {}
    if not said.outcome:
        found["outcome"] = _("Choose what is decided on this file.")
    if said.outcome == Outcome.RESERVE and places.count(said.reserve_place) != 1:
        found["place"] = _("Two files have this place on the reserve list.")
    if said.outcome == Outcome.RESERVE and not said.reserve_place:
        found["place"] = _("Enter the place on the reserve list.")
    council = recommended.get(said.initiative.pk)
    if council and said.outcome and council.outcome != said.outcome and not said.departure:
        found["departure"] = _("The council recommended otherwise. Say why you do not follow it.")
    texts = {f"reason-{number}": said.reason(number) for number in numbers}
    for name, text in texts.items():
        if not text:
            found[name] = _("Give the reason for this criterion.")
    if not is_named(said):
        every = texts | {"departure": said.departure}
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


def _said(initiative, line):
    if line is None:
        return Said(initiative)
    return Said(initiative, line.outcome, line.reserve_place, line.reasons, line.departure)


def _taken(said):
    """Return the Said of a file that is taken from the reserve list: selected."""
    return Said(said.initiative, Outcome.SELECT, None, said.reasons, said.departure)
