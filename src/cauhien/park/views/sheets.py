"""A workbook that is sent in: compared first, then taken over or dropped."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.park import rules
from cauhien.park.actions import sheets
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.forms.projects import SheetForm
from cauhien.park.models import Sheet
from cauhien.park.states import SheetState
from cauhien.park.views.pages import park_of
from cauhien.ui.render import render_part
from cauhien.ui.words import language, number


@second_factor_required
def send_in(request, code):
    park = _managed(request, code)
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        said = {"name": file.name, "data": file.read(), "language": language()}
        try:
            sheet = sheets.send_in(park=park, **said, by=request.user, at=now())
        except CannotWrite as refusal:
            form.refuse(refusal)
        else:
            return redirect("park:sheet", code, sheet.code)
    page = {"park": park, "form": form}
    return render_part(request, "park/send_in.html", "form", page, invalid=form.is_bound)


@second_factor_required
def sheet(request, code, sheet):
    """What taking the workbook over would change, row by row, and which cells are wrong."""
    found = _sheet(request, code, sheet)
    page = {"park": found.park, "sheet": found, "is_open": found.state == SheetState.CHECKED}
    if found.state != SheetState.DROPPED:
        page["compared"] = sheets.compared(found, request.user)
    return render(request, "park/sheet.html", page)


@require_POST
@second_factor_required
def settle(request, code, sheet):
    """Take the workbook over as it was shown, or leave it."""
    found = _sheet(request, code, sheet)
    who = {"sheet": found, "by": request.user, "at": now()}
    if "apply" not in request.POST:
        sheets.drop(**who)
        messages.success(request, _("Nothing was changed."))
        return redirect("park:projects", code)
    try:
        applied = sheets.apply(seal=request.POST.get("seal", ""), **who)
    except CannotWrite as refusal:
        messages.error(request, str(refusal))
        return redirect("park:sheet", code, sheet)
    taken = ngettext("%(n)s row is taken over.", "%(n)s rows are taken over.", applied.taken)
    messages.success(request, taken % {"n": number(applied.taken)})
    for one in applied.refused:
        said = {"row": number(one.row), "reason": one.reason, "sheet": one.sheet}
        messages.error(request, _("%(sheet)s, row %(row)s: %(reason)s") % said)
    return redirect("park:sheet", code, sheet)


def _sheet(request, code, sheet):
    park = _managed(request, code)
    rows = Sheet.objects.select_related("stored", "park")
    return get_object_or_404(rows, park=park, code=sheet)


def _managed(request, code):
    if not rules.may_manage(request.user):
        raise PermissionDenied
    return park_of(request, code)
