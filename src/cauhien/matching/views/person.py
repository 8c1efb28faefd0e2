"""The other way round: which problems of the city fit a person, shown to themself alone."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cauhien.matching.actions.runs import CannotMatch
from cauhien.matching.views.similar import needs_like, problems_like
from cauhien.network.queries import expertise_of, own_person, works_by

MOST_WORKS = 20
LONGEST = 12_000  # characters


@require_GET
@login_required
def problems(request):
    """Show the problems and needs close to one's own declared fields and newest works."""
    person = None if request.user.delegation else own_person(request.user, request.user.day)
    if person is None:
        raise Http404
    title, text = _said_of(person)
    try:
        shown = {
            "problems": problems_like(request.user, title, text) if text else [],
            "needs": needs_like(request.user, title, text) if text else [],
        }
    except CannotMatch as refusal:
        shown = {"refusal": refusal.message}
    return render(request, "matching/person.html", shown | {"person": person, "away": person.away})


def _said_of(person):
    """Return (title, text) of what somebody can do: declared fields first, then newest works."""
    declared = expertise_of(person).prefetch_related(None)
    newest = works_by(person).prefetch_related(None)[:MOST_WORKS]
    fields = [(one.words or one.field.name_vi, one.field.name_vi) for one in declared]
    works = [(work.title, work.abstract) for work in newest]
    said = fields + works
    text = "\n".join(f"{title}. {rest}" for title, rest in said)[:LONGEST]
    return (said[0][0] if said else ""), text
