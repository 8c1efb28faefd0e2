"""When the acts of the illustrated case are done."""

from datetime import timedelta

from django.utils.timezone import localtime

TICK = timedelta(microseconds=1)
PAUSE = timedelta(minutes=3)  # between two acts, where there is time


class Times:
    """A calendar of the case's own. Day 0 is the day on which its call is published.

    An act is dated to its day, but never before the act that came before it and never later than
    now: a case that somebody has played on goes on from where it stands, one act after the other.
    """

    def __init__(self, begins_at, last, now):
        """begins_at: the moment of day 0. last: of the newest act of the case, None for none."""
        self.begins_at = begins_at
        self.last = last
        self.now = now

    def planned(self, day):
        """Return the moment of a day as the script has it, whatever was done meanwhile."""
        return self.begins_at + timedelta(days=day)

    def on(self, day):
        return localtime(self.planned(day)).date()

    def at(self, day):
        """Return when an act of that day is done."""
        return self.not_before(min(self.planned(day), self.now))

    def not_before(self, moment):
        """Return this moment, or the next after the last act; it is the last act's from now on."""
        if self.last:
            pause = PAUSE if self.last + PAUSE < self.now else TICK
            moment = max(moment, self.last + pause)
        self.last = moment
        return moment

    def has_come(self, day):
        """Return whether that day lies behind the last act of the case or is today at most."""
        return self.planned(day) <= self.now and self.on(day) >= localtime(self.last).date()
