"""Where a unit stands among its peers, indicator by indicator, by the newest value that it has."""

from collections import defaultdict
from functools import reduce
from operator import or_
from statistics import median
from typing import NamedTuple

from django.db.models import Count, F, Q

from cauhien.observatory.models import Indicator, Unit, Value
from cauhien.observatory.queries.merged import Computed, computed_of, wholes_beside
from cauhien.observatory.queries.panel import NUMBERS
from cauhien.observatory.queries.values import values_for
from cauhien.observatory.states import IndicatorKind, Merging, Status, UnitKind

LEAST = 8  # peers: among fewer no unit leads or lags
BORDER = 0.25  # the best and the worst quarter
COMMON = 8  # indicators that two units must share to be called alike
ALIKE = 5


class Line(NamedTuple):
    """One indicator of a unit: its value, the rank among `of` peers of the same year, equals
    sharing the best, and the middle value of them.
    """

    value: Value | Computed
    rank: int
    of: int
    middle: float

    @property
    def is_alone(self):
        return self.of == 1

    @property
    def place(self):
        """Return the share of the other peers that stand before it, 0 the best."""
        return (self.rank - 1) / max(self.of - 1, 1)


class Profile(NamedTuple):
    """lines: by place, the best first, those without a peer last. alike: [(Unit, mean distance of
    places)]. computed: of a province made by a merger, with what has no better and no worse.
    """

    lines: list[Line]
    alike: list[tuple[Unit, float]]
    computed: list[Computed]

    @property
    def compared(self):
        """Return in how many indicators enough peers have a value."""
        return sum(one.of >= LEAST for one in self.lines)

    @property
    def leads(self):
        return [one for one in self.lines if one.of >= LEAST and one.place <= BORDER]

    @property
    def lags(self):
        return [one for one in reversed(self.lines) if one.of >= LEAST and one.place >= 1 - BORDER]


def plain_values():
    """Return shown numbers of single years, of indicators that have a better and a worse."""
    return values_for(None).filter(
        status=Status.SHOWN,
        number__isnull=False,
        qualifier__in=NUMBERS,
        since=F("year"),
        definition="",
    )


def profile_of(unit):
    """Return the Profile of a unit among those of its kind; countries among those of Asia.

    A province made by a merger stands among those of today, by computed values too.
    """
    # A raw count says how large a unit is, not how well it does.
    counts = Q(indicator__denominator__isnull=False) | Q(indicator__merging=Merging.SUM)
    scored = plain_values().exclude(Q(indicator__direction=0) | counts)
    newest = scored.filter(unit=unit).order_by("indicator_id", "-year").distinct("indicator_id")
    computed = computed_of(unit)
    of = {value.indicator_id: value for value in newest}
    for one in computed:
        held = of.get(one.indicator.pk)
        if _is_scored(one.indicator) and (held is None or held.year < one.year):
            of[one.indicator.pk] = one
    own = {(key, value.year): value for key, value in of.items()}
    if not own:
        return Profile([], [], computed)
    numbers = _numbers(own, unit)
    for one in wholes_beside(own.values()) if computed else ():
        numbers[one.indicator, one.year][one.unit.pk] = one.number
    lines = [_line(value, numbers[key]) for key, value in own.items()]
    lines.sort(key=lambda one: (one.is_alone, one.place, -one.of, one.value.indicator.code))
    return Profile(lines, _alike(unit, own, numbers), computed)


def _is_scored(indicator):
    is_count = indicator.denominator_id is not None or indicator.merging == Merging.SUM
    return indicator.direction != 0 and not is_count


def _numbers(keys, unit):
    """Return {(indicator id, year): {unit id: number}} of the peers; one query.

    keys: pairs of indicator and year.
    """
    of_year = defaultdict(list)
    for indicator, year in keys:
        of_year[year].append(indicator)
    asked = [Q(year=year, indicator_id__in=ids) for year, ids in of_year.items()]
    found = plain_values().filter(reduce(or_, asked), peers(unit)).order_by()
    numbers = defaultdict(dict)
    for indicator, year, other, number in found.values_list(
        "indicator_id", "year", "unit_id", "number"
    ):
        numbers[indicator, year][other] = number
    return numbers


