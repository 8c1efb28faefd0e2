"""The working days of the city, and until when a number of days lasts.

Which days of the week are worked and which file lists the holidays stands in the city file. A row
of it makes a day free, or a Saturday worked that was swapped. Beyond the last year of the file
only weekends are known: `is_known` says so.
"""

import csv
from datetime import date, datetime, time, timedelta
from functools import cache

from django.conf import settings
from django.utils.timezone import get_default_timezone, localdate

LAST = time(23, 59, 59)  # a period ends with its last day


@cache
def exceptions():
    """Return {day: whether it is worked} of the days that are not as their weekday."""
    path = settings.DATA / settings.CITY["calendar"]["holidays"]
    with path.open(encoding="utf-8", newline="") as file:
        return {
            date.fromisoformat(row["date"]): row["is_working_day"] == "1"
            for row in csv.DictReader(file)
        }


def is_known(day):
    """Return whether the holidays of the year of that day are in the file."""
    return day.year in {one.year for one in exceptions()}


def is_working_day(day):
    worked = day.isoweekday() in settings.CITY["calendar"]["working_days"]
    return exceptions().get(day, worked)


def day_after(day, days, *, working):
    """Return the last day of a period of so many days that begins the day after `day`.

    working: only working days count. Where all days count and the last is free, the period ends
    with the next working day (Civil Code 2015, articles 147 and 148).
    """
    if not working:
        day, days = day + timedelta(days=days), 0
        if is_working_day(day):
            return day
        days = 1
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def due_at(at, days, *, working):
    """Return the moment at which a period of so many days ends that an act at `at` has begun."""
    return end_of(day_after(localdate(at, get_default_timezone()), days, working=working))


def end_of(day):
    """Return the last moment of a day in the city."""
    return datetime.combine(day, LAST, get_default_timezone())
