"""What is read of indicators and their values; all of it is open."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import names_by_uuid, office_of
from cauhien.accounts.states import Role
from cauhien.core import search
from cauhien.core.models import Source
from cauhien.observatory import rules
from cauhien.observatory.models import Indicator, Value
from cauhien.observatory.states import CITED, DATA_SET, Qualifier, Status, Why
from cauhien.organisations.models import Office
from cauhien.ui import words

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


@dataclass(frozen=True)
class Hand:
    """Who entered or chose a value: the office to everybody, the name to those who may know it."""

    office: Office | None
    name: str = ""


def hands_of(user, value):
    """Return (who entered a value, who chose it to be shown); None where nobody did: shipped with
    the product, or shown without a choice.
    """
    return hands(user, [(value.by, value.at), (value.chosen_by, value.chosen_at)])


def hands(user, acts):
    """Return the Hand of each of some acts, pairs of (uuid, moment); None without a uuid."""
    may_know = rules.may_see_sheets(user)
    names = names_by_uuid([uuid for uuid, _at in acts if uuid]) if may_know else {}
    return tuple(
        Hand(office_of(uuid, Role.DATA_STEWARD, localdate(at)), names.get(uuid, ""))
        if uuid
        else None
        for uuid, at in acts
    )


def said(value):
    """Return what a value says as people of the page's language read it: "≥ 90", "61–70"."""
    if value.qualifier == Qualifier.UNLISTED:
        return _("not listed")
    if value.qualifier == Qualifier.BAND:
        return f"{words.number(value.low, 0)}–{words.number(value.high, 0)}"
    shown = words.number(_plain(value.number))
    return f"{value.sign} {shown}" if value.sign else shown


def _plain(number):
    """Return a number with at most seven digits, as a table is read."""
    short = float(f"{number:.7g}")
    return int(short) if short == int(short) else short


def period_said(value):
    return value.period.replace("-", "–") or _("no year")


def cited_by(source):
    """Return the values that a source gives, by indicator, unit and year."""
    return (
        values_for(None)
        .filter(source=source)
        .order_by("indicator__sort_key", "unit__sort_key", "-year", "id")
    )


def sources_for(user):
    """Everybody sees the sources of the figures."""
    return Source.objects.filter(kind__in=[CITED, DATA_SET])


def doubted():
    """Return the shown values beside which another source says something else, unchosen as yet."""
    return values_for(None).filter(why=Why.FIRST, status=Status.SHOWN).order_by("-at", "id")


def span_of(indicator):
    """Return the first and the last year of the shown values of an indicator, None for none."""
    shown = Value.objects.filter(indicator=indicator, status=Status.SHOWN)
    return tuple(shown.aggregate(first=Min("since"), last=Max("year")).values())


def sources_of(indicator):
    """Return the sources of the shown values of an indicator, by name."""
    shown = Value.objects.filter(indicator=indicator, status=Status.SHOWN)
    return Source.objects.filter(pk__in=shown.values("source")).order_by("name", "id")


def figures():
    """Return how many indicators, values and sources there are."""
    return {
        "indicators": Indicator.objects.count(),
        "values": Value.objects.count(),
        "sources": sources_for(None).count(),
    }
