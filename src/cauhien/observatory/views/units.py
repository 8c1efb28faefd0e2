"""Units: the profile of one, provinces compared indicator by indicator, cities as published."""

from typing import Any

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now

from cauhien.core.filetypes import CONTENT_TYPES, Kind
from cauhien.documents.documents import docx_bytes, pdf
from cauhien.observatory.charts import merged as merged_charts
from cauhien.observatory.charts import units as charts
from cauhien.observatory.charts.standing import in_index
from cauhien.observatory.documents import report_book, report_text
from cauhien.observatory.forms.units import IndicatorForm
from cauhien.observatory.queries import merged, profiles
from cauhien.observatory.queries import units as queries
from cauhien.observatory.states import Family, UnitKind
from cauhien.ui.downloads import made_file
from cauhien.ui.words import language

SHOWN = 12  # leads and lags each


def unit(request, code):
    found = get_object_or_404(queries.units_for(request.user), code=code)
    return render(request, "observatory/unit.html", profile_page(found))


def report(request, code, form):
    """Send the page of a unit as PDF, DOCX or XLSX in the language of the page; none is kept."""
    found = get_object_or_404(queries.units_for(request.user), code=code)
    page, kind, at = profile_page(found), Kind(form), now()
    if kind == Kind.XLSX:
        data = report_book(page, localdate(at))
    else:
        text = report_text(page, localdate(at), language())
        data = pdf(text, at=at) if kind == Kind.PDF else docx_bytes(text, at=at)
    return made_file(data, f"{found.code}.{form}", CONTENT_TYPES[kind])


def profile_page(unit):
    """Return what the page of a unit shows."""
    profile = profiles.profile_of(unit)
    return {
        "unit": unit,
        "profile": profile,
        "sentence": charts.profile_sentence(unit, profile),
        "columns": charts.line_columns(),
        "leads": charts.line_rows(profile.leads[:SHOWN]),
        "lags": charts.line_rows(profile.lags[:SHOWN]),
        "index": in_index(unit) if unit.kind == UnitKind.COUNTRY else None,
        "made_of": queries.made_of(unit),
        "computed_columns": merged_charts.computed_columns(),
        "computed": merged_charts.computed_rows(profile.computed),
        "became": queries.became(unit),
    }


def provinces(request):
    """Compare the provinces by one indicator; without one, say where the own one stands in each."""
    kind = UnitKind.PROVINCE
    indicators = list(profiles.indicators_of_kind(kind))
    form = IndicatorForm(request.GET, indicators=indicators)
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        indicator = next(one for one in indicators if one.code == form.cleaned_data["indicator"])
        years = profiles.years_of(indicator, kind)
        year = form.cleaned_data["year"] or next(iter(years), None)
        ranked = profiles.ranked(indicator, year, kind) if year else []
        computed = merged.computed_for(indicator, year=year) if year else []
        page |= {
            "indicator": indicator,
            "years": years,
            "year": year,
            "columns": charts.ranked_columns(indicator),
            "rows": charts.ranked_rows(ranked),
            "sentence": charts.ranked_sentence(ranked, indicator, year, queries.own_units()),
            "today_columns": merged_charts.today_columns(indicator),
            "today": merged_charts.today_rows(ranked, computed) if computed else [],
        }
    elif own := queries.units_for(None).filter(code__in=queries.own_units(), kind=kind).first():
        page |= {
            "unit": own,
            "columns": charts.line_columns(),
            "rows": charts.line_rows(profiles.profile_of(own).lines),
        }
    return render(request, "observatory/provinces.html", page)


def cities(request):
    """Show what one publisher says of cities, side by side: ranks, scores, bands."""
    units = list(queries.cities())
    collections = profiles.collections(units)
    asked = request.GET.get("collection")
    family = asked if asked in collections else next(iter(collections), "")
    shown, indicators, board = profiles.scoreboard(units, family)
    tabs = [
        {
            "url": f"?collection={one}",
            "label": Family(one).label,
            "count": count,
            "current": one == family,
        }
        for one, count in collections.items()
    ]
    page = {
        "tabs": tabs,
        "columns": charts.board_columns(indicators),
        "rows": charts.board_rows(shown, indicators, board),
        "sentence": charts.board_sentence(shown, indicators),
    }
    return render(request, "observatory/cities.html", page)
