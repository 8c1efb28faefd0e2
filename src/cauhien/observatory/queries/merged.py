"""Values of merged provinces, computed on reading from those of the provinces they were made of.

None is kept: whatever is corrected in a part counts at the next reading. The indicator says the
rule (`Indicator.merging`); a rank, a survey's score and an index have none.
"""

from collections import defaultdict
from math import fsum
from typing import NamedTuple

from django.db.models import F

from cauhien.observatory.models import Indicator, Unit, UnitMerger, Value
from cauhien.observatory.queries.values import values_for
from cauhien.observatory.states import Merging, Qualifier, Status


class Part(NamedTuple):
    """The value of a unit that was merged. weight: of the same year, where the rule has one."""

    value: Value
    weight: Value | None


class Computed(NamedTuple):
    """The value of a unit made by a merger, in a year before it."""

    unit: Unit
    indicator: Indicator
    year: int
    number: float
    parts: tuple[Part, ...]


def merged(rule, numbers, weights):
    """Return the number of a whole from those of all its parts, None where there is no such rule.

    weights: one for each number; read for Merging.MEAN alone.
    """
    if rule == Merging.SUM:
        return fsum(numbers)
    if rule == Merging.SIMPLE:
        return fsum(numbers) / len(numbers)
    if rule == Merging.MEAN and min(weights) >= 0 and (whole := fsum(weights)):
        return fsum(n * w for n, w in zip(numbers, weights, strict=True)) / whole
    return None


def computed_of(unit):
    """Return the newest Computed of each indicator of a unit; [] where it is of no merger."""
    newest = {one.indicator.pk: one for one in _computed(UnitMerger.objects.filter(new=unit), {})}
    return sorted(newest.values(), key=lambda one: (one.indicator.family, one.indicator.sort_key))


def computed_in(indicator, year):
    """Return the Computed of an indicator in a year, of all units made by a merger."""
    if not has_rule(indicator):
        return []
    return _computed(UnitMerger.objects.all(), {"indicator": indicator, "year": year})


def has_rule(indicator):
    """Return whether an indicator's value of a merged unit follows from those of its parts."""
    return indicator.merging in {Merging.SUM, Merging.SIMPLE} or (
        indicator.merging == Merging.MEAN and indicator.weight_id is not None
    )


def _computed(mergers, narrow):
    """Return the Computed of some mergers by year, the first first; three queries.

    narrow: conditions on the values. A year counts where each part has an exact value of it, all
    from one source, and the whole has none of its own.
    """
    made = defaultdict(list)
    for one in mergers.select_related("new", "old").order_by("new__sort_key", "old__sort_key"):
        made[one.new].append(one)
    olds = [one.old_id for parts in made.values() for one in parts]
    values = {_place(one): one for one in _exact().filter(unit__in=olds, **narrow)
              if has_rule(one.indicator)}  # fmt: skip
    if not values:
        return []
    asked = {one.indicator.weight_id for one in values.values()} - {None}
    years = {one.year for one in values.values()}
    weighing = _exact().filter(unit__in=olds, indicator__in=asked, year__in=years)
    weights = {_place(one): one for one in weighing}
    own = values_for(None).filter(unit__in=made, status=Status.SHOWN, **narrow)
    said = {_place(one) for one in own}
    found = []
    for indicator in {one.indicator for one in values.values()}:
        for year in sorted(years):
            for unit, parts in made.items():
                if (indicator.pk, year, unit.pk) not in said:
                    found.append(_whole(indicator, year, unit, parts, values, weights))
    return [one for one in found if one]


def _exact():
    """Return shown exact numbers of single years, of indicators with one definition."""
    return values_for(None).filter(
        status=Status.SHOWN,
        qualifier=Qualifier.EXACT,
        number__isnull=False,
        since=F("year"),
        definition="",
    )


def _place(value):
    return value.indicator_id, value.year, value.unit_id


def _whole(indicator, year, unit, parts, values, weights):
    """Return the Computed of a unit, None where a part, or what it is weighted by, is missing."""
    told = [values.get((indicator.pk, year, one.old_id)) for one in parts]
    weighed = [weights.get((indicator.weight_id, year, one.old_id)) for one in parts]
    is_weighted = indicator.merging == Merging.MEAN
    if (
        any(one.on.year <= year for one in parts)
        or None in told
        or (is_weighted and None in weighed)
    ):
        return None
    if len({one.source_id for one in told}) > 1:
        return None
    by = [one.number for one in weighed] if is_weighted else []
    number = merged(indicator.merging, [one.number for one in told], by)
    if number is None:
        return None
    return Computed(unit, indicator, year, number, tuple(map(Part, told, weighed)))
