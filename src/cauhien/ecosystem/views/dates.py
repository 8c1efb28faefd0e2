"""The calendar of the ecosystem: as a page, for calendars, and the page of one event."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.ecosystem import feeds, rules
from cauhien.ecosystem.queries import entries, narrowing
from cauhien.ecosystem.queries.narrowing import COMING, OPEN, PAST
from cauhien.ui.feeds import SECONDS
from cauhien.ui.filters import page_of
from cauhien.ui.words import language

ORDERS = {OPEN: ("ends_at", "id"), PAST: ("-starts_at", "-id"), COMING: ("starts_at", "id")}


def calendar(request):
    """List what comes, or what is open or over, narrowed by kind, field and stage."""
    asked = narrowing.asked_for(entries.EVENT, request.GET)
    shown = next((name for name in (OPEN, PAST) if asked.chosen[name]), COMING)
    asked.chosen.update(dict.fromkeys(ORDERS, ""))
    plain, asked.chosen[shown] = asked.url(), "1"
    found = narrowing.found_by(asked, entries.EVENT, request.user, now(), language())
    facets = [facet for facet in asked.facets(found) if facet["title"]]
    labels = {
        COMING: _("What comes"),
        OPEN: _("Open for applications now"),
        PAST: _("What is over"),
    }
    page = {
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found).order_by(*ORDERS[shown]), request.GET.get("page")),
        "ways": [
            {"url": asked.url(**{one: "1" if one == name else "" for one in ORDERS}),
             "label": label, "current": name == shown}
            for name, label in labels.items()
        ],
        "plain": plain,
        "spoken": language(),
    }  # fmt: skip
    return render(request, "ecosystem/calendar.html", page)


def ics(request):
    """Answer with the events to come as iCalendar, of the kinds, fields and stages asked for."""
    rows = narrowing.narrowed(entries.EVENT, request.GET, request.user, now())
    events = rows.filter(is_over=False).order_by(*ORDERS[COMING])
    answer = HttpResponse(
        feeds.calendar_of(events, now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


def feed(request, language):
    """Answer with what is new in the calendar as Atom."""
    return feeds.CalendarNews(now())(request, language=language)


def event(request, code):
    found = get_object_or_404(entries.dated(request.user, now()), code=code)
    page = {
        "entry": found,
        "kind": entries.EVENT,
        "may_change": rules.may_change(request.user, found),
    }
    return render(request, "ecosystem/event.html", page)
