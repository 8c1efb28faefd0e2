"""Two rows of a person are shown as one, and apart again where that was wrong."""

from django.db import transaction

from cauhien.core.events import announce
from cauhien.network.actions.availability import end_agreement
from cauhien.network.actions.persons import KIND, spread
from cauhien.network.models import MergeEvent, Person

JOINED, PARTED = "person.joined", "person.parted"  # events, of the row that was merged


class CannotMerge(Exception):
    """The two are one row, one is shown under another already, or that one is somebody's page."""


@transaction.atomic
def merge_persons(*, kept, merged, reasons, by, at):
    """Show one row of a person under another one from now on; nothing is re-pointed.

    An objection of the one holds for both. Whose page somebody has is never merged: it is kept.
    """
    rows = Person.objects.select_for_update().in_bulk([kept.pk, merged.pk])
    if len(rows) < 2 or any(row.canonical_id for row in rows.values()):
        raise CannotMerge
    kept, merged = rows[kept.pk], rows[merged.pk]
    if merged.user_id:
        raise CannotMerge
    Person.objects.filter(canonical=merged).update(canonical=kept)
    merged.canonical = kept
    merged.save(update_fields=["canonical"])
    if merged.objected_at and not kept.objected_at:
        kept.objected_at = merged.objected_at
        kept.save(update_fields=["objected_at"])
        end_agreement(kept, by=by, at=at)
    spread([kept, merged], at=at)
    announce(kind=JOINED, subject_kind=KIND, subject_code=merged.code, at=at)
    return MergeEvent.objects.create(kept=kept, merged=merged, reasons=reasons, by=by.uuid, at=at)


@transaction.atomic
def undo_merge(*, event, at):
    """Take a merge back: the row stands for itself again, with those that it had before."""
    event = MergeEvent.objects.select_for_update().get(pk=event.pk)
    if event.undone_at:
        raise CannotMerge
    rows = Person.objects.select_for_update().in_bulk([event.kept_id, event.merged_id])
    kept, merged = rows[event.kept_id], rows[event.merged_id]
    merged.canonical = None
    merged.save(update_fields=["canonical"])
    Person.objects.filter(pk__in=_joined_before(merged.pk)).update(canonical=merged)
    event.undone_at = at
    event.save(update_fields=["undone_at"])
    if kept.objected_at and kept.objected_at == merged.objected_at:  # it came with the merged row
        kept.objected_at = None
        kept.save(update_fields=["objected_at"])
    spread([merged, kept], at=at)
    announce(kind=PARTED, subject_kind=KIND, subject_code=merged.code, at=at)


def _joined_before(kept):
    """Return the ids of the rows that were joined to a row, and to those, and still are."""
    joins = MergeEvent.objects.filter(kept=kept, undone_at=None)
    own = list(joins.values_list("merged_id", flat=True))
    return own + [further for row in own for further in _joined_before(row)]
