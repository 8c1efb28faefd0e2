"""The other way round: which problems of the city a technology may help to solve."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from cauhien.matching import queries
from cauhien.matching.actions import runs
from cauhien.matching.bridge.evidence import described
from cauhien.matching.views.similar import rows_of
from cauhien.network.queries import technologies_for


@require_GET
def problems(request, code):
    """Show the problems close to what a technology says of itself, with the words in common."""
    technology = get_object_or_404(technologies_for(request.user), code=code)
    title = technology.name_vi or technology.name_en
    text = technology.summary_vi if technology.name_vi else technology.summary_en
    page = {"technology": technology}
    try:
        answer = runs.ask(title=title, text=text, at=now(), kinds=("problem",))
    except runs.CannotMatch as refusal:
        return render(request, "matching/technology.html", page | {"refusal": refusal.message})
    found = queries.visible_found(request.user, answer.candidates)
    rows = rows_of(queries.most_alike(described(found, answer.asked)))
    return render(request, "matching/technology.html", page | {"problems": rows})
