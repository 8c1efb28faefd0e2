"""How much laboratories are used, and what their hosts refused: figures, no names."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.timezone import localdate

from cauhien.facilities import rules
from cauhien.facilities.models import ClosedDays, Laboratory, Occupation, Resource, UseRequest
from cauhien.facilities.states import UNANSWERED, BookingState, RequestState

HOUR = 3600  # seconds
DAYS = 90
USED = (BookingState.IN_USE, BookingState.DONE)


@dataclass
class Figures:
    """Of one laboratory over some days. Hours are those of units: two used at once count twice.

    open: by the opening hours as they are today. missed: booked, and nobody came.
    refused: {Refusal: how many}. late: unanswered after the day that was promised.
    """

    laboratory: Laboratory
    open: float = 0.0
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


def figures_of(laboratories, at, days=DAYS):
    """Return the Figures of laboratories over the days before today, the most asked for first."""
    until = localdate(at)
    first = until - timedelta(days=days)
    found = {one.pk: Figures(one) for one in laboratories}
    _add_open(found, first, until)
    _add_used(found, first, until)
    _add_requests(found, first, at)
    told = [one for one in found.values() if one.open or one.used or one.asked]
    return sorted(told, key=lambda one: (-one.asked, -one.used, one.laboratory.sort_key))


def refusals_of(figures):
    """Return {Refusal: how many} over all of them, the most frequent first."""
    total = sum((one.refused for one in figures), Counter())
    return dict(total.most_common())


def _add_open(found, first, until):
    closed = defaultdict(list)
    for one in ClosedDays.objects.filter(laboratory__in=found, last_on__gte=first):
        closed[one.laboratory_id].append(one)
    rows = Resource.objects.filter(laboratory__in=found, retired_at=None, parts=None)
    days = [first + timedelta(days=number) for number in range((until - first).days)]
    for resource in rows.prefetch_related("hours", "units"):
        hours = list(resource.hours.all())
        units = sum(unit.in_service for unit in resource.units.all())
        shut = closed[resource.laboratory_id]
        slots = [slot for day in days for slot in rules.slots_of(day, resource, hours, shut)]
        found[resource.laboratory_id].open += units * sum(map(_hours, slots))


def _add_used(found, first, until):
    rows = Occupation.objects.filter(
        unit__resource__laboratory__in=found,
        booking__state__in=(*USED, BookingState.NO_SHOW),
        booking__period__startswith__date__gte=first,
        booking__period__startswith__date__lt=until,
    )
    names = ("unit__resource__laboratory", "booking__state", "booking__period")
    for laboratory, state, period in rows.values_list(*names):
        hours = _hours(rules.Stretch(period.lower, period.upper))
        if state in USED:
            found[laboratory].used += hours
        else:
            found[laboratory].missed += hours


def _add_requests(found, first, at):
    rows = UseRequest.objects.filter(laboratory__in=found, made_at__date__gte=first)
    for one in rows.only("laboratory_id", "state", "refusal", "due_at"):
        figures = found[one.laboratory_id]
        figures.asked += 1
        figures.accepted += one.state in (RequestState.ACCEPTED, RequestState.USED)
        figures.late += one.state in UNANSWERED and one.due_at < at
        if one.state == RequestState.REFUSED:
            figures.refused[one.refusal] += 1


def _hours(stretch):
    return (stretch.end - stretch.start).total_seconds() / HOUR
