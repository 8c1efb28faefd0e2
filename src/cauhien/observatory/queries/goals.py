"""What is read of targets: each with the values that say how far it is."""

from collections import defaultdict
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Avg, Count, F, OuterRef, Q

from cauhien.observatory.models import Break, IssuedProbability, Target, Value
from cauhien.observatory.queries.panel import NUMBERS
from cauhien.observatory.states import Status


class Series(NamedTuple):
    """The shown numbers of a target's indicator for its unit, by year. runs: the Values of single
    years, parted where the series breaks; only those of the last run are compared. newest: the
    newest Value, which may be of a period; None without any.
    """

    runs: list[list[Value]]
    newest: Value | None

    @property
    def comparable(self):
        return self.runs[-1] if self.runs else []


NOTHING = Series([], None)


def targets_for(user):
    """Everybody sees all targets."""
    return Target.objects.select_related("indicator", "unit", "source")


def listed(user):
    """Return the targets by year, those without one last, with the chance told last."""
    return targets_for(user).order_by(F("year").asc(nulls_last=True), "id")


def series_of(targets):
    """Return {target id: Series} of some targets; one query."""
    measured = [one for one in targets if one.indicator_id]
    indicators = {one.indicator_id: one.indicator for one in measured}
    found = series({one.unit_id for one in measured}, indicators)
    return {one.pk: found.get((one.indicator_id, one.unit_id), NOTHING) for one in targets}


def series(units, indicators):
    """Return {(indicator id, unit id): Series} of those that have values; one query.

    indicators: {id: Indicator}, which the values take over: it is read once for all of them.
    """
    return {key: _series(values) for key, values in _values(indicators, units).items()}


def issued(targets):
    """Return {target id: the chance told last}."""
    found = IssuedProbability.objects.filter(target__in=targets).order_by("target", "-at", "-id")
    return {one.target_id: one for one in found.distinct("target")}


def score():
    """Return (how many told chances have come due, their mean Brier score or None)."""
    due = IssuedProbability.objects.exclude(score=None)
    told = due.aggregate(count=Count("id"), mean=Avg("score"))
    return told["count"], told["mean"]


def unscored():
    """Return the told chances whose outcome is not known yet."""
    found = IssuedProbability.objects.filter(is_met__isnull=True)
    return found.select_related("target__indicator", "target__unit", "target__source")


def _values(indicators, units):
    """Return {(indicator id, unit id): [Value with broken_at, years]} by year; one query."""
    breaks = Break.objects.filter(indicator=OuterRef("indicator"))
    rows = Value.objects.annotate(broken_at=ArraySubquery(breaks.values("year")))
    rows = rows.filter(
        Q(indicator__in=list(indicators), unit__in=units),
        status=Status.SHOWN,
        number__isnull=False,
        year__isnull=False,
        qualifier__in=NUMBERS,
    )
    found = defaultdict(list)
    for value in rows.order_by("year", "-since", "definition"):
        value.indicator = indicators[value.indicator_id]
        found[value.indicator_id, value.unit_id].append(value)
    return found


def _series(values):
    runs, seen = defaultdict(list), set()
    for value in values:
        if value.since == value.year and value.year not in seen:
            seen.add(value.year)
            runs[sum(value.year >= year for year in value.broken_at)].append(value)
    return Series([runs[at] for at in sorted(runs)], values[-1] if values else None)
