"""What a host sets: terms, resources with their calendar, prices, requirements, closed days."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import actions, forms, queries
from cauhien.facilities.models import ClosedDays, Qualification, Rate, Requirement
from cauhien.facilities.views.host import laboratory_of
from cauhien.ui.render import render_part


@second_factor_required
def terms(request, code):
    laboratory = laboratory_of(request, code)
    form = forms.TermsForm(_given(request), instance=queries.terms_of(laboratory))

    def put():
        actions.save_terms(laboratory=laboratory, values=form.values(), by=request.user, at=now())

    return _form(request, laboratory, form, put, heading=_("Conditions of use"))


@second_factor_required
def resource(request, code, resource=None):
    """Write something that can be used, with its calendar; resource: None for a new one."""
    laboratory = laboratory_of(request, code)
    known = _resource(laboratory, resource) if resource else None
    others = queries.resources_of(laboratory).filter(parts=None)
    others = others.exclude(pk=known.pk) if known else others
    form = forms.ResourceForm(_given(request), instance=known)
    first = (
        {"capacity": known.in_service or 1, "parts": known.parts.all()}
        if known
        else {"capacity": 1}
    )
    capacity = forms.CapacityForm(_given(request), initial=first, others=others)
    rows = forms.rows_of_hours(known.hours.all() if known else ())
    hours = forms.HoursForms(_given(request), initial=rows, prefix="hours")

    def put():
        actions.save_resource(
            laboratory=laboratory,
            resource=known,
            values=form.values(),
            hours=forms.hours_of(hours),
            capacity=capacity.cleaned_data["capacity"],
            parts=capacity.parts_chosen(),
            by=request.user,
            at=now(),
        )

    page = {"capacity": capacity, "hours": hours, "resource": known}
    page["heading"] = _("Change what is offered") if known else _("Offer something")
    return _form(request, laboratory, form, put, also=(capacity, hours), **page)


@require_POST
@second_factor_required
def retire(request, code, resource):
    laboratory = laboratory_of(request, code)
    actions.retire_resource(resource=_resource(laboratory, resource), by=request.user, at=now())
    messages.success(request, _("It is offered no more. What is booked already stands."))
    return redirect("facilities:host", code=code)


@second_factor_required
def prices(request, code, resource):
    """Show the price list of a resource, and add a price."""
    laboratory = laboratory_of(request, code)
    known = _resource(laboratory, resource)
    form = forms.RateForm(_given(request), initial={"valid_from": localdate(now())})

    def put():
        actions.add_rate(resource=known, values=form.values(), by=request.user, at=now())

    page = {"resource": known, "there": ("facilities:prices", code, known.code)}
    return _form(request, laboratory, form, put, template="facilities/prices.html", **page)


@require_POST
@second_factor_required
def end_rate(request, code, resource, rate):
    laboratory = laboratory_of(request, code)
    found = get_object_or_404(
        Rate, code=rate, resource__code=resource, resource__laboratory=laboratory
    )
    actions.end_rate(rate=found, by=request.user, at=now())
    messages.success(request, _("This price ends today."))
    return redirect("facilities:prices", code=code, resource=resource)


@second_factor_required
def requirements(request, code, resource):
    """Show what is required and who meets it, and add a requirement."""
    laboratory = laboratory_of(request, code)
    known = _resource(laboratory, resource)
    form = forms.RequirementForm(_given(request))

    def put():
        actions.add_requirement(resource=known, values=form.values(), by=request.user, at=now())

    page = {
        "resource": known,
        "required": queries.required_of(known, now()),
        "there": ("facilities:requirements", code, known.code),
    }
    return _form(request, laboratory, form, put, template="facilities/requirements.html", **page)


@second_factor_required
def qualify(request, code, requirement):
    """Find that somebody meets a requirement."""
    laboratory = laboratory_of(request, code)
    known = get_object_or_404(Requirement, code=requirement, resource__laboratory=laboratory)
    today = localdate(now())
    first = {"expires_on": queries.ends_after(known, today)}
    people = queries.people_known_to(laboratory, today)
    form = forms.QualificationForm(_given(request), initial=first, people=people)

    def put():
        actions.qualify(requirement=known, **form.cleaned_data, by=request.user, at=now())

    page = {"heading": _("Requirement met"), "about": known}
    page["there"] = ("facilities:requirements", code, known.resource.code)
    return _form(request, laboratory, form, put, **page)


@require_POST
@second_factor_required
def end_requirement(request, code, requirement):
    laboratory = laboratory_of(request, code)
    known = get_object_or_404(Requirement, code=requirement, resource__laboratory=laboratory)
    actions.end_requirement(requirement=known, by=request.user, at=now())
    messages.success(request, _("This is required no more."))
    return redirect("facilities:requirements", code=code, resource=known.resource.code)


@require_POST
@second_factor_required
def end_qualification(request, code, qualification):
    laboratory = laboratory_of(request, code)
    at_home = {"requirement__resource__laboratory": laboratory}
    found = get_object_or_404(Qualification, code=qualification, **at_home)
    actions.end_qualification(qualification=found, by=request.user, at=now())
    messages.success(request, _("Noted. Nobody books on it any more."))
    return redirect("facilities:requirements", code=code, resource=found.requirement.resource.code)


@second_factor_required
def closed(request, code):
    """Show the days on which it is closed, and close it for more."""
    laboratory = laboratory_of(request, code)
    form = forms.ClosedForm(_given(request), resources=queries.resources_of(laboratory))

    def put():
        actions.close_days(laboratory=laboratory, values=form.values(), by=request.user, at=now())

    ahead = laboratory.closed.filter(last_on__gte=localdate(now())).select_related("resource")
    page = {"closed": ahead, "there": ("facilities:closed", code)}
    return _form(request, laboratory, form, put, template="facilities/closed.html", **page)


@require_POST
@second_factor_required
def reopen(request, code, closed):
    laboratory = laboratory_of(request, code)
    found = get_object_or_404(ClosedDays, code=closed, laboratory=laboratory)
    actions.open_days(closed=found, by=request.user, at=now())
    messages.success(request, _("Open again on these days."))
    return redirect("facilities:closed", code=code)


def _given(request):
    return request.POST if request.method == "POST" else None


def _resource(laboratory, code):
    found = queries.offered_at(laboratory, code)
    if found is None:
        raise Http404
    return found


def _form(request, laboratory, form, put, *, also=(), template="", there=(), **page):  # noqa: PLR0913 - the parts of one page
    """Save what a form says and go on to `there`, or show it with what is wrong beside it."""
    if form.is_bound and all([form.is_valid(), *(one.is_valid() for one in also)]):
        try:
            put()
        except actions.CannotUse as refusal:
            next((one for one in (form, *also[:1]) if refusal.field in one.fields), form).refuse(
                refusal
            )
        else:
            messages.success(request, _("Saved."))
            name, *parts = there or ("facilities:host", laboratory.code)
            return redirect(name, *parts)
    shown = {"laboratory": laboratory, "form": form, **page}
    template = template or "facilities/settings.html"
    return render_part(request, template, "form", shown, invalid=form.is_bound)
