"""The other way round: which problems of the city fit a person, shown to themself alone."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cauhien.matching.actions.runs import CannotMatch
from cauhien.matching.views.similar import needs_like, problems_like
from cauhien.network.queries import own_person, works_by

MOST_WORKS = 20
LONGEST = 12_000  # characters


@require_GET
@login_required
def problems(request):
    """Show the problems and needs close to one's own newest works, with the words in common."""
    person = None if request.user.delegation else own_person(request.user, request.user.day)
    if person is None:
        raise Http404
    works = list(works_by(person)[:MOST_WORKS])
    text = "\n".join(f"{work.title}. {work.abstract}" for work in works)[:LONGEST]
    try:
        title = works[0].title if works else ""
        shown = {
            "problems": problems_like(request.user, title, text) if works else [],
            "needs": needs_like(request.user, title, text) if works else [],
        }
    except CannotMatch as refusal:
        shown = {"refusal": refusal.message}
    return render(request, "matching/person.html", shown | {"person": person, "away": person.away})
