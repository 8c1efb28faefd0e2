"""Two methods or editions compared, a method forked, and what would reach a rank."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from cauhien.observatory import rules
from cauhien.observatory.actions import Change, edit_fork, fork_frame
from cauhien.observatory.bridge.audit import audit_of, spread
from cauhien.observatory.bridge.comparing import shifts, steps
from cauhien.observatory.bridge.frames import CannotIndex, result_of
from cauhien.observatory.bridge.reaching import chances, is_in, moves
from cauhien.observatory.bridge.variants import QUICK_RUNS, standing_of
from cauhien.observatory.charts import audit as audit_charts
from cauhien.observatory.charts import comparing as charts
from cauhien.observatory.charts import index as index_charts
from cauhien.observatory.forms.methods import CompareForm, ForkForm, ReachForm
from cauhien.observatory.queries import frames as queries
from cauhien.observatory.queries.units import own_units
from cauhien.ui.render import render_part


@login_required
def fork(request, code):
    frame = get_object_or_404(queries.frames_for(request.user), code=code)
    if not rules.may_fork(request.user):
        raise PermissionDenied
    return _changed(request, frame, fork_frame, "observatory/fork.html")


@login_required
def edit(request, code):
    """Edit a fork: what is saved replaces it."""
    frame = get_object_or_404(queries.frames_for(request.user), code=code)
    if not rules.may_edit(request.user, frame):
        raise PermissionDenied
    return _changed(request, frame, edit_fork, "observatory/edit.html")


def _changed(request, frame, act, template):
    """Ask for a Change of a frame and make it. act: fork_frame or edit_fork."""
    form = ForkForm(request.POST or None, frame=frame, is_edit=act is edit_fork)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "note", "plan")}
        change = Change(weights=form.weights(), **said)
        try:
            made = act(frame=frame, change=change, by=request.user, at=now())
        except CannotIndex as refusal:
            form.add_error("plan", str(refusal))
        else:
            return redirect("observatory:compare", made.code)
    page = {"frame": frame, "form": form, "frame_page": True}
    return render_part(request, template, "", page, invalid=bool(form.errors))


def compare(request, code):
    """Compare the newest edition with one before, or with another method."""
    frame, computation, page = _computed(request, code)
    if computation is None:
        return render(request, "observatory/compare.html", page)
    others = queries.comparable(frame, computation)
    units = queries.names_of(computation.snapshot["units"])
    form = CompareForm(
        request.GET,
        others=[(one.key, charts.edition(one)) for one in others],
        units=units,
        own=_own(units),
    )
    page |= {"form": form, "others": others}
    if form.is_valid():
        given = form.cleaned_data
        other = next(one for one in others if one.key == given["other"])
        after = result_of(frame, computation.snapshot)
        before = result_of(other.frame, other.snapshot)
        found, correlation = shifts(before, after)
        names = charts.edition(other), charts.edition(computation)
        page |= {
            "chart": charts.shifts(found, correlation, names, units, given["unit"]),
            "steps": charts.step_rows(steps(before, after, given["unit"])),
            "step_columns": charts.step_columns(),
            "unit": units[given["unit"]],
        }
    return render(request, "observatory/compare.html", page)


def reach(request, code):
    """Say by how little a unit would come to a rank."""
    frame, computation, page = _computed(request, code)
    if computation is None:
        return render(request, "observatory/reach.html", page)
    base = computation.snapshot["base"]
    units = queries.names_of(base)
    form = ReachForm(request.GET, units=units, own=_own(units))
    page |= {"form": form}
    if request.GET and form.is_valid():
        given = form.cleaned_data
        result = result_of(frame, computation.snapshot)
        found, short = moves(result, given["unit"], given["k"], base)
        unit, k = units[given["unit"]], given["k"]
        sure = chances(result, given["unit"], k, base, found)
        indicators = queries.indicators_of(result.frame.indicators)
        page |= {
            "sentence": charts.in_sentence(unit, k)
            if is_in(result, given["unit"], k, base)
            else charts.reach_sentence(found, short, (unit, k), indicators),
            "chance": charts.chance_sentence(unit, k, sure, QUICK_RUNS),
            "columns": charts.reach_columns(k),
            "rows": charts.reach_rows(found, sure[1:], indicators),
        }
    return render(request, "observatory/reach.html", page)


def audit(request, code):
    """Show how well the index holds together."""
    frame, computation, page = _computed(request, code)
    if computation is None:
        return render(request, "observatory/audit.html", page)
    result = result_of(frame, computation.snapshot)
    found, names = audit_of(result), {n["iCode"]: queries.name_of(n) for n in frame.nodes}
    variants = computation.variants
    page |= {
        "audit": found,
        "chart": audit_charts.weights(found.pillars, names),
        "pillars": audit_charts.pillar_rows(found.pillars, names),
        "pillar_columns": audit_charts.pillar_columns(),
        "indicators": audit_charts.indicator_rows(found.indicators, names),
        "indicator_columns": audit_charts.indicator_columns(),
        "alike": audit_charts.pairs(found.alike, names),
        "contrary": audit_charts.pairs(found.contrary, names),
        "changed": [(names[code], count) for code, count in found.changed.items()],
        "spread": spread(standing_of(variants["all"])) if variants else None,
        "runs": variants["runs"] if variants else 0,
        "drivers": index_charts.drivers(variants) if variants else None,
    }
    return render(request, "observatory/audit.html", page)


def _computed(request, code):
    frame = get_object_or_404(queries.frames_for(request.user), code=code)
    computation = queries.newest(frame)
    return frame, computation, {"frame": frame, "frame_page": True, "computation": computation}


def _own(units):
    """Return the code of the unit that the site is about, else of the first one."""
    own = own_units() & units.keys()
    return min(own, default=next(iter(units), ""))
