"""A text of somebody's own, matched at once and not kept; and problems like it."""

from functools import partial

from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from cauhien.challenges.queries import challenges_for
from cauhien.matching import queries, rules
from cauhien.matching.actions import runs
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import LONGEST, TextForm
from cauhien.matching.views.listing import Asked, listing
from cauhien.matching.views.shown import shown
from cauhien.ui.render import render_part

MOST_SIMILAR = 5


@require_http_methods(["GET", "HEAD", "POST"])
def text(request):
    """Show the box; with a text in it, who and what is close to it."""
    if request.method != "POST":
        return render(request, "matching/text.html", {"form": TextForm()})
    form = TextForm(request.POST)
    answer = _answer(form)
    context = {"form": form, "answer": answer}
    if answer:
        found = queries.light_found(visible(request.user, answer))
        context |= listing(found, Asked.of(request.POST), partial(_described, answer.asked))
    return render_part(request, "matching/text.html", "found", context, invalid=not answer)


def visible(user, answer):
    """Return the candidates of an answer that this user may see."""
    sees, problems = rules.may_see_persons(user), challenges_for(user)
    return queries.visible_found(user, answer.candidates, sees_persons=sees, challenges=problems)


def _answer(form):
    """Return the answer to a form's text; None where the form says why not."""
    if not form.is_valid():
        return None
    try:
        return runs.ask(text=form.cleaned_data["text"], at=now())
    except runs.CannotMatch as refusal:
        form.add_error("text", str(refusal))
        return None


def _described(asked, rows):
    return described([row["found"] for row in rows], asked)


@require_POST
def similar(request):
    """Show problems like one that is being written: to htmx a part, else a page."""
    said = request.POST
    title = said.get("title_vi") or said.get("title_en", "")
    text = said.get("description_vi") or said.get("description_en", "")
    context = {"similar": _similar(request.user, title, text[:LONGEST], said.get("code", ""))}
    return render_part(request, "matching/similar.html", "similar", context)


def _similar(user, title, text, own_code):
    """Return the problems most like a text, as the list shows them; none for too short a text."""
    try:
        answer = runs.ask(title=title, text=text, at=now(), kinds=("problem",))
    except runs.CannotMatch:
        return []
    found = [one for one in visible(user, answer) if one.code != own_code]
    return [shown(row) for row in described(found[:MOST_SIMILAR], answer.asked)]
