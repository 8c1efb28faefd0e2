"""A council as its page shows it: each seat with its reasons, whoever was left out with theirs."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.challenges.models import Initiative
from cauhien.network.models import Person
from cauhien.review.models import Seat
from cauhien.review.queries.councils import (
    DECLARED,
    findings_of,
    lifted_in,
    persons_by_uuid,
    seats_of,
)
from cauhien.review.queries.wording import quota_in_words, reason_in_words
from cauhien.review.states import ACTIVE_SEATS, LEFT_SEATS, Out, SeatState, Tie


@dataclass
class Reason:
    """A ground of a conflict in words. findings: the rows that say it, each with its source.

    about: the code of the file, or of the problem. is_lifted: somebody has looked at it.
    """

    words: str
    about: str
    findings: list = field(default_factory=list)
    is_lifted: bool = False

    @property
    def first(self):
        return self.findings[0]

    @property
    def file(self):
        return self.first.initiative

    @property
    def sources(self):
        """The findings that differ in their source or its day."""
        return {(one.fact_source, one.recorded_on): one for one in self.findings}.values()


@dataclass
class Between:
    """All that stands between a person and one file, found and declared.

    file: None where it is the problem itself.
    """

    file: Initiative | None
    reasons: list = field(default_factory=list)


@dataclass
class ShownSeat:
    """A seat; why_not: what the next best would break, in words; between: of what stands.

    declared: the ties that its holder declared and no rule counts, in words; has_declared: or none.
    why_gone: what is said of it besides.
    """

    seat: Seat
    why_not: list = field(default_factory=list)
    between: list = field(default_factory=list)
    is_active: bool = True
    is_vacant: bool = False
    declared: list = field(default_factory=list)
    has_declared: bool = False
    why_gone: str = ""


@dataclass
class LeftOut:
    """Who was not seated or not asked from outside, and why; between: the conflicts, if any."""

    person: Person
    why: str
    until: date | None = None
    between: list = field(default_factory=list)


@dataclass
class ShownCouncil:
    """seats, outside, gone: of ShownSeat. left_out: of LeftOut. weighed: how many experts.

    outside: who reviews from outside the council.
    """

    seats: list
    outside: list
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
    given = Seat.files.through.objects.filter(seat=OuterRef("pk")).order_by("initiative__number")
    numbers = ArraySubquery(given.values("initiative__number"))
    seats = list(seats_of(council).annotate(numbers=numbers))
    told = _told_by(seats) if declared else {}
    reasons = _reasons(council, told, declared)
    quotas = {one["id"]: quota_in_words(one) for one in council.quotas}
    followed = {seat.follows_id for seat in seats}
    shown = [_shown(seat, reasons, quotas, followed) for seat in seats]
    seated = {seat.person_id for seat in seats}
    left_out = _left_out(council, reasons, seated)
    return ShownCouncil(
        seats=[one for one in shown if one.is_active and not one.seat.is_outside],
        outside=[one for one in shown if one.is_active and one.seat.is_outside],
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
    own = reasons.get(seat.person_id, [])
    counted = {(one.about, one.first.kind) for one in own if one.first.fact_source == DECLARED}
    ties = _ties(seat)
    return ShownSeat(
        seat=seat,
        why_not=[quotas.get(id_, id_) for id_ in seat.why_not_next],
        between=_by_file(own),
        is_active=seat.state in ACTIVE_SEATS,
        is_vacant=seat.state in LEFT_SEATS and seat.pk not in followed and not seat.is_outside,
        declared=[_tie_in_words(one) for one in ties if _what(one) not in counted],
        has_declared=hasattr(seat, "declaration"),
        why_gone="" if _is_told(seat.reason, own) else seat.reason,
    )


def _told_by(seats):
    """Return {(id of a person, code of a file, kind): what its holder has declared, in words}."""
    return {
        (seat.person_id, *_what(tie)): _("has declared: %(tie)s") % {"tie": _tie_in_words(tie)}
        for seat in seats
        for tie in _ties(seat)
    }


def _ties(seat):
    return seat.declaration.ties if hasattr(seat, "declaration") else []


def _what(tie):
    return tie["initiative"], tie["kind"]


def _tie_in_words(tie):
    since, until = tie.get("since", ""), tie.get("until", "")
    years = since if since == until else f"{since}–{until}"
    kind = Tie(tie["kind"]).label
    return f"{kind} ({years}), “{tie['text']}”" if years else f"{kind}, “{tie['text']}”"


def _is_told(reason, reasons):
    """Return whether what was written down when a member was excluded is among the reasons.

    It was written in the language of whoever acted.
    """
    told = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            told |= {reason_in_words(row) for one in reasons for row in one.findings}
    for sentence in sorted(told, key=len, reverse=True):
        reason = reason.replace(sentence, "")
    return not reason.strip("; ")


def _left_out(council, reasons, seated):
    out = {one["person"]: one for one in council.candidates if one["out"] or one["barred"]}
    persons = persons_by_uuid(out)
    found = [
        LeftOut(
            person=persons[uuid],
            why=str(Out(one["out"]).label if one["out"] else _("kept out of some seats")),
            until=date.fromisoformat(one["until"]) if one["until"] else None,
            between=_by_file(_keeping_out(reasons, persons[uuid].pk, seated)),
        )
        for uuid, one in out.items()
        if uuid in persons
    ]
    found += _not_asked(council, reasons, seated)
    return sorted(found, key=lambda one: (one.why, one.person.sort_key))


def _not_asked(council, reasons, seated):
    """Return as LeftOut who was to review from outside, and whom a conflict kept from it."""
    known = {one["person"] for one in council.candidates}
    persons = {pk: own[0].first.person for pk, own in reasons.items() if pk not in seated}
    return [
        LeftOut(person, _("was to review from outside"), between=_by_file(keeping))
        for pk, person in persons.items()
        if str(person.uuid) not in known and (keeping := _keeping_out(reasons, pk, seated))
    ]


def _keeping_out(reasons, person, seated):
    """Return the reasons that are more than a warning; what one declared is told at their seat."""
    return [
        one
        for one in reasons.get(person, [])
        if one.first.severity != "warn"
        and not (person in seated and one.first.fact_source == DECLARED)
    ]


def _reasons(council, told, declared):
    """Return {id of a person: [Reason, …]} of what stands today, each said once of a file.

    declared: by themselves too; told: in these words.
    """
    lifted = lifted_in(council)
    reasons = defaultdict(dict)
    found = findings_of(council)
    for row in found if declared else found.exclude(fact_source=DECLARED):
        about = (row.initiative or council.challenge).code
        what = row.person_id, about, row.kind
        is_own = row.fact_source == DECLARED
        words = (is_own and told.get(what)) or reason_in_words(row)
        own = reasons[row.person_id].setdefault((about, words), Reason(words, about))
        own.findings.append(row)
        own.is_lifted |= row.lifted_by in lifted
    return {person: list(own.values()) for person, own in reasons.items()}


def _by_file(reasons):
    """Return the Betweens of some reasons, by the number of the file."""
    found = {}
    for one in reasons:
        found.setdefault(one.about, Between(one.file)).reasons.append(one)
    return sorted(found.values(), key=lambda one: (one.file.number or 0) if one.file else 0)
