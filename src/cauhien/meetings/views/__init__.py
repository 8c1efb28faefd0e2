"""Meetings of members: their list and pages, how they are called, held and answered."""

from cauhien.meetings.views.calendars import calendar, own_calendar
from cauhien.meetings.views.pages import answer, meeting, meetings
from cauhien.meetings.views.running import (
    act,
    act_on_invited,
    change,
    confirm,
    invite,
    minutes,
    new,
)

__all__ = [
    "act",
    "act_on_invited",
    "answer",
    "calendar",
    "change",
    "confirm",
    "invite",
    "meeting",
    "meetings",
    "minutes",
    "new",
    "own_calendar",
]
