"""Events: how an app above learns that something below changed, without being imported.

Ids are given before a transaction ends, so that they do not come in order, and a reader that
counts by them misses what ends late. An event therefore gets its number here, when the first
reader comes after it was committed: numbers come in order, whatever the transactions do.
"""

from django.db import connection, transaction
from django.db.models import Max

from cauhien.core.models import Cursor, Event

NUMBERING = "core.events"
_NUMBER = """
    UPDATE core_event SET number = numbered.number
    FROM (
        SELECT id, (SELECT coalesce(max(number), 0) FROM core_event)
            + row_number() OVER (ORDER BY id) AS number
        FROM core_event WHERE number IS NULL
    ) AS numbered
    WHERE core_event.id = numbered.id
"""


def announce(*, kind, subject_kind, subject_code, at, payload=None):
    """Write down that something changed, in the transaction of the change."""
    return Event.objects.create(
        kind=kind,
        subject_kind=subject_kind,
        subject_code=subject_code,
        payload=payload or {},
        at=at,
    )


def announce_many(*, kind, subject_kind, subject_codes, at):
    Event.objects.bulk_create(
        [
            Event(kind=kind, subject_kind=subject_kind, subject_code=code, at=at)
            for code in subject_codes
        ],
        batch_size=2000,
    )


@transaction.atomic
def read_new(reader, *, kinds, limit=10_000):
    """Return the events of these kinds that the reader has not had, oldest first.

    reader: the task that reads, as "review.conflicts"; each has all events from the first on.
    limit: so many at once; who gets that many asks again.

    Call it from a task, inside the transaction of what you do with the events: what fails is
    rolled back and they come again. No event is missed and none comes twice, also where many
    transactions end at once. An event may reach its reader a moment late (a task runs by its
    schedule, another reader may be giving numbers): where it matters, check the facts as well.

        with transaction.atomic():
            for event in read_new("review.conflicts", kinds=["person.changed"]):
                recompute(event.subject_code)
    """
    _give_numbers()
    cursor = _cursor(reader)
    events = list(_new(cursor, kinds)[:limit])
    if events:
        _move(cursor, events[-1].number)
    return events


def count_new(reader, *, kinds):
    """Return how many events of these kinds wait for the reader."""
    with transaction.atomic():
        _give_numbers()
    cursor = Cursor.objects.filter(reader=reader).first() or Cursor(reader=reader)
    return _new(cursor, kinds).count()


def newest_number():
    """Return the number of the last event, 0 where there is none.

    Who makes something whole anew takes it first, and says with `skip_to` when it is made.
    """
    with transaction.atomic():
        _give_numbers()
    return Event.objects.aggregate(newest=Max("number"))["newest"] or 0


@transaction.atomic
def skip_to(reader, number):
    """Let a reader have nothing more up to a number: it knows all that by another way."""
    cursor = _cursor(reader)
    _move(cursor, max(number, cursor.number))


def _give_numbers():
    """Number what was committed, inside a transaction; while another one does so, leave it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [NUMBERING])
        if cursor.fetchone()[0]:
            cursor.execute(_NUMBER)


def _cursor(reader):
    """Return the cursor of a reader, locked: a reader reads once at a time."""
    Cursor.objects.get_or_create(reader=reader)
    return Cursor.objects.select_for_update().get(reader=reader)


def _new(cursor, kinds):
    return Event.objects.filter(number__gt=cursor.number, kind__in=kinds).order_by("number")


def _move(cursor, number):
    cursor.number = number
    cursor.save(update_fields=["number"])
