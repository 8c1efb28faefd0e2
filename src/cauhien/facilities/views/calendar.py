"""The calendar of what can be booked, and waiting for a time in it that is taken."""

from datetime import date, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.facilities import actions, forms, queries, rules
from cauhien.ui.errors import too_many
from cauhien.ui.fields import YEARS
from cauhien.ui.limits import Limit
from cauhien.ui.render import render_part

WAITING = Limit("wait", "60/h")
WEEK = timedelta(days=7)


def calendar(request, code, resource):
    """Show a week of what can be booked, day by day; at first one in which something can be."""
    found = offered(request, code, resource)
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
        "outages": [one for one in outages if _falls_on(one, monday)],
        "required": required,
        "missing": missing,
        "again": again_of(request, found),
    }
    return render(request, "facilities/calendar.html", page)


def _falls_on(outage, monday):
    first, last = localdate(outage.period.lower), localdate(outage.period.upper)
    return first < monday + WEEK and monday <= last


@login_required
def wait(request, code, resource):
    """Ask to be told when a time that begins at `start` becomes free."""
    found = offered(request, code, resource)
    start = start_of(request)
    form = forms.WaitForm(
        request.POST if request.method == "POST" else None, lengths=lengths(found, start)
    )
    if form.is_bound and (seconds := WAITING.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid():
        stretch = stretch_of(found, start, form.cleaned_data["slots"])
        try:
            made = actions.wait_for(resource=found, stretch=stretch, by=request.user, at=now())
        except actions.CannotUse as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Noted. You are told when this time becomes free."))
            return redirect("facilities:wait_shown", code=made.code)
    page = {"laboratory": found.laboratory, "resource": found, "start": start, "form": form}
    return render_part(request, "facilities/wait.html", "form", page, invalid=form.is_bound)


@login_required
def wait_shown(request, code):
    found = get_object_or_404(queries.waits_for(request.user), code=code)
    resource = queries.offered_at(found.laboratory, found.resource.code)
    stretch = rules.Stretch(found.period.lower, found.period.upper)
    page = {
        "case": found,
        "is_free": bool(resource) and queries.is_free(resource, stretch, now()),
        "lead": int(queries.LEAD.total_seconds() // 60),
    }
    return render(request, "facilities/wait_shown.html", page)


@require_POST
@login_required
def wait_end(request, code):
    found = get_object_or_404(queries.waits_for(request.user), code=code)
    actions.stop_waiting(wait=found, by=request.user, at=now())
    messages.success(request, _("You wait for this time no more."))
    return redirect("facilities:mine")


def offered(request, code, resource):
    """Return a resource that has a calendar; there is no page of another one."""
    laboratory = get_object_or_404(queries.laboratories_for(request.user), code=code)
    found = queries.offered_at(laboratory, resource)
    if found is None or not found.has_calendar:
        raise Http404
    return found


def start_of(request):
    """Return the moment at which a time begins that somebody wants who may book."""
    start = _moment(request.GET.get("start", ""))
    if start is None or not rules.may_ask(request.user):
        raise Http404
    return start


def again_of(request, resource):
    """Return the earlier booking of a resource that its owner repeats, None where there is none."""
    known = queries.bookings_of(request.user).filter(resource=resource)
    return known.filter(code=request.GET["again"]).first() if "again" in request.GET else None


def lengths(resource, start):
    """Return [(number of slots, "120 minutes, until 10:00")] that may be booked from there."""
    numbers = range(1, resource.most_slots + 1)
    return [(number, _length(resource, start, number)) for number in numbers]


def _length(resource, start, number):
    minutes = number * resource.slot_minutes
    return _("%(minutes)s minutes, until %(time)s") % {
        "minutes": minutes,
        "time": f"{start + timedelta(minutes=minutes):%H:%M}",
    }


def stretch_of(resource, start, number):
    """Return the Stretch of so many slots from a moment on."""
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
