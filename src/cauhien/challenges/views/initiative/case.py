"""A file: those of one's own teams, and the page of one as far as somebody sees it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now

from cauhien.challenges.queries.initiative import own_initiatives, whole_initiatives_for
from cauhien.challenges.queries.initiative.content import draft_content, last_version, seen_of
from cauhien.challenges.rules import initiative as rules


def load(request, code):
    """Return the file, with what this user sees of it as `sight`.

    What they may not know does not exist.
    """
    initiative = get_object_or_404(whole_initiatives_for(request.user), code=code)
    initiative.sight = rules.sight(request.user, initiative)
    initiative.shown_state = rules.shown_state(request.user, initiative)
    return initiative


@login_required
def own(request):
    """List the files of one's own teams."""
    files = list(own_initiatives(request.user))
    for file in files:
        file.shown_state = rules.shown_state(request.user, file)
        file.place = rules.membership(request.user, file)
    return render(request, "challenges/initiative/own.html", {"files": files})


def detail(request, code):
    initiative = load(request, code)
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "content": _content(initiative),
        "place": rules.membership(request.user, initiative),
        "may_write": rules.may_write(request.user, initiative, now()),
    }
    return render(request, "challenges/initiative/detail.html", page)


def _content(initiative):
    """Return the draft to its team, to everybody else what of the sent file they may see."""
    if initiative.sight.is_team:
        return draft_content(initiative)
    version = last_version(initiative)
    return seen_of(version.read(), initiative.sight) if version else None
