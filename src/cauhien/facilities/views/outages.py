"""Units out of order: the host records when, and ends it early."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import actions, forms, queries
from cauhien.facilities.states import OutageKind
from cauhien.facilities.views.host import laboratory_of
from cauhien.ui.render import render_part

LATELY = 20  # outages that ended, the newest


@second_factor_required
def outages(request, code):
    """Show what is out of order, will be and was lately, and record more."""
    laboratory = laboratory_of(request, code)
    at = now()
    fault = queries.faults_at(laboratory).filter(code=request.GET.get("fault", "")).first()
    form = forms.OutageForm(
        request.POST if request.method == "POST" else None,
        initial={"since": at, **_as_reported(fault)},
        resources=queries.offered_by(laboratory).filter(parts=None),
    )
    if form.is_valid() and (said := _report(request, form, fault, at)):
        messages.success(request, _in_words(said))
        return redirect("facilities:outages", code=code)
    known = queries.outages_of(laboratory)
    page = {
        "laboratory": laboratory,
        "ahead": queries.first_of_series(known.filter(period__endswith__gt=at)),
        "past": known.filter(period__endswith__lte=at).order_by("-period")[:LATELY],
        "form": form,
        "fault": fault,
        "has_units": queries.offered_by(laboratory).exists(),
    }
    return render_part(request, "facilities/outages.html", "form", page, invalid=form.is_bound)


@require_POST
@second_factor_required
def end(request, code, outage):
    laboratory = laboratory_of(request, code)
    found = get_object_or_404(queries.outages_of(laboratory), code=outage)
    try:
        and_later = "and_later" in request.POST
        actions.end_outage(outage=found, by=request.user, at=now(), and_later=and_later)
    except actions.CannotUse as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ended. The calendar is free again."))
    return redirect("facilities:outages", code=code)


def _as_reported(fault):
    """Return what the form shows at first where a fault was reported."""
    if fault is None:
        return {}
    return {"resource": fault.resource.code, "kind": OutageKind.BREAKDOWN}


def _report(request, form, fault, at):
    try:
        if fault:
            return actions.take_out(fault=fault, **form.said(), by=request.user, at=at)
        return actions.report_outage(**form.said(), by=request.user, at=at)
    except actions.CannotUse as refusal:
        form.refuse(refusal)
        return None


def _in_words(said):
    """Return what became of the bookings in the way; of none there is nothing to say."""
    words = [_("Recorded.")]
    if said.moved:
        words.append(
            ngettext(
                "%(n)s booking goes to another unit alike.",
                "%(n)s bookings go to other units alike.",
                said.moved,
            )
            % {"n": said.moved}
        )
    if said.cancelled:
        words.append(
            ngettext(
                "%(n)s booking is cancelled, and who has booked is told why.",
                "%(n)s bookings are cancelled, and who has booked is told why.",
                said.cancelled,
            )
            % {"n": said.cancelled}
        )
    if said.left:
        words.append(
            ngettext(
                "%(n)s booking has begun and stays: speak with who is there.",
                "%(n)s bookings have begun and stay: speak with who is there.",
                said.left,
            )
            % {"n": said.left}
        )
    return " ".join(words)
