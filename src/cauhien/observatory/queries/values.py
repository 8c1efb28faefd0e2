"""What is read of indicators and their values; all of it is open."""

from django.db.models import Count, F, Max, Min, Q

from cauhien.core import search
from cauhien.observatory.models import Indicator, Value
from cauhien.observatory.states import Status

KIND = "indicator"


def indicators_for(user):
    """Everybody sees all indicators."""
    return Indicator.objects.all()


def indicators_listed(user, question="", language="vi"):
    """Return the indicators that hold the words, each with how many values and years it has."""
    rows = search.narrowed(indicators_for(user), question, user=user, kind=KIND)
    shown = Q(values__status=Status.SHOWN)
    return rows.annotate(
        values_shown=Count("values", filter=shown),
        first_year=Min("values__year", filter=shown),
        last_year=Max("values__year", filter=shown),
    ).order_by("family", "name_en" if language == "en" else "sort_key", "id")


def values_for(user):
    """Everybody sees all values."""
    return Value.objects.select_related("indicator", "unit", "source")


def series(indicator, unit):
    """Return the shown values of an indicator for a unit by year; undated ones come first."""
    return (
        values_for(None)
        .filter(indicator=indicator, unit=unit, status=Status.SHOWN)
        .order_by(F("year").asc(nulls_first=True), "since", "definition")
    )


def beside(value):
    """Return all values of the same indicator, unit, period and definition, the shown one first."""
    return (
        values_for(None)
        .filter(
            indicator=value.indicator,
            unit=value.unit,
            period=value.period,
            definition=value.definition,
        )
        .order_by(F("status").desc(), "at", "id")
    )


def latest_of(unit):
    """Return {indicator code: the unit's newest shown value of a single year}; one query."""
    rows = values_for(None).filter(unit=unit, status=Status.SHOWN, since=F("year"))
    newest = rows.order_by("indicator_id", "-year", "definition").distinct("indicator_id")
    return {value.indicator.code: value for value in newest}
