"""The way into the observatory."""

from django.shortcuts import render
from django.utils.timezone import localdate

from cauhien.observatory import rules
from cauhien.observatory.charts.goals import loaded_sentence
from cauhien.observatory.queries import goals, panel, units, values
from cauhien.observatory.views.goals import by_year


def home(request):
    targets = list(goals.listed(request.user))
    found, issued = goals.series_of(targets), goals.issued(targets)
    page = {
        "figures": values.figures(),
        "loaded": loaded_sentence(found) if targets else "",
        "years": by_year(targets, found, issued, localdate()),
        "frames": panel.published_frames(),
        "units": units.units_for(request.user).filter(code__in=units.own_units()),
        "may_see_sheets": rules.may_see_sheets(request.user),
    }
    return render(request, "observatory/home.html", page)
