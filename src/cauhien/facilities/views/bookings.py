"""Bookings: made, read, used."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import actions, forms, queries, rules
from cauhien.facilities.states import BookingState, UseAct
from cauhien.facilities.views.calendar import again_of, lengths, offered, start_of, stretch_of
from cauhien.facilities.views.steps import Step, steps_offered, taken
from cauhien.notices.actions import preference_of
from cauhien.ui import words
from cauhien.ui.errors import too_many
from cauhien.ui.limits import Limit
from cauhien.ui.render import render_part

BOOKING = Limit("booking", "60/h")
MOST = 100  # bookings and requests that one's own page shows, the newest
STEPS = {
    "confirm": Step(
        UseAct.CONFIRM,
        gettext_lazy("Confirm the booking"),
        lambda it, **said: actions.confirm_series(booking=it, **said),
        gettext_lazy("Confirmed. The time is yours."),
    ),
    "check-in": Step(
        UseAct.CHECK_IN,
        gettext_lazy("Check in"),
        lambda it, **said: actions.check_in(booking=it, **said),
        gettext_lazy("Checked in."),
    ),
    "check-out": Step(
        UseAct.CHECK_OUT,
        gettext_lazy("Check out"),
        lambda it, **said: actions.check_out(booking=it, **said),
        gettext_lazy("Checked out."),
    ),
    "missed": Step(
        UseAct.MISS,
        gettext_lazy("Nobody came"),
        lambda it, **said: actions.miss_booking(booking=it, **said),
        gettext_lazy("Recorded."),
        tone="second",
    ),
    "cancel": Step(
        UseAct.CANCEL,
        gettext_lazy("Cancel it"),
        lambda it, **said: actions.cancel_booking(booking=it, **said),
        gettext_lazy("Cancelled. The time is free again."),
        tone="plain",
    ),
    "take-back": Step(
        UseAct.CANCEL_AS_HOST,
        gettext_lazy("Cancel as the host"),
        lambda it, **said: actions.cancel_as_host(booking=it, **said),
        gettext_lazy("Cancelled. Who has booked is told."),
        forms.WordsForm,
        gettext_lazy("Say why; nothing is owed for it."),
        "plain",
    ),
}


@login_required
def book(request, code, resource):
    """Hold a time that begins at `start`; the price is read before it is confirmed."""
    found = offered(request, code, resource)
    start = start_of(request)
    form = forms.BookForm(
        request.POST if request.method == "POST" else None,
        initial=_as_before(again_of(request, found), found),
        lengths=lengths(found, start),
        firms=queries.firms_of(request.user),
    )
    if form.is_bound and (seconds := BOOKING.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid() and (series := _held(request, found, start, form)):
        _tell(request, series)
        return redirect("facilities:booking", code=series.held[0].code)
    at = now()
    page = {
        "laboratory": found.laboratory,
        "resource": found,
        "start": start,
        "form": form,
        "missing": queries.missing_for(request.user, found, localdate(start)),
        "why_closed": rules.why_closed(
            found, stretch_of(found, start, 1), found.hours.all(), queries.closed_at(found), at
        ),
    }
    return render_part(request, "facilities/book.html", "form", page, invalid=form.is_bound)


@login_required
def mine(request):
    """List what one has asked for and booked, and where one's calendar is."""
    preference = preference_of(request.user)
    feed = reverse("facilities:own_calendar", args=[preference.secret])
    page = {
        "bookings": queries.bookings_of(request.user)[:MOST],
        "requests": queries.requests_of(request.user)[:MOST],
        "waits": queries.waits_of(request.user),
        "faults": queries.faults_of(request.user)[:MOST],
        "kept": queries.kept_by(request.user),
        "feed": request.build_absolute_uri(feed),
    }
    return render(request, "facilities/mine.html", page)


@login_required
@second_factor_required
def show(request, code):
    found = get_object_or_404(queries.bookings_for(request.user), code=code)
    at = now()
    ways = [row for row in rules.ways_for(request.user, found) if rules.is_time_for(row, found, at)]
    actions.note_reading(case=found, by=request.user, at=at)
    page = {
        "case": found,
        "steps": steps_offered(STEPS, ways),
        "is_own": rules.owns(request.user, found),
        "quote": queries.quoted(found),
        "is_void": found.fee is None
        and found.state in (BookingState.CANCELLED, BookingState.EXPIRED),
        "together": list(queries.together_with(found)),
        "arrives_from": found.period.lower - rules.CHECK_IN_EARLY,
        "free_until": rules.free_until(found),
        "is_late": at > rules.free_until(found),
        "late_fee": rules.fee_of(found.price, found.resource.late_fee_percent)
        if found.state in (BookingState.HELD, BookingState.CONFIRMED) and at < found.period.lower
        else None,
    }
    return render(request, "facilities/booking.html", page)


@login_required
@second_factor_required
def act(request, code, step):
    found = get_object_or_404(queries.bookings_for(request.user), code=code)
    return taken(request, found, STEPS, step, "facilities:booking")


def _as_before(booking, resource):
    """Return what the form shows at first of who books as before; of who does not, nothing."""
    if booking is None:
        return {}
    minutes = (booking.period.upper - booking.period.lower) // timedelta(minutes=1)
    firm = booking.organisation.code if booking.organisation else ""
    slots = min(minutes // resource.slot_minutes, resource.most_slots)
    return {"slots": slots, "purpose": booking.purpose, "organisation": firm}


def _held(request, resource, start, form):
    try:
        return actions.hold_weekly(
            resource=resource,
            stretch=stretch_of(resource, start, form.cleaned_data["slots"]),
            weeks=form.cleaned_data["weeks"] or 1,
            purpose=form.cleaned_data["purpose"],
            organisation=form.firm,
            by=request.user,
            at=now(),
        )
    except actions.CannotUse as refusal:
        form.refuse(refusal)
        return None


def _tell(request, series):
    """Say what is held, and of each other week why it is not."""
    number = len(series.held)
    said = ngettext(
        "The time is held for you. Read the price and confirm.",
        "%(n)s times are held for you. Read the price and confirm them together.",
        number,
    )
    messages.success(request, said % {"n": number})
    for wanted, why in series.refused:
        day = words.moment(wanted.start)
        messages.warning(request, _("Not to be had: %(day)s. %(why)s") % {"day": day, "why": why})
