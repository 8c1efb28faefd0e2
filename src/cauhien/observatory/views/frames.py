"""The page of an index: who stands where, how sure that is, and with other weights."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate

from cauhien.core.sheets import CONTENT_TYPE
from cauhien.observatory import rules
from cauhien.observatory.bridge.frames import result_of
from cauhien.observatory.bridge.ranking import left_out, ranking
from cauhien.observatory.bridge.variants import quick_standing, standing_of
from cauhien.observatory.bridge.workbook import sheets
from cauhien.observatory.charts import index as charts
from cauhien.observatory.charts.standing import own_in
from cauhien.observatory.documents import index_book
from cauhien.observatory.forms.weights import BASE, IndexForm
from cauhien.observatory.queries import frames as queries
from cauhien.observatory.queries.units import own_units
from cauhien.observatory.queries.values import hands
from cauhien.observatory.queries.weights import rounds_for
from cauhien.observatory.states import Group
from cauhien.ui.downloads import made_file
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Scope:
    """Among whom is ranked. own: units that the page is about. k: how many first ones. runs: how
    many variants were computed, 0 for none.
    """

    group: str
    own: frozenset
    k: int
    runs: int


def frame(request, code):
    found = get_object_or_404(queries.frames_for(request.user), code=code)
    form = IndexForm(request.GET, frame=found)
    computation = queries.newest(found, _year(request))
    context = {"frame": found, "form": form, "may_fork": rules.may_fork(request.user)}
    context["may_edit"] = rules.may_edit(request.user, found)
    context["rounds"] = rounds_for(request.user).filter(frame=found)
    context["hand"] = hands(request.user, [(found.by, found.at)])[0]
    if computation:
        context |= _told(found, computation, form)
    return render_part(
        request, "observatory/frame.html", "ranks", context, invalid=not form.is_valid()
    )


def book(request, code):
    """Send every stage of an index as a workbook; none is kept."""
    found = get_object_or_404(queries.frames_for(request.user), code=code)
    computation = queries.newest(found, _year(request))
    if computation is None:
        raise Http404
    page = settings.SITE_URL + reverse("observatory:value", args=["CODE"]).replace("CODE", "{}")
    data = index_book(sheets(found, computation.snapshot), computation, page)
    return made_file(data, f"{found.code}-{computation.year}.xlsx", CONTENT_TYPE)


def _year(request):
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None


def _told(found, computation, form):
    """Return what the page says of a computation as the form asks for it."""
    among, k, weights = form.chosen()
    snapshot, variants = computation.snapshot, computation.variants
    members = snapshot["base"] if among == BASE else snapshot["units"]
    units = queries.names_of(snapshot["units"])
    published = result_of(found, snapshot)
    standing = standing_of(variants[among]) if variants else None
    placed = ranking(published, members, standing, k)
    group = str(Group(found.base_group if among == BASE else found.group).label)
    own = frozenset(own_units())
    scope = Scope(group, own, k, standing.runs if standing else 0)
    told = {
        "computation": computation,
        "years": queries.editions(found),
        "scope": scope,
        "columns": charts.columns(k),
        "left_out": [units[unit] for unit in left_out(published, members)],
    }
    if weights:
        return told | _tried(found, snapshot, weights, (placed, units, scope))
    return told | {
        "ranks": charts.ranks(placed, units, scope) if variants else None,
        "rows": [charts.cells(one, units) for one in placed],
        "groups": charts.groups(placed, units) if variants else [],
        "drivers": charts.drivers(variants) if variants else None,
        "own": [
            {
                "unit": one.unit,
                "chart": one.chart,
                "line": one.line(localdate()),
                "duels": charts.duels(one.unit, one.duels, units),
            }
            for one in own_in([found])
        ],
    }


def _tried(found, snapshot, weights, before):
    """Return the ranks by weights that a reader tries, beside those as published."""
    placed, units, scope = before
    result = result_of(found, snapshot, weights)
    standing = quick_standing(result, [one.unit for one in placed])
    tried = ranking(result, [one.unit for one in placed], standing, scope.k)
    return {
        "tried": True,
        "columns": charts.tried_columns(scope.k),
        "rows": charts.tried_cells(placed, tried, units),
        "sentence": charts.tried_sentence(placed, tried, units, scope),
    }
