"""What the records themselves say of the gap between a published total and the computed one.

As one reconciles a bank account: what is counted, what may be in the published figure besides (its
day is not known, it is only planned …), what is left then. Nothing here asks the database.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from cauhien.park.queries.totals import Known, in_currency, outermost
from cauhien.park.states import COUNTED, MONEY, Aside, Qualifier, Status, Step, TotalKind

DIGITS = 2  # at least, to which "about" and "nearly" are rounded
_NOT_YET = (Status.TARGET, Status.PROPOSED)
_NUMBER = attrgetter("number")
_NO_MORE = (Status.ENDED, Status.REVOKED)


@dataclass(frozen=True)
class Range:
    """From where to where a value lies; None: not bounded on this side."""

    low: Decimal | None
    high: Decimal | None

    def __add__(self, other):
        return Range(_sum(self.low, other.low), _sum(self.high, other.high))

    def __sub__(self, other):
        return self + Range(_minus(other.high), _minus(other.low))


NOTHING = Range(Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Worth:
    """Between which rates in dong a currency was on a day; one and the same where it is stated."""

    low: Decimal
    high: Decimal
    is_stated: bool = True


@dataclass(frozen=True)
class Part:
    """Projects that are counted, or may be, for one reason.

    entries: (code of a project, its (currency, amount, qualifier) or None), "" for no currency.
    number: for how many projects they stand. amounts: {currency: amount}. value: the amounts in the
    unit of the total; None where they cannot be converted.
    """

    word: str
    entries: tuple[tuple[str, tuple | None], ...]
    number: int
    amounts: dict[str, Decimal]
    value: Range | None

    @property
    def codes(self):
        return [code for code, _said in self.entries]


@dataclass(frozen=True)
class Account:
    """What the records say of one published total.

    parts: by Step, the first is what is counted. asides: {Aside: Part} that add nothing.
    assumed: {currency: Worth} where no rate is stated for the day. number: how many projects were
    published for the same day.
    """

    parts: tuple[Part, ...]
    asides: dict[str, Part]
    published: Range
    assumed: dict[str, Worth]
    number: int | None = None

    @property
    def counted(self):
        return self.parts[0]

    @property
    def besides(self):
        """The parts that the published figure may hold besides what is counted."""
        return self.parts[1:]

    @property
    def most(self):
        """All parts together, None where one cannot be converted."""
        values = [part.value for part in self.parts if part.value is not None]
        return sum(values, NOTHING) if len(values) == len(self.parts) else None

    @property
    def difference(self):
        """Published less what may be counted: from all parts to the first alone."""
        if self.most is None or self.counted.value is None:
            return None
        return Range(
            _sum(self.published.low, _minus(self.most.high)),
            _sum(self.published.high, _minus(self.counted.value.low)),
        )

    @property
    def remains(self):
        """The least of the published figure that nothing here explains; 0 where all can be.

        None where it cannot be said: a rate is missing, or the published figure names no lower end.
        """
        least = self.difference and self.difference.low
        return None if least is None else max(least, Decimal(0))

    @property
    def is_covered(self):
        """Return whether the difference is nought for one of the ways in which one may count."""
        gap = self.difference
        if gap is None:
            return False
        return (gap.low is None or gap.low <= 0) and (gap.high is None or gap.high >= 0)

    @property
    def missing_projects(self):
        """How many of the published projects are not among those counted or lacking the value."""
        if self.number is None:
            return None
        known = self.counted.number + self.asides[Aside.WITHOUT].number
        return max(self.number - known, 0)


@dataclass(frozen=True)
class Measure:
    """How one kind of total is counted.

    says: takes (Known, day), whether it stands so that it counts. value: takes (Known, day), its
    (currency, amount, qualifier) or None. takes: whether one that counts is of the kind asked for.
    """

    says: Callable
    value: Callable
    takes: Callable = lambda one: True

    def part(self, word, projects, day, converted, value=None, number=None):
        """Return the Part of some projects.

        converted: of `_converter`. value: takes (Known, day) in place of the measure's own. number:
        takes one, for how many projects it stands here.
        """
        value = value or self.value
        entries = tuple((one.code, value(one, day)) for one in projects)
        said = [one for _code, one in entries if one]
        amounts = defaultdict(Decimal)
        for currency, amount, _qualifier in said:
            amounts[currency] += amount
        ranges = [converted(currency, around(amount, how)) for currency, amount, how in said]
        whole = None if None in ranges else sum(ranges, NOTHING)
        standing = sum((number or _NUMBER)(project) for project in projects)
        return Part(str(word), entries, standing, dict(sorted(amounts.items())), whole)


def around(amount, qualifier=""):
    """Return the Range in which a value lies by its qualifier.

    "About" and "nearly" are read as rounded to the last digit that is not nought, of two at least.

    >>> around(Decimal(78000), "about"), around(Decimal(70), "at_least")
    (Range(low=Decimal('77500'), high=Decimal('78500')), Range(low=Decimal('70'), high=None))
    """
    if qualifier == Qualifier.AT_LEAST:
        return Range(amount, None)
    last = amount.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(last, amount.adjusted() - DIGITS + 1))
    if qualifier == Qualifier.ABOUT:
        return Range(amount - step / 2, amount + step / 2)
    return Range(amount - step, amount) if qualifier == Qualifier.NEARLY else Range(amount, amount)


def account(total, known, early, rates=None, number_of_projects=None):
    """Return the Account of a published total.

    known: the Known of the park. early: the same, each entry from the first day that is possible.
    rates: {currency: Worth}. number_of_projects: how many were published for the same day.
    """
    rates = rates or {}
    day = total.statement.as_of
    measure, tree = MEASURES[total.kind], _Tree(known)
    converted = _converter(total.currency, rates)
    counts = _outer(known, measure, day)
    taken = {one.code for one in counts}
    parts = [measure.part(Step.COUNTED, counts, day, converted)]
    outer = _Outer(counts, measure, day, tree)
    for step, found, value in _candidates(measure, known, early, day, outer):
        is_rest = value is not None
        own = [one for one in found if not tree.touches(one, taken, may_be_around=is_rest)]
        if own:
            number = outer.number_beyond if is_rest else None
            parts.append(measure.part(step, own, day, converted, value, number))
            taken |= {one.code for one in own}
    asides = _asides(measure, known, early, day, tree, taken)
    return Account(
        parts=tuple(parts),
        asides={word: measure.part(word, own, day, converted, v) for word, own, v in asides},
        published=around(total.value, total.qualifier),
        assumed=_assumed(total.currency, parts, rates),
        number=number_of_projects if total.kind in (*MONEY, TotalKind.AREA) else None,
    )


class _Tree:
    """Which project lies inside which, at any depth."""

    def __init__(self, known):
        self.parents = {one.code: one.parent for one in known}

    def above(self, code):
        found = []
        while (code := self.parents.get(code, "")) and code not in found:
            found.append(code)
        return found

    def inside(self, one, codes):
        return not codes.isdisjoint(self.above(one.code))

    def around(self, one, codes):
        return any(one.code in self.above(code) for code in codes)

    def touches(self, one, codes, may_be_around):
        """Return whether a project is one of some, inside one of them or, unless it may, around."""
        is_in = one.code in codes or self.inside(one, codes)
        return is_in or (not may_be_around and self.around(one, codes))


@dataclass(frozen=True)
class _Outer:
    """What projects around counted ones say beyond them: what is inside is counted already."""

    counted: list[Known]
    measure: Measure
    day: date
    tree: _Tree

    def inside(self, one):
        return [part for part in self.counted if one.code in self.tree.above(part.code)]

    def number_beyond(self, one):
        return max(one.number - sum(part.number for part in self.inside(one)), 0)

    def beyond(self, value):
        """Return the function of (Known, day) that gives a value less what is counted inside."""

        def rest(one, day):
            said = value(one, day)
            if said is None:
                return None
            currency, amount, qualifier = said
            parts = [self.measure.value(part, self.day) for part in self.inside(one)]
            left = amount - sum(part[1] for part in parts if part[0] == currency)
            return (currency, left, qualifier) if left > 0 else None

        return rest


def _outer(known, measure, day):
    says = outermost(known, lambda one: measure.says(one, day) and measure.value(one, day))
    return [one for one in says if measure.takes(one)]


def _candidates(measure, known, early, day, outer):
    """Yield (Step, projects, how each is valued or None) that the publisher may have counted."""
    yield Step.UNDATED, _outer(early, measure, day), None
    if measure is FOREIGN:
        whole = _outer(known, CAPITAL[0], day)
        yield Step.NO_ORIGIN, [one for one in whole if not one.has_origin], None
    if measure in STANDING:
        plain = [one for one in early if one.status(day) == Status.LICENSED]
        yield Step.LICENSED, outermost(early, plain.__contains__), None
        return
    if measure in CAPITAL:
        yield Step.PLANNED, *_saying(early, measure, day, outer.beyond(_planned))
    for step, statuses in ((Step.PROPOSED, _NOT_YET), (Step.ENDED, _NO_MORE)):
        so = [one for one in early if one.status(day) in statuses]
        yield step, *_saying(so, measure, day, outer.beyond(measure.value))


def _saying(known, measure, day, value):
    """Return (the outermost of some that say a value, how each is valued)."""
    return _outer(known, Measure(lambda one, day: True, value, measure.takes), day), value


def _asides(measure, known, early, day, tree, taken):
    """Yield (Aside, projects, how each is valued or None). taken: codes of those in the parts."""
    standing = [one for one in early if measure.says(one, day) and measure.takes(one)]
    without = [
        one
        for one in outermost(early, standing.__contains__)
        if not measure.value(one, day) and not tree.touches(one, taken, may_be_around=False)
    ]
    yield Aside.WITHOUT, without, None
    free = [one for one in standing if one.code not in taken and measure.value(one, day)]
    inside = [one for one in free if tree.inside(one, taken)]
    yield Aside.INSIDE, inside, None
    there = taken | {one.code for one in standing}
    later = [one for one in known if one.code not in there and _begins(one, day)]
    end = max((on for one in known for on in _days(one)), default=day)
    own = [one for one in outermost(later, bool) if measure.takes(one)]
    yield Aside.LATER, own, lambda one, _day: measure.value(one, end)


def _begins(one, day):
    return any(on > day and status in COUNTED for on, status in one.statuses)


def _days(one):
    return [on for on, _status in one.statuses] + [money.on for money in one.capital]


def _assumed(currency, parts, rates):
    """Return {currency: Worth} of the rates that were used and that nobody stated for the day."""
    used = {one for part in parts for one in part.amounts} - {currency, ""}
    needed = used | {currency} if used else set()
    return {one: rates[one] for one in sorted(needed & rates.keys()) if not rates[one].is_stated}


def _converter(currency, rates):
    """Return the function of (currency, Range) that gives the Range in the unit of a total."""

    def converted(one, value):
        low = {name: rate.low if name == one else rate.high for name, rate in rates.items()}
        high = {name: rate.high if name == one else rate.low for name, rate in rates.items()}
        if in_currency({one: Decimal(1)}, currency, low) is None:
            return None
        ends = ((value.low, low), (value.high, high))
        return Range(*(end and in_currency({one: end}, currency, worth) for end, worth in ends))

    return converted


def _sum(one, other):
    return None if one is None or other is None else one + other


def _minus(one):
    return None if one is None else -one


def _planned(one, day):
    found = one.planned(day)
    return found and (found.currency, found.amount, "")


def _money(one, day):
    found = one.registered(day)
    return found and (found.currency, found.amount, found.qualifier)


def _land(one, _day):
    return ("", one.area_ha, "") if one.area_ha else None


def _number(one, _day):
    return "", Decimal(one.number), ""


def _is_counted(one, day):
    return one.is_counted(day)


FOREIGN = Measure(_is_counted, _money, lambda one: one.is_foreign)
MEASURES = {
    TotalKind.PROJECTS: Measure(_is_counted, _number),
    TotalKind.CAPITAL: Measure(_is_counted, _money),
    TotalKind.FOREIGN_CAPITAL: FOREIGN,
    TotalKind.AREA: Measure(_is_counted, _land),
    TotalKind.OPERATING: Measure(lambda one, day: one.status(day) == Status.OPERATING, _number),
    TotalKind.CONSTRUCTION: Measure(
        lambda one, day: one.status(day) == Status.CONSTRUCTION, _number
    ),
}
CAPITAL = (MEASURES[TotalKind.CAPITAL], FOREIGN)
STANDING = (MEASURES[TotalKind.OPERATING], MEASURES[TotalKind.CONSTRUCTION])
