"""Do rivals ever get the same time, and is any time lost that somebody wanted?

    python benchmarks/booking_race.py [--slots 15] [--rivals 16] [--rounds 1000] [--out FILE]

In a PostgreSQL of its own: in each round so many rivals, each a process with a connection of its
own, want one of so many slots of one resource. Each tries the slots in an order of its own, by the
same action as the page, until it holds one and confirms it. With one rival more than slots, each
slot must be booked exactly once and exactly one rival go without. The database then counts, from
its own rows, how many pairs of bookings overlap.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from report import arguments, machine, tell, version_of

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from cauhien.core.postgres import Cluster  # noqa: E402 - found only after the line above

MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
MINUTES = 30
OVERLAPS = """
    SELECT count(*) FROM facilities_occupation one JOIN facilities_occupation other
    ON one.unit_id = other.unit_id AND one.id < other.id AND one.period && other.period
    WHERE one.state = 'confirmed' AND other.state = 'confirmed'
"""


def main():
    options = arguments(
        __doc__.splitlines()[0],
        slots={"type": int, "default": 15},
        rivals={"type": int, "default": 16},
        rounds={"type": int, "default": 1000},
    )
    state = Path(tempfile.mkdtemp(prefix="cauhien-race-", dir="/tmp"))
    state.chmod(0o711)
    cluster = Cluster(state)
    cluster.start()
    os.environ |= {
        "CAUHIEN_STATE": str(state),
        "DATABASE_URL": cluster.url,
        "DJANGO_SETTINGS_MODULE": "cauhien.settings",
    }
    try:
        tell(measured(options), options.out)
    finally:
        cluster.stop(force=True)
        shutil.rmtree(state, ignore_errors=True)


def measured(options):
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)  # each rival has its own connection
    call_command("migrate", verbosity=0)
    race = Race(options)
    begin = time.monotonic()
    rounds = [race.run(number) for number in range(options.rounds)]
    seconds = time.monotonic() - begin
    with connection.cursor() as cursor:
        overlaps = cursor.execute(OVERLAPS).fetchone()[0]
        server = cursor.execute("SHOW server_version").fetchone()[0]
    attempts = sum(tries for _booked, tries in rounds)
    return machine() | {
        "postgresql": server,
        "django": version_of("django"),
        "psycopg": version_of("psycopg"),
        "slots": options.slots,
        "rivals": options.rivals,
        "rounds": options.rounds,
        "attempts": attempts,
        "seconds": round(seconds, 1),
        "ms per attempt": round(1000 * seconds / attempts, 1),
        "bookings": sum(booked for booked, _tries in rounds),
        "rounds with a slot lost": sum(booked != race.due for booked, _tries in rounds),
        "overlaps": overlaps,
        "load average": os.getloadavg()[0],
    }


class Race:
    """One resource that is open day and night, and accounts that want it."""

    def __init__(self, options):

        from django.db import connections

        from cauhien.accounts.models import User
        from cauhien.facilities import queries
        from cauhien.facilities.models import Laboratory, OpeningHours, Resource, Unit
        from cauhien.facilities.states import Weekday

        self.slots, self.due = options.slots, min(options.slots, options.rivals)
        self.rivals = [
            User.objects.create(email=f"rival{number}@bench.invalid")
            for number in range(options.rivals)
        ]
        for one in self.rivals:
            one.day = MONDAY.date()
        laboratory = Laboratory.objects.create(name_vi="Bench", kind="other")
        resource = Resource.objects.create(
            laboratory=laboratory,
            name_vi="Bench",
            has_calendar=True,
            keeps_holidays=False,
            slot_minutes=MINUTES,
            notice_hours=0,
            ahead_days=1,
            most_ahead=1,
        )
        Unit.objects.create(resource=resource, number=1)
        for day in Weekday:
            OpeningHours.objects.create(
                resource=resource, weekday=day, opens="00:00", closes="23:59"
            )
        self.resource = queries.offered_at(laboratory, resource.code)  # as the page has it
        fork = get_context("fork")
        self.ready = fork.Barrier(options.rivals)
        connections.close_all()  # no two processes share one
        begun = {"initializer": _take_part, "initargs": (self,)}
        self.pool = ProcessPoolExecutor(options.rivals, mp_context=fork, **begun)

    def run(self, number):
        """Let all rivals run for the slots of another day; return (bookings, attempts)."""
        start = MONDAY + timedelta(days=number)
        wants = [
            self.pool.submit(_want, place, start, f"{number}:{place}")
            for place in range(len(self.rivals))
        ]
        found = [one.result() for one in wants]
        return sum(got for got, _tries in found), sum(tries for _got, tries in found)

    def want(self, rival, start, seed):
        """Try the slots until one is one's own; return (whether it is, attempts)."""
        from cauhien.facilities import actions
        from cauhien.facilities.rules import Stretch

        order = random.Random(seed).sample(range(self.slots), self.slots)
        asked = {"by": rival, "at": start - timedelta(minutes=1)}
        self.ready.wait()
        for tries, slot in enumerate(order, 1):
            first = start + slot * timedelta(minutes=MINUTES)
            stretch = Stretch(first, first + timedelta(minutes=MINUTES))
            try:
                booking = actions.hold_booking(
                    resource=self.resource, stretch=stretch, purpose="race", **asked
                )
            except actions.CannotUse:
                continue
            actions.confirm_booking(booking=booking, **asked)
            return True, tries
        return False, self.slots


_race: list[Race] = []  # in each process of a rival: the one that it takes part in


def _take_part(race):
    _race.append(race)


def _want(place, start, seed):
    (race,) = _race
    return race.want(race.rivals[place], start, seed)


if __name__ == "__main__":
    main()
