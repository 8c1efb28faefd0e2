"""What may help with a technology that an enterprise needs, and which needs a laboratory may meet.

Persons are shown to those who see suggested persons; to who acts for the enterprise those alone
who agreed to be asked by enterprises (decision 0014).
"""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from cauhien.enterprises.queries import needs_for
from cauhien.enterprises.rules import acts_for
from cauhien.facilities.queries import laboratories_for
from cauhien.matching import queries, rules
from cauhien.matching.actions import runs
from cauhien.matching.actions.enterprises import KINDS, THINGS
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import MATCHES, PROBLEMS
from cauhien.matching.states import Kind
from cauhien.matching.views.shown import shown
from cauhien.matching.views.similar import needs_like
from cauhien.ui.errors import too_many


@require_GET
def help_with(request, code):
    """Show the technologies, laboratories, organisations and experts closest to a need, and why."""
    if seconds := MATCHES.seconds_to_wait(request):
        return too_many(request, retry_after=seconds)
    need = get_object_or_404(needs_for(request.user), code=code)
    page = {"need": need, "is_own": acts_for(request.user, need.enterprise)}
    try:
        found = _found(request.user, need)
    except runs.CannotMatch as refusal:
        return render(request, "matching/need.html", page | {"refusal": refusal.message})
    page["found"] = [shown(one) for one in _closest(found)]
    return render(request, "matching/need.html", page)


def _found(user, need):
    """Return what a user is told that is close to a need, described."""
    said = {"title": need.title_vi, "text": need.description_vi, "at": now()}
    sees_persons = rules.may_see_persons(user)
    answer = runs.ask(**said, kinds=KINDS if sees_persons else THINGS)
    found = described(queries.visible_found(user, answer.candidates), answer.asked)
    agreed = {} if sees_persons else queries.open_persons(user, need.enterprise)
    if agreed:
        said |= {"is_illustrated": need.enterprise.is_illustration, "among": agreed}
        near = runs.ask(**said, kinds=(Kind.PERSON.value,))
        found += [_named(one, agreed) for one in described(near.candidates, near.asked)]
    return found


def _named(row, agreed):
    """Return the row of somebody who agreed to be asked, called as every page calls them."""
    person = agreed[row["code"]]
    called = dict.fromkeys(("title_vi", "title_en"), person.shown_name)
    return row | called | {"is_illustration": person.is_illustration, "may_be_asked": True}


@require_GET
def for_laboratory(request, code):
    """Show the needs of enterprises close to what a laboratory says that it can do."""
    if seconds := PROBLEMS.seconds_to_wait(request):
        return too_many(request, retry_after=seconds)
    laboratory = get_object_or_404(laboratories_for(request.user), code=code)
    title = laboratory.name_vi or laboratory.name_en
    text = laboratory.capabilities_vi or laboratory.capabilities_en
    try:
        page = {"needs": needs_like(request.user, title, text)}
    except runs.CannotMatch as refusal:
        page = {"refusal": refusal.message}
    return render(request, "matching/laboratory.html", page | {"laboratory": laboratory})


def _closest(candidates):
    """Return the closest candidates of each kind, the kinds in the order of the tabs."""
    kinds = sorted({one["kind"] for one in candidates}, key=Kind.values.index)
    for kind in kinds:
        yield from queries.most_alike([one for one in candidates if one["kind"] == kind])
