"""Meetings as iCalendar (RFC 5545)."""

from django.urls import reverse
from icalendar import Calendar, Event

from cauhien.meetings.states import MeetingState
from cauhien.notices.queries import absolute, host


def calendar_of(name, meetings, at):
    """Return meetings as a calendar (bytes); one moved or cancelled replaces what was known."""
    calendar = Calendar(prodid="-//Cầu Hiền//Meetings//VI", version="2.0", method="PUBLISH")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(_event(meeting, at))
    return calendar.to_ical()


def _event(meeting, at):
    is_off = meeting.state == MeetingState.CANCELLED
    event = Event()
    event.add("uid", f"meeting-{meeting.code}@{host()}")
    event.add("sequence", meeting.version)
    event.add("dtstamp", at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", meeting.title)
    event.add("location", meeting.where)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("description", "\n".join(str(point) for point in meeting.agenda.all()))
    event.add("url", absolute(reverse("meetings:meeting", args=[meeting.code])))
    return event
