"""Events: how an app above learns that something below changed, without being imported."""

from django.db import transaction

from cauhien.core.models import Cursor, Event


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


def newest_id():
    """Return the id of the last event, 0 where there is none."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


@transaction.atomic
def read_new(reader, *, kinds, limit=10_000):
    """Return the events of these kinds that the reader has not had, and move its cursor."""
    Cursor.objects.get_or_create(reader=reader)
    cursor = Cursor.objects.select_for_update().get(reader=reader)
    events = list(
        Event.objects.filter(id__gt=cursor.event_id, kind__in=kinds).order_by("id")[:limit]
    )
    if events:
        cursor.event_id = events[-1].id
        cursor.save(update_fields=["event_id"])
    return events
