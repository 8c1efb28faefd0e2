"""A council as its page shows it: each seat with its reasons, whoever was left out with theirs."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from cauhien.network.models import Person
from cauhien.review.models import Finding, Seat
from cauhien.review.queries.councils import (
    DECLARED,
    findings_of,
    persons_by_uuid,
    seats_of,
    waivers_of,
)
from cauhien.review.queries.wording import quota_in_words, reason_in_words
from cauhien.review.states import ACTIVE_SEATS, LEFT_SEATS, Out, SeatState, Tie


@dataclass
class ShownSeat:
    """A seat; why_not: what the next best would break, in words; remarks: warnings that stand.

    declared: [(kind in words, years, text)] of what its holder declared, None before that.
    """

    seat: Seat
    why_not: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    is_active: bool = True
    is_vacant: bool = False
    declared: list | None = None


@dataclass
class Reason:
    """One conflict in words. finding: the row; is_lifted: somebody has looked at it."""

    finding: Finding
    words: str
    is_lifted: bool = False


@dataclass
class LeftOut:
    """A candidate who was not seated, and why; the reasons where it is a conflict."""

    person: Person
    why: str
    until: date | None = None
    reasons: list = field(default_factory=list)


@dataclass
class ShownCouncil:
    """seats, gone: of ShownSeat. left_out: of LeftOut. weighed: how many experts there were."""

    seats: list
    gone: list
    left_out: list
    weighed: int
    free: int

    @property
    def has_proposed(self):
        """Whether somebody waits to be invited."""
        return any(one.seat.state == SeatState.PROPOSED for one in self.seats)


def shown_council(council, *, declared):
    """Return the ShownCouncil of a council, in five queries.

    declared: with what people said of themselves, and who is gone.
    """
    reasons = _reasons(council, declared)
    quotas = {one["id"]: quota_in_words(one) for one in council.quotas}
    seats = list(seats_of(council))
    followed = {seat.follows_id for seat in seats}
    shown = [_shown(seat, reasons, quotas, followed) for seat in seats]
    left_out = _left_out(council, reasons)
    return ShownCouncil(
        seats=[one for one in shown if one.is_active],
        gone=[one for one in shown if declared and not one.is_active],
        left_out=left_out,
        weighed=len(council.candidates),
        free=sum(not one["out"] for one in council.candidates),
    )


def refusal_in_words(refusal, roles):
    """Return ([demands that clash], [why candidates are left out]) of a council that is refused.

    refusal: with `reasons`, `quotas` and `left_out`; roles: {role: how many} that were asked.
    """
    demands = [
        quota_in_words(refusal.quotas[id_]) if kind == "quota" else roles[id_]
        for kind, id_ in refusal.reasons
    ]
    counted = Counter(refusal.left_out)
    free = counted.pop("", 0)
    sums = [_("%(number)s who can be asked") % {"number": free}]
    sums += [f"{number}: {Out(why).label}" for why, number in sorted(counted.items())]
    return demands, sums


def _shown(seat, reasons, quotas, followed):
    return ShownSeat(
        seat=seat,
        why_not=[quotas.get(id_, id_) for id_ in seat.why_not_next],
        remarks=_told_once(reasons.get(seat.person_id, [])),
        is_active=seat.state in ACTIVE_SEATS,
        is_vacant=seat.state in LEFT_SEATS and seat.pk not in followed,
        declared=_declared(seat),
    )


def _declared(seat):
    if not hasattr(seat, "declaration"):
        return None
    return [(Tie(one["kind"]).label, _years(one), one["text"]) for one in seat.declaration.ties]


def _years(tie):
    since, until = tie.get("since", ""), tie.get("until", "")
    return since if since == until else f"{since}–{until}"


def _left_out(council, reasons):
    out = {one["person"]: one for one in council.candidates if one["out"] or one["barred"]}
    persons = persons_by_uuid(out)
    found = [
        LeftOut(
            person=persons[uuid],
            why=str(Out(one["out"]).label if one["out"] else _("kept out of some seats")),
            until=date.fromisoformat(one["until"]) if one["until"] else None,
            reasons=_told_once(
                [two for two in reasons.get(persons[uuid].pk, []) if two.finding.severity != "warn"]
            ),
        )
        for uuid, one in out.items()
        if uuid in persons
    ]
    return sorted(found, key=lambda one: (one.why, one.person.sort_key))


def _reasons(council, declared):
    """Return {id of a person: [Reason, …]} of what stands today; declared: by themselves too."""
    lifted = {(one.person_id, one.initiative_id, one.rule) for one in waivers_of(council)}
    reasons = defaultdict(list)
    found = findings_of(council)
    for row in found if declared else found.exclude(fact_source=DECLARED):
        is_lifted = (row.person_id, row.initiative_id, row.rule) in lifted
        reasons[row.person_id].append(Reason(row, reason_in_words(row), is_lifted))
    return reasons


def _told_once(reasons):
    """Return the reasons without those that say the same of the same file."""
    first = {(one.words, one.finding.initiative_id): one for one in reversed(reasons)}
    return list(reversed(first.values()))
