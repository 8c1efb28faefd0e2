"""The plan as a workbook: taken away by everybody, sent in by the coordinator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.sheets import CONTENT_TYPE
from cauhien.resolution import actions, charts, forms, queries, rules
from cauhien.resolution.documents import plan_book
from cauhien.resolution.models import PlanSheet
from cauhien.ui.downloads import made_file
from cauhien.ui.render import render_part


def export(request):
    """Send the whole plan as XLSX; changed, it can be sent in again."""
    tasks = queries.listed(request.user, localdate(), order="document")
    stands = charts.stands(tasks, request.user, localdate())
    return made_file(plan_book(tasks, stands), f"plan-{localdate():%Y-%m-%d}.xlsx", CONTENT_TYPE)


@login_required
@second_factor_required
def send(request):
    _ask(request)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.SheetForm(*given)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = actions.send_sheet(name=file.name, data=file.read(), by=request.user, at=now())
            return redirect("resolution:sheet", code=sheet.code)
        except actions.CannotDo as refusal:
            form.refuse(refusal)
    return render_part(
        request, "resolution/send_sheet.html", "form", {"form": form}, invalid=form.is_bound
    )


@login_required
@second_factor_required
def sheet(request, code):
    """Show what a workbook would change; take it over where that is posted."""
    _ask(request)
    found = get_object_or_404(PlanSheet.objects.select_related("file", "by"), code=code)
    refusal = None
    if request.method == "POST":
        try:
            actions.take_sheet(sheet=found, by=request.user, at=now())
            messages.success(request, _("Taken over. Every change stands in the log of its task."))
            return redirect("resolution:list")
        except actions.CannotDo as raised:
            refusal = raised
    compared = None if found.taken_at else actions.compared(found)
    page = {"sheet": found, "compared": compared, "refusal": refusal}
    return render(request, "resolution/sheet.html", page, status=422 if refusal else 200)


def _ask(request):
    if not rules.may_plan(request.user):
        raise PermissionDenied