def peers(unit):
    """Return the condition on values that they are of a peer of the unit."""
    if unit.kind == UnitKind.COUNTRY:
        return Q(unit__groups__contains=["asia"]) | Q(unit=unit)
    of_kind = Q(unit__kind=unit.kind)
    return of_kind & Q(unit__valid_to=None) if unit.valid_from else of_kind


def _line(value, numbers):
    better = value.indicator.direction
    above = sum(better * one > better * value.number for one in numbers.values())
    return Line(value, above + 1, len(numbers), median(numbers.values()))


def _alike(unit, own, numbers):
    """Return the peers whose places are nearest to the unit's over what both have."""
    apart = defaultdict(list)
    for key, value in own.items():
        places = _places(numbers[key], value.indicator.direction)
        if len(places) >= LEAST:
            for other, place in places.items():
                apart[other].append(abs(place - places[unit.pk]))
    found = [
        (sum(gaps) / len(gaps), other)
        for other, gaps in apart.items()
        if other != unit.pk and len(gaps) >= COMMON
    ]
    nearest = sorted(found)[:ALIKE]
    units = Unit.objects.in_bulk([other for _, other in nearest])
    return [(units[other], gap) for gap, other in nearest]


def _places(numbers, better):
    """Return {unit id: share of the others before it}."""
    order = sorted(numbers, key=lambda one: -better * numbers[one])
    places, last = {}, None
    for at, one in enumerate(order):
        places[one] = places[last] if last and numbers[last] == numbers[one] else at
        last = one
    return {one: at / max(len(order) - 1, 1) for one, at in places.items()}


def ranked(indicator, year, kind):
    """Return [(rank, Value)] of an indicator in a year over the units of a kind, best first."""
    found = plain_values().filter(indicator=indicator, year=year, unit__kind=kind)
    better = indicator.direction or 1
    values = sorted(found, key=lambda value: (-better * value.number, value.unit.sort_key))
    ranks, last = [], None
    for at, value in enumerate(values, start=1):
        ranks.append(ranks[-1] if last is not None and last == value.number else at)
        last = value.number
    return list(zip(ranks, values, strict=True))


def years_of(indicator, kind):
    """Return the years in which enough units of a kind have a value, the newest first."""
    found = plain_values().filter(indicator=indicator, unit__kind=kind).order_by()
    years = defaultdict(int)
    for year in found.values_list("year", flat=True):
        years[year] += 1
    return sorted((year for year, count in years.items() if count >= LEAST), reverse=True)


def indicators_of_kind(kind):
    """Return the indicators whose figures are of units of a kind, with a better and a worse."""
    return Indicator.objects.filter(level=kind).exclude(direction=0).order_by("family", "sort_key")


def collections(units):
    """Return {family: in how many of some units it is published}, the most first."""
    found = (
        _published(units).values_list("indicator__family").annotate(Count("unit", distinct=True))
    )
    return dict(sorted(found.order_by(), key=lambda one: -one[1]))


def scoreboard(units, family):
    """Return (units, indicators, {unit id: {indicator id: newest shown Value}}) of a collection.

    Units stand in the order of the indicator that most of them have.
    """
    found = _published(units).filter(indicator__family=family)
    newest = found.order_by("unit_id", "indicator_id", F("year").desc(nulls_last=True), "id")
    board, of = defaultdict(dict), defaultdict(list)
    for value in newest.distinct("unit_id", "indicator_id"):
        board[value.unit_id][value.indicator_id] = value
        of[value.indicator].append(value)
    indicators = sorted(of, key=lambda one: (-len(of[one]), one.sort_key))
    shown = [unit for unit in units if unit.pk in board]
    if indicators:
        shown.sort(key=lambda unit: _order(board[unit.pk].get(indicators[0].pk), indicators[0]))
    return shown, indicators, board


def _published(units):
    """Return the shown ranks, scores and bands of cities, "not listed" too; not what is said of
    them as provinces.
    """
    kinds = (IndicatorKind.RANK, IndicatorKind.SCORE, IndicatorKind.BAND)
    found = values_for(None).filter(unit__in=units, status=Status.SHOWN, indicator__kind__in=kinds)
    return found.exclude(indicator__level=UnitKind.PROVINCE)


def _order(value, indicator):
    number = value and (value.number if value.number is not None else value.low)
    is_score = indicator.kind == IndicatorKind.SCORE
    return (number is None, (-1 if is_score else 1) * (number or 0))
