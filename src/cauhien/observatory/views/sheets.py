"""Sheets of values: sent in, compared, taken over or discarded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.core.keeping import CannotKeep
from cauhien.core.sheets import CONTENT_TYPE, NotATable, TooLong
from cauhien.observatory import rules
from cauhien.observatory.actions.sheets.reading import MOST_ON_PAGE, NoColumns
from cauhien.observatory.actions.sheets.writing import template as template_book
from cauhien.observatory.actions.taking import (
    HasFaults,
    NotWaiting,
    difference_again,
    drop,
    send_in,
    take_over,
)
from cauhien.observatory.forms.sheets import SheetForm
from cauhien.observatory.queries import loads as queries
from cauhien.observatory.queries.values import doubted
from cauhien.observatory.states import LoadState, Outcome, Refused, Trap
from cauhien.ui.words import number

ROWS = 50
DOUBTED = 20


@login_required
def sheets(request):
    _only_for_those_who_look(request.user)
    may_import = rules.may_import(request.user)
    form, faults = SheetForm(request.POST or None, request.FILES or None), []
    if request.method == "POST":
        if not may_import:
            raise PermissionDenied
        if form.is_valid():
            load, faults = _read(request.user, form)
            if load:
                return redirect("observatory:sheet", load.code)
    page = {
        "page": Paginator(queries.loads(), ROWS).get_page(request.GET.get("page")),
        "form": form if may_import else None,
        "faults": [(one.row, one.column, Refused(one.reason).label) for one in faults[:ROWS]],
        "fault_count": len(faults),
        "doubted": doubted()[:DOUBTED],
    }
    return render(request, "observatory/sheets.html", page, status=422 if form.is_bound else 200)


def _only_for_those_who_look(user):
    if not rules.may_see_sheets(user):
        raise PermissionDenied


def _read(user, form):
    """Return (the Load of the sheet sent in, []), or (None, its faults) with what is wrong."""
    file = form.cleaned_data["file"]
    said = {"name": file.name, "cited": form.cited(), "by": user, "at": now()}
    try:
        return send_in(data=file.read(), **said), []
    except HasFaults as found:
        form.add_error("file", _("Nothing was read in: put right the cells listed below."))
        return None, found.faults
    except (NotATable, TooLong, NoColumns, CannotKeep) as refusal:
        form.add_error("file", _why(refusal))
        return None, []


def _why(refusal):
    match refusal:
        case NotATable():
            return _(
                "This is no CSV in UTF-8, no XLSX with one name per column and no download of the"
                " World Bank."
            )
        case TooLong():
            return _("More than %(most)s rows.") % {"most": number(MOST_ON_PAGE)}
        case NoColumns():
            names = ", ".join(refusal.missing)
            return _("These columns are missing: %(names)s.") % {"names": names}
    return str(refusal)


@login_required
def sheet(request, code):
    _only_for_those_who_look(request.user)
    load = get_object_or_404(queries.sheets(), code=code)
    waits = load.state == LoadState.WAITING
    difference = difference_again(load, at=now()) if waits else None
    drafts = _told(difference) if difference else []
    page = {
        "load": load,
        "counts": [(one.label, load.counts.get(one, 0)) for one in Outcome],
        "traps": [(one.label, load.traps[one]) for one in Trap if one in load.traps],
        "page": Paginator(drafts, ROWS).get_page(request.GET.get("page")),
        "left_out": difference.left_out if difference else [],
        "may_take": rules.may_import(request.user) and waits,
    }
    return render(request, "observatory/sheet.html", page)


def _told(difference):
    """Return the rows that would change anything, each with its outcome and traps in words."""
    return [
        (draft, Outcome(draft.outcome).label, [Trap(flag).label for flag in draft.value.flags])
        for draft in difference.drafts
        if draft.outcome != Outcome.SAME
    ]


@require_POST
@login_required
def take(request, code):
    return _settle(request, code, take_over, _("The values are taken over."))


@require_POST
@login_required
def discard(request, code):
    return _settle(request, code, drop, _("The sheet is discarded."))


def _settle(request, code, action, done):
    load = get_object_or_404(queries.sheets(), code=code)
    try:
        action(load=load, by=request.user, at=now())
        messages.success(request, done)
    except NotWaiting:
        messages.error(request, _("This sheet does not wait any more, or it no longer fits."))
    return redirect("observatory:sheet", code)


def template(request):
    """Send the workbook that is filled in."""
    answer = HttpResponse(template_book(), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="values.xlsx"'
    return answer
