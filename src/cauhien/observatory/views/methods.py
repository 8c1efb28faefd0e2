"""Two methods or editions compared, a method forked, and what would reach a rank."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.core.filetypes import NotAcceptable
from cauhien.core.inspecting import inspect
from cauhien.core.sheets import NotATable, TooLong, tables_of
from cauhien.observatory import rules
from cauhien.observatory.actions import Change, edit_fork, fork_frame
from cauhien.observatory.bridge import workbook
from cauhien.observatory.bridge.audit import audit_of, spread
from cauhien.observatory.bridge.comparing import shifts, steps
from cauhien.observatory.bridge.frames import CannotIndex, result_of
from cauhien.observatory.bridge.reaching import chances, is_in, moves
from cauhien.observatory.bridge.variants import QUICK_RUNS, standing_of
from cauhien.observatory.charts import audit as audit_charts
from cauhien.observatory.charts import comparing as charts
from cauhien.observatory.charts import index as index_charts
from cauhien.observatory.forms.methods import CompareForm, ForkForm, ReachForm
from cauhien.observatory.forms.sheets import BookForm
from cauhien.observatory.queries import frames as queries
from cauhien.observatory.queries.units import own_units
from cauhien.ui.render import render_part

FAULTS = 50  # told at once


class CannotReadBack(Exception):
    """A workbook that came back cannot be compared; the message says why."""


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


@login_required
def send_back(request, code):
    """Show what a workbook that came back changes, in the form by which it becomes a fork."""
    frame = get_object_or_404(queries.frames_for(request.user), code=code)
    if not rules.may_fork(request.user):
        raise PermissionDenied
    form, faults = BookForm(request.POST or None, request.FILES or None), []
    page: dict = {"frame": frame, "frame_page": True}
    if form.is_valid():
        try:
            told, sentence = _read_back(frame, form.cleaned_data["file"].read())
        except CannotReadBack as refusal:
            form.add_error("file", str(refusal))
        else:
            faults = told.faults
        if form.is_valid() and not faults:
            fork = ForkForm(frame=frame, weights=told.weights, plan=told.plan)
            page |= {"columns": charts.cell_columns(), "rows": charts.cell_rows(told.cells)}
            return render(
                request, "observatory/fork.html", page | {"form": fork, "moved": sentence}
            )
        if faults:
            form.add_error("file", _("Nothing was read in: put right the cells listed below."))
    page |= {
        "form": form,
        "columns": charts.fault_columns(),
        "rows": charts.fault_rows(faults[:FAULTS]),
        "fault_count": len(faults),
    }
    status = 422 if form.is_bound else 200
    return render(request, "observatory/send_back.html", page, status=status)


def _read_back(frame, data):
    """Return (the Returned of a workbook, by how much it moves ranks). Raises CannotReadBack."""
    try:
        tables = tables_of(inspect(data).data, titles=workbook.ASKED)
    except (NotATable, TooLong, NotAcceptable):
        raise CannotReadBack(_("This is no workbook (XLSX) of all stages of an index.")) from None
    computation = queries.computed_as(frame, workbook.key_in(tables))
    if computation is None:
        raise CannotReadBack(_("This workbook is not of an edition of this index."))
    told = workbook.read_back(frame, computation.snapshot, tables)
    if told.faults:
        return told, ""
    if not told.cells:
        raise CannotReadBack(_("The workbook changes nothing."))
    try:
        found, correlation = shifts(*workbook.changed(frame, computation.snapshot, told))
    except CannotIndex as refusal:
        raise CannotReadBack(str(refusal)) from refusal
    both = [one for one in found if one.places is not None]
    return told, charts.shifts_sentence(both, correlation)


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
