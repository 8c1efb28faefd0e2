"""A text of somebody's own, matched at once and not kept."""

from functools import partial

from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cauhien.matching import queries
from cauhien.matching.actions import runs
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import MATCHES, TextForm
from cauhien.matching.views.listing import Asked, listing
from cauhien.ui.render import render_part


@require_http_methods(["GET", "HEAD", "POST"])
def text(request):
    """Show the box; with a text in it, who and what is close to it."""
    if request.method != "POST":
        return render(request, "matching/text.html", {"form": TextForm()})
    form = TextForm(request.POST)
    if seconds := MATCHES.seconds_to_wait(request):
        return _too_often(request, form, seconds)
    answer = _answer(form)
    context = {"form": form, "answer": answer}
    if answer:
        found = queries.light_found(queries.visible_found(request.user, answer.candidates))
        context |= listing(found, Asked.of(request.POST), partial(_described, answer.asked))
    return render_part(request, "matching/text.html", "found", context, invalid=not answer)


def _too_often(request, form, seconds):
    """Ask for patience beside the text, which stays in the box."""
    sentence = ngettext(
        "You have asked very often within a minute. What you wrote is still in the box: please"
        " send it again in %(seconds)d second.",
        "You have asked very often within a minute. What you wrote is still in the box: please"
        " send it again in %(seconds)d seconds.",
        seconds,
    )
    form.add_error("text", sentence % {"seconds": seconds})
    page = render(request, "matching/text.html", {"form": form}, status=429)
    page["Retry-After"] = str(seconds)
    return page


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
