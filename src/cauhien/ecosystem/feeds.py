"""The calendar of the ecosystem as iCalendar (RFC 5545) and as Atom, for everybody."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar
from icalendar import Event as Entry

from cauhien.ecosystem.queries.entries import EVENT
from cauhien.ecosystem.queries.narrowing import narrowed
from cauhien.notices.queries import absolute, host
from cauhien.ui.feeds import MOST, PublicFeed
from cauhien.ui.words import moment


def calendar_of(events, at):
    """Return events as a calendar (bytes), in the language of the page."""
    calendar = Calendar(prodid="-//Cầu Hiền//Ecosystem//VI", version="2.0", method="PUBLISH")
    calendar.add("x-wr-calname", _("Cầu Hiền: calendar of the start-up ecosystem"))
    for event in events:
        calendar.add_component(_entry(event, at))
    return calendar.to_ical()


def _entry(event, at):
    entry = Entry()
    entry.add("uid", f"ecosystem-{event.code}@{host()}")
    entry.add("dtstamp", at)
    entry.add("dtstart", event.starts_at)
    if event.ends_at:
        entry.add("dtend", event.ends_at)
    entry.add("summary", event.name_vi)
    if event.place_text:
        entry.add("location", event.place_text)
    entry.add("description", f"{capfirst(event.get_kind_display())}. {event.about_vi}".strip())
    entry.add("url", absolute(reverse("ecosystem:event", args=[event.code])))
    return entry


class CalendarNews(PublicFeed):
    """What was added to the calendar last, as the calendar is narrowed at this time."""

    title = gettext_lazy("Cầu Hiền: new in the calendar of the start-up ecosystem")

    def __init__(self, at):
        super().__init__()
        self.at = at

    def get_object(self, request, language):
        return super().get_object(request, language), request.GET

    def link(self, asked):
        return reverse("ecosystem:calendar")

    def items(self, asked):
        language, query = asked
        rows = narrowed(EVENT, query, AnonymousUser(), self.at)
        rows = rows.filter(registered_at__isnull=False).order_by("-registered_at", "-id")
        return [(one, language) for one in rows[:MOST]]

    def item_title(self, item):
        event, language = item
        return (event.name_en if language == "en" else "") or event.name_vi

    def item_description(self, item):
        event, _language = item
        kind = capfirst(event.get_kind_display())
        when = " – ".join(moment(one) for one in (event.starts_at, event.ends_at) if one)
        return f"{kind}. {when}. {event.place_text}".strip()

    def item_link(self, item):
        return reverse("ecosystem:event", args=[item[0].code])

    def item_guid(self, item):
        return f"urn:cauhien:ecosystem:{item[0].code}"

    def item_updateddate(self, item):
        return item[0].registered_at

    item_pubdate = item_updateddate
