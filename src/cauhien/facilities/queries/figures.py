"""How much laboratories are used, and what their hosts refused: figures, no names."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Prefetch, Q, Value
from django.utils.timezone import get_default_timezone, localdate

from cauhien.facilities import rules
from cauhien.facilities.models import (
    ClosedDays,
    Laboratory,
    Occupation,
    Outage,
    Resource,
    UseRequest,
)
from cauhien.facilities.states import UNANSWERED, BookingState, OutageKind, RequestState

HOUR = 3600  # seconds
DAYS = 90
USED = (BookingState.IN_USE, BookingState.DONE)


class Period(NamedTuple):
    """Days, the last one taken in."""

    first: date
    last: date

    def days(self):
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def stretch(self):
        """From the first moment of the first day to the last of the last, in the city."""
        zone, after = get_default_timezone(), self.last + timedelta(days=1)
        ends = (datetime.combine(day, time(), zone) for day in (self.first, after))
        return rules.Stretch(*ends)


def last_days(at, days=DAYS):
    """Return the Period of so many days, today the last."""
    today = localdate(at)
    return Period(today - timedelta(days=days - 1), today)


@dataclass
class Figures:
    """Of one laboratory over some days. Hours are those of units: two used at once count twice.

    open: by the opening hours as they are today, without what the host kept for itself.
    missed: booked, and nobody came.
    down: of the open hours, those in which the unit was out of order.
    refused: {Refusal: how many}. late: unanswered after the day that was promised.
    """

    laboratory: Laboratory
    open: float = 0.0
    down: float = 0.0
    used: float = 0.0
    missed: float = 0.0
    asked: int = 0
    accepted: int = 0
    late: int = 0
    refused: Counter = field(default_factory=Counter)

    @property
    def share(self):
        """The part of the open hours that was used, None where no calendar was open."""
        return min(self.used / self.open, 1.0) if self.open else None

    @property
    def refusals(self):
        return sum(self.refused.values())


def figures_of(laboratories, period, at):
    """Return the Figures of laboratories over a Period, the most asked for first.

    at: now, by which one sees what is unanswered too long.
    """
    found = {one.pk: Figures(one) for one in laboratories}
    _add_open(found, period)
    _add_used(found, period)
    _add_requests(found, period, at)
    told = [one for one in found.values() if one.open or one.used or one.asked]
    return sorted(told, key=lambda one: (-one.asked, -one.used, one.laboratory.sort_key))


def refusals_of(figures):
    """Return {Refusal: how many} over all of them, the most frequent first."""
    total = sum((one.refused for one in figures), Counter())
    return dict(total.most_common())


def _add_open(found, period):
    closed = defaultdict(list)
    for one in ClosedDays.objects.filter(laboratory__in=found, last_on__gte=period.first):
        closed[one.laboratory_id].append(one)
    counted = Count("units", Q(units__in_service=True))
    rows = Resource.objects.filter(laboratory__in=found, retired_at=None, parts=None)
    units = ArrayAgg("units", filter=Q(units__in_service=True), default=Value([]))
    down = Outage.objects.filter(period__overlap=tuple(period.stretch())).annotate(unit_ids=units)
    days = period.days()
    for resource in rows.annotate(number=counted).prefetch_related(
        "hours", Prefetch("outages", down)
    ):
        hours = list(resource.hours.all())
        shut = closed[resource.laboratory_id]
        slots = [slot for day in days for slot in rules.slots_of(day, resource, hours, shut)]
        figures = found[resource.laboratory_id]
        down, own = _not_to_be_had(resource.outages.all(), slots)
        figures.open += resource.number * sum(map(_hours, slots)) - own
        figures.down += down


def _not_to_be_had(outages, slots):
    """Return of open slots how many hours units were out of order, and kept by the host else."""
    broken, every = defaultdict(list), defaultdict(list)
    for one in outages:
        for unit in one.unit_ids:
            kept = rules.Stretch(one.period.lower, one.period.upper)
            every[unit].append(kept)
            if one.kind != OutageKind.OWN:
                broken[unit].append(kept)
    down = sum(_covered(kept, slots) for kept in broken.values())
    return down, sum(_covered(kept, slots) for kept in every.values()) - down


def _covered(kept, slots):
    """Return how many hours of slots lie in Stretches; what two of these share counts once."""
    union = []
    for one in sorted(kept):
        if union and one.start <= union[-1].end:
            union[-1] = rules.Stretch(union[-1].start, max(union[-1].end, one.end))
        else:
            union.append(one)
    shared = [(slot, one) for slot in slots for one in union if slot.overlaps(one)]
    return sum(
        _hours(rules.Stretch(max(slot.start, one.start), min(slot.end, one.end)))
        for slot, one in shared
    )


def _add_used(found, period):
    rows = Occupation.objects.filter(
        unit__resource__laboratory__in=found,
        booking__state__in=(*USED, BookingState.NO_SHOW),
        booking__period__startswith__date__gte=period.first,
        booking__period__startswith__date__lte=period.last,
    )
    names = ("unit__resource__laboratory", "booking__state", "booking__period")
    for laboratory, state, booked in rows.values_list(*names):
        hours = _hours(rules.Stretch(booked.lower, booked.upper))
        if state in USED:
            found[laboratory].used += hours
        else:
            found[laboratory].missed += hours


def _add_requests(found, period, at):
    rows = UseRequest.objects.filter(
        laboratory__in=found, made_at__date__gte=period.first, made_at__date__lte=period.last
    )
    for one in rows.only("laboratory_id", "state", "refusal", "due_at"):
        figures = found[one.laboratory_id]
        figures.asked += 1
        figures.accepted += one.state in (RequestState.ACCEPTED, RequestState.USED)
        figures.late += one.state in UNANSWERED and one.due_at < at
        if one.state == RequestState.REFUSED:
            figures.refused[one.refusal] += 1


def _hours(stretch):
    return (stretch.end - stretch.start).total_seconds() / HOUR
