"""The way into the observatory."""

from django.shortcuts import render

from cauhien.observatory import rules
from cauhien.observatory.queries import panel, units, values


def home(request):
    page = {
        "figures": values.figures(),
        "frames": panel.published_frames(),
        "units": units.units_for(request.user).filter(code__in=units.own_units()),
        "may_see_sheets": rules.may_see_sheets(request.user),
    }
    return render(request, "observatory/home.html", page)
