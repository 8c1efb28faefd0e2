"""The frozen copies of a file: listed, read, compared, and given to its team as hashed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from cauhien.challenges.actions.initiative.documents import note_reading
from cauhien.challenges.queries.initiative.versions import compared, seen_version, versions_of
from cauhien.challenges.states import Part
from cauhien.challenges.views.initiative.case import load, load_own, reading
from cauhien.core.hashing import canonical_json


@reading
def versions(request, code):
    """List the versions; show one, or what differs between two (?old=1&new=2)."""
    initiative = load(request, code)
    if not initiative.sight.has(Part.CONTENT):
        raise Http404
    if not initiative.sight.is_team:
        note_reading(initiative=initiative, by=request.user, at=now())
    found = versions_of(initiative)
    by_number = {str(version.number): version for version in found}
    old, new = (by_number.get(request.GET.get(name, "")) for name in ("old", "new"))
    page = {"initiative": initiative, "challenge": initiative.challenge, "versions": found}
    page |= {"old": old, "new": new}
    if new:
        page["content"] = seen_version(new, initiative.sight)
    if old and new:
        page["comparison"] = compared(seen_version(old, initiative.sight), page["content"])
    return render(request, "challenges/initiative/versions.html", page)


@login_required
def frozen(request, code, number):
    """Give the team a frozen copy byte for byte as it was hashed."""
    initiative = load_own(request, code)
    found = next((one for one in versions_of(initiative) if one.number == number), None)
    if found is None:
        raise Http404
    response = HttpResponse(canonical_json(found.read()), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}.json"'
    response["Cache-Control"] = "private, no-store"
    return response
