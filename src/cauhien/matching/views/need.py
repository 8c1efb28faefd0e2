"""What may help with a technology that an enterprise needs; no persons (decision 0014)."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from cauhien.enterprises.queries import needs_for
from cauhien.matching import queries
from cauhien.matching.actions import runs
from cauhien.matching.actions.enterprises import KINDS
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import MATCHES
from cauhien.matching.states import Kind
from cauhien.matching.views.shown import shown
from cauhien.ui.errors import too_many


@require_GET
def help_with(request, code):
    """Show the technologies, laboratories and organisations closest to a need, and why."""
    if seconds := MATCHES.seconds_to_wait(request):
        return too_many(request, retry_after=seconds)
    need = get_object_or_404(needs_for(request.user), code=code)
    page = {"need": need}
    try:
        answer = runs.ask(title=need.title_vi, text=need.description_vi, at=now(), kinds=KINDS)
    except runs.CannotMatch as refusal:
        return render(request, "matching/need.html", page | {"refusal": refusal.message})
    page["found"] = [shown(one) for one in _closest(described(answer.candidates, answer.asked))]
    return render(request, "matching/need.html", page)


def _closest(candidates):
    """Return the closest candidates of each kind, the kinds in the order of the tabs."""
    kinds = sorted({one["kind"] for one in candidates}, key=Kind.values.index)
    for kind in kinds:
        yield from queries.most_alike([one for one in candidates if one["kind"] == kind])
