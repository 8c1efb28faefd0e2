"""The calendar of the ecosystem: as a page, for calendars, and the page of one event."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now

from cauhien.ecosystem import feeds, rules
from cauhien.ecosystem.queries import entries
from cauhien.ui.feeds import SECONDS
from cauhien.ui.filters import page_of
from cauhien.ui.words import language


def calendar(request):
    at, is_past = now(), "past" in request.GET
    found = (entries.past if is_past else entries.coming)(request.user, at)
    page = {
        "page": page_of(found, request.GET.get("page")),
        "is_past": is_past,
        "spoken": language(),
    }
    return render(request, "ecosystem/calendar.html", page)


def ics(request):
    """Answer with the events to come as iCalendar."""
    said = feeds.calendar_of(entries.coming(request.user, now()), now())
    answer = HttpResponse(said, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


def event(request, code):
    found = get_object_or_404(entries.events_for(request.user), code=code)
    page = {
        "entry": found,
        "kind": entries.EVENT,
        "may_change": rules.may_change(request.user, found),
        "is_over": (found.ends_at or found.starts_at) < now(),
    }
    return render(request, "ecosystem/event.html", page)
