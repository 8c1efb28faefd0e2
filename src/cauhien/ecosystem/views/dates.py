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
    shown = next((name for name in ("open", "past") if name in request.GET), "")
    ways = {"": entries.coming, "open": entries.open_now, "past": entries.past}
    page = {
        "page": page_of(ways[shown](request.user, now()), request.GET.get("page")),
        "shown": shown,
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
    found = get_object_or_404(entries.dated(request.user, now()), code=code)
    page = {
        "entry": found,
        "kind": entries.EVENT,
        "may_change": rules.may_change(request.user, found),
        "is_over": (found.ends_at or found.starts_at) < now(),
    }
    return render(request, "ecosystem/event.html", page)
