"""What is like a problem: while one writes it, and of one that is to be looked through."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from cauhien.challenges.queries import cases_for
from cauhien.matching import queries
from cauhien.matching.actions import runs
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import LONGEST, WHILE_WRITING
from cauhien.matching.states import Kind
from cauhien.matching.views.shown import shown
from cauhien.ui.errors import too_many
from cauhien.ui.render import render_part


@require_GET
def similar(request, code):
    """Show other problems and projects like one: to htmx a part, else a page of its case file.

    Within a form the part sends on what was shown: `compared`, as "<kind>:<code>", once for each.
    Where nothing was matched yet, the page that asks for the part keeps what it has.
    """
    challenge = get_object_or_404(cases_for(request.user), code=code)
    found = queries.similar_to(challenge, request.user)
    is_running = queries.is_being_matched(challenge)
    if request.headers.get("HX-Request") and not (found or is_running):
        return HttpResponse(status=204)
    context = {
        "challenge": challenge,
        "is_matched": bool(found),
        "is_running": is_running,
        "problems": _rows(found.get(Kind.CHALLENGE, [])),
        "projects": _rows(found.get(Kind.PROJECT, [])),
    }
    return render_part(request, "matching/similar.html", "similar", context)


@require_POST
def written(request):
    """Show problems like one that is being written: to htmx a part, else a page."""
    if seconds := WHILE_WRITING.seconds_to_wait(request):
        return too_many(request, retry_after=seconds)
    said = request.POST
    title = said.get("title_vi") or said.get("title_en", "")
    text = said.get("description_vi") or said.get("description_en", "")
    own = (said.get("code", ""),)
    try:
        problems = problems_like(request.user, title, text[:LONGEST], without=own)
    except runs.CannotMatch:
        problems = []
    return render_part(request, "matching/written.html", "similar", {"problems": problems})


def problems_like(user, title, text, without=()):
    """Return the problems most like a text, as a list shows them; raise CannotMatch."""
    answer = runs.ask(title=title, text=text, at=now(), kinds=("problem",), without=without)
    found = queries.visible_found(user, answer.candidates)
    return _rows(queries.most_alike(described(found, answer.asked)))


def needs_like(user, title, text):
    """Return the technology needs most like a text, as a list shows them; raise CannotMatch."""
    answer = runs.ask(title=title, text=text, at=now(), kinds=("need",))
    found = queries.visible_found(user, answer.candidates)
    return _rows(queries.most_alike(described(found, answer.asked)))


def _rows(candidates):
    """Return candidates as a list shows them, problems with the state that they are in."""
    codes = [one["code"] for one in candidates if one["kind"] == Kind.CHALLENGE]
    problems = queries.problems(codes) if codes else {}
    return [shown(one) | {"problem": problems.get(one["code"])} for one in candidates]
