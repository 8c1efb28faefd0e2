"""All that is said of an indicator: what sources say, and what follows for merged provinces."""

from django.db.models import F, Q

from cauhien.observatory.models import Unit, Value
from cauhien.observatory.queries.merged import computed_for, has_rule, wholes_of
from cauhien.observatory.queries.values import values_for
from cauhien.observatory.states import Status

ORDER = (
    *("unit__sort_key", "unit_id", F("year").desc(nulls_last=True), "since", "definition"),
    *(F("status").desc(), "at", "id"),
)


def readings(indicator, *, unit="", year=None, status=""):
    """Return the Values of an indicator and the Computed: by unit, the newest and shown first.

    unit: code of the one asked for, else of all.
    """
    asked = {"unit__code": unit, "year": year, "status": status}
    narrow = {name: one for name, one in asked.items() if one}
    values = values_for(None).filter(indicator=indicator, **narrow).order_by(*ORDER)
    if status == Status.OTHER or not has_rule(indicator):
        return values
    found = computed_for(indicator, unit=unit, year=year)
    return sorted([*values, *found], key=_place) if found else values


def _place(one):
    return one.unit.sort_key, one.unit.pk, -(one.year or 0)


def units_with(indicator):
    """Return the units of which an indicator is read, by name."""
    held = Value.objects.filter(indicator=indicator).values("unit")
    made = {one.unit.pk for one in wholes_of(indicator)}
    found = Unit.objects.filter(Q(pk__in=held) | Q(pk__in=made))
    return found.order_by("sort_key", "valid_from", "id")
