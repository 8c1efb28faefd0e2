"""The other way round: what problems and needs a technology may help with."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cauhien.matching.actions.runs import CannotMatch
from cauhien.matching.forms import PROBLEMS
from cauhien.matching.views.similar import needs_like, problems_like
from cauhien.network.queries import technologies_for
from cauhien.ui.errors import too_many


@require_GET
def problems(request, code):
    """Show the problems and needs close to what a technology says of itself, with the words."""
    if seconds := PROBLEMS.seconds_to_wait(request):
        return too_many(request, retry_after=seconds)
    technology = get_object_or_404(technologies_for(request.user), code=code)
    title = technology.name_vi or technology.name_en
    text = technology.summary_vi or technology.summary_en
    try:
        shown = {
            "problems": problems_like(request.user, title, text),
            "needs": needs_like(request.user, title, text),
        }
    except CannotMatch as refusal:
        shown = {"refusal": refusal.message}
    return render(request, "matching/technology.html", shown | {"technology": technology})
