"""The calendar of what can be booked, and bookings: made, read, used."""

from datetime import date, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import actions, forms, queries, rules
from cauhien.facilities.states import BookingState, UseAct
from cauhien.facilities.views.steps import Step, offered, taken
from cauhien.notices.actions import preference_of
from cauhien.ui import words
from cauhien.ui.errors import too_many
from cauhien.ui.fields import YEARS
from cauhien.ui.limits import Limit
from cauhien.ui.render import render_part

BOOKING = Limit("booking", "60/h")
WEEK = timedelta(days=7)
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


def calendar(request, code, resource):
    """Show a week of what can be booked, day by day; at first one in which something can be."""
    found = _offered(request, code, resource)
    at = now()
    today = localdate(at)
    monday = _monday(request.GET.get("week", ""), today)
    outages = list(queries.outages_ahead(queries.leaves_of(found), at))
    days = queries.week_of(found, monday, at, outages)
    if "week" not in request.GET and not any(slot.is_open for day in days for slot in day.slots):
        monday += WEEK
        days = queries.week_of(found, monday, at, outages)
    if request.user.is_authenticated:
        required = list(queries.asked_of(request.user, found, today))
        missing = [one for one in required if not one.is_met]
    else:
        required = missing = list(queries.requirements_of(found))
    page = {
        "laboratory": found.laboratory,
        "resource": found,
        "days": days,
        "monday": monday,
        "sunday": monday + WEEK - timedelta(days=1),
        "before": monday - WEEK if monday > today else None,
        "after": monday + WEEK,
        "outages": outages,
        "required": required,
        "missing": missing,
    }
    return render(request, "facilities/calendar.html", page)


@login_required
def book(request, code, resource):
    """Hold a time that begins at `start`; the price is read before it is confirmed."""
    found = _offered(request, code, resource)
    start = _moment(request.GET.get("start", ""))
    if start is None or not rules.may_ask(request.user):
        raise Http404
    form = forms.BookForm(
        request.POST if request.method == "POST" else None,
        lengths=_lengths(found, start),
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
            found, _stretch(found, start, 1), found.hours.all(), queries.closed_at(found), at
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
        "steps": offered(STEPS, ways),
        "is_own": rules.owns(request.user, found),
        "quote": queries.quoted(found),
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
    if step not in STEPS:
        raise Http404
    if rules.way_for(request.user, found, STEPS[step].act) is None:
        raise PermissionDenied
    return taken(request, found, STEPS[step], "facilities:booking", "facilities/act.html")


def _offered(request, code, resource):
    laboratory = get_object_or_404(queries.laboratories_for(request.user), code=code)
    found = queries.offered_at(laboratory, resource)
    if found is None or not found.has_calendar:
        raise Http404
    return found


def _held(request, resource, start, form):
    try:
        return actions.hold_weekly(
            resource=resource,
            stretch=_stretch(resource, start, form.cleaned_data["slots"]),
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


def _lengths(resource, start):
    """Return [(number of slots, "120 minutes, until 10:00")] that may be booked from there."""
    numbers = range(1, resource.most_slots + 1)
    return [(number, _length(resource, start, number)) for number in numbers]


def _length(resource, start, number):
    minutes = number * resource.slot_minutes
    return _("%(minutes)s minutes, until %(time)s") % {
        "minutes": minutes,
        "time": f"{start + timedelta(minutes=minutes):%H:%M}",
    }


def _stretch(resource, start, number):
    return rules.Stretch(start, start + timedelta(minutes=number * resource.slot_minutes))


def _moment(text):
    """Return the aware moment that an address names, None where it names none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return localtime(found) if found.tzinfo and found.year in YEARS else None


def _monday(text, today):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = day if day.year in YEARS else today
    return day - timedelta(days=day.weekday())
