"""Values of merged provinces, computed on reading from those of the provinces they were made of.

None is kept: whatever is corrected in a part counts at the next reading. The indicator says the
rule (`Indicator.merging`); a rank, a survey's score and an index have none. Pages, sheets and the
API read them together with the values that were published: `queries.readings`.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from math import fsum
from operator import or_
from typing import ClassVar, NamedTuple

from django.db.models import Q

from cauhien.observatory.models import Indicator, Unit, UnitMerger, Value
from cauhien.observatory.queries.values import values_for
from cauhien.observatory.states import Merging, Qualifier, Status


class Part(NamedTuple):
    """The value of a unit that was merged. weight: of the same year, where the rule has one."""

    value: Value
    weight: Value | None


@dataclass(frozen=True)
class Computed:
    """The value of a unit made by a merger, in a year before it; read as a Value is."""

    unit: Unit
    indicator: Indicator
    year: int
    number: float
    parts: tuple[Part, ...]

    qualifier: ClassVar = Qualifier.EXACT
    status: ClassVar = Status.SHOWN
    is_single_year: ClassVar = True
    sign: ClassVar = ""
    definition: ClassVar = ""

    @property
    def period(self):
        return str(self.year)

    @property
    def source(self):
        """Return the source of all parts."""
        return self.parts[0].value.source

    @property
    def codes(self):
        """Return the rule and the codes of the parts: "mean of 1f3a × 77c0; 0b2d × 5e19"."""
        parts = [
            f"{part.value.code} × {part.weight.code}" if part.weight else part.value.code
            for part in self.parts
        ]
        return f"{self.indicator.merging} of {'; '.join(parts)}"


def merged(rule, numbers, weights):
    """Return the number of a whole from those of all its parts, None where there is no such rule.

    weights: one for each number; read for Merging.MEAN alone.
    """
    if rule == Merging.SUM:
        return fsum(numbers)
    if rule == Merging.MEAN and min(weights) >= 0 and (whole := fsum(weights)):
        return fsum(n * w for n, w in zip(numbers, weights, strict=True)) / whole
    return None


class Whole(NamedTuple):
    """A Computed by ids alone: of the indicator, and of each part's value and weight."""

    unit: Unit
    indicator: int
    year: int
    number: float
    parts: tuple[tuple[int, int | None], ...]


def computed_of(unit):
    """Return the newest Computed of each indicator of a unit; [] where it is of no merger."""
    found = _wholes(UnitMerger.objects.filter(new=unit), Q())
    newest = _told({one.indicator: one for one in found}.values())
    return sorted(newest, key=lambda one: (one.indicator.family, one.indicator.sort_key))


def computed_for(indicator, *, unit="", year=None):
    """Return the Computed of an indicator by year; unit: code of the one asked for, else of all."""
    return _told(wholes_of(indicator, unit=unit, year=year))


def wholes_of(indicator, *, unit="", year=None):
    """Return the Wholes of an indicator by year."""
    if not has_rule(indicator):
        return []
    mergers = UnitMerger.objects.filter(new__code=unit) if unit else UnitMerger.objects.all()
    narrow = Q(indicator__in={indicator.pk, indicator.weight_id} - {None})
    found = _wholes(mergers, narrow & Q(year=year) if year else narrow)
    return [one for one in found if one.indicator == indicator.pk]


def wholes_beside(values):
    """Return the Wholes of all units in the indicators and years of some values."""
    asked, of_year = {(one.indicator.pk, one.year) for one in values}, defaultdict(set)
    for one in values:
        of_year[one.year] |= {one.indicator.pk, one.indicator.weight_id} - {None}
    narrow = reduce(or_, [Q(year=year, indicator__in=ids) for year, ids in of_year.items()])
    found = _wholes(UnitMerger.objects.all(), narrow)
    return [one for one in found if (one.indicator, one.year) in asked]


def has_rule(indicator):
    """Return whether an indicator's value of a merged unit follows from those of its parts."""
    return indicator.merging == Merging.SUM or (
        indicator.merging == Merging.MEAN and indicator.weight_id is not None
    )


class _Row(NamedTuple):
    """What is read of each shown value, by the names of its columns: there are thousands."""

    pk: int
    indicator_id: int
    year: int | None
    unit_id: int
    source_id: int
    number: float | None
    qualifier: str
    since: int | None
    definition: str
    indicator__merging: str
    indicator__weight_id: int | None

    @property
    def is_exact(self):
        """Return whether it is the exact number of one year, of an indicator of one meaning."""
        is_plain = self.number is not None and self.qualifier == Qualifier.EXACT
        return (
            is_plain and self.year is not None and self.since == self.year and not self.definition
        )


def _wholes(mergers, narrow):
    """Return the Wholes of some mergers by year, the first first; two queries.

    narrow: a Q on indicators, with those they are weighted by, and years. A year counts where each
    part has an exact value of it, all from one source, and the whole has none of its own.
    """
    made = defaultdict(list)
    for one in mergers.select_related("new", "old").order_by("new__sort_key", "old__sort_key"):
        made[one.new].append(one)
    if not made:
        return []
    wholes = {unit.pk for unit in made}
    olds = {one.old_id for parts in made.values() for one in parts}
    shown = Value.objects.filter(narrow, unit__in=wholes | olds, status=Status.SHOWN)
    read = [_Row(*row) for row in shown.values_list(*_Row._fields)]
    said = {_place(one) for one in read if one.unit_id in wholes}
    exact = {_place(one): one for one in read if one.is_exact and one.unit_id in olds}
    rules = {(one.indicator_id, one.indicator__merging, one.indicator__weight_id)
             for one in exact.values()}  # fmt: skip
    years = sorted({one.year or 0 for one in exact.values()})
    return [
        found
        for rule in rules
        for year in years
        for unit, parts in made.items()
        if (rule[0], year, unit.pk) not in said
        and (found := _whole(rule, year, unit, parts, exact))
    ]


def _place(row):
    return row.indicator_id, row.year, row.unit_id


def _whole(rule, year, unit, parts, exact):
    """Return the Whole of a unit, None where a part, or what it is weighted by, is missing."""
    indicator, merging, weight = rule
    is_weighted = merging == Merging.MEAN
    told = [exact.get((indicator, year, one.old_id)) for one in parts]
    weighed = [exact.get((weight, year, one.old_id)) for one in parts] if is_weighted else []
    if any(one.on.year <= year for one in parts) or None in told or None in weighed:
        return None
    if len({one.source_id for one in told}) > 1:
        return None
    number = merged(merging, [one.number for one in told], [one.number for one in weighed])
    if number is None:
        return None
    weights = [one.pk for one in weighed] or [None] * len(told)
    ids = tuple(zip((one.pk for one in told), weights, strict=True))
    return Whole(unit, indicator, year, number, ids)


def _told(wholes):
    """Return the Computed of some Wholes; one query."""
    ids = {pk for one in wholes for part in one.parts for pk in part} - {None}
    values = values_for(None).in_bulk(ids) if ids else {}
    return [
        Computed(
            unit=one.unit,
            indicator=values[one.parts[0][0]].indicator,
            year=one.year,
            number=one.number,
            parts=tuple(Part(values[value], values.get(weight)) for value, weight in one.parts),
        )
        for one in wholes
    ]
