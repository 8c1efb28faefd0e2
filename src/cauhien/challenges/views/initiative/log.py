"""The log of a file, for its team."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from cauhien.challenges.queries.initiative.log import is_decided, log_for_team
from cauhien.challenges.views.initiative.case import load_own


@login_required
def log(request, code):
    """Show what was done with a file and, after the decision, who opened its confidential part."""
    initiative = load_own(request, code)
    lines = log_for_team(initiative)
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "lines": lines,
        "openings": [line for line in lines if line.is_opening],
        "is_decided": is_decided(initiative.challenge),
    }
    return render(request, "challenges/initiative/log.html", page)
