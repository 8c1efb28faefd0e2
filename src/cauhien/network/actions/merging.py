"""Two rows of a person are shown as one, and apart again where that was wrong."""

from django.db import transaction

from cauhien.network.actions.persons import spread
from cauhien.network.models import MergeEvent, Person


class CannotMerge(Exception):
    """The two are one row, or one of them is shown under another already."""


@transaction.atomic
def merge_persons(*, kept, merged, reasons, by, at):
    """Show one row of a person under another one from now on; nothing is re-pointed."""
    rows = Person.objects.select_for_update().in_bulk([kept.pk, merged.pk])
    if len(rows) < 2 or any(row.canonical_id for row in rows.values()):
        raise CannotMerge
    kept, merged = rows[kept.pk], rows[merged.pk]
    Person.objects.filter(canonical=merged).update(canonical=kept)
    merged.canonical = kept
    merged.save(update_fields=["canonical"])
    spread([kept, merged], at=at)
    return MergeEvent.objects.create(kept=kept, merged=merged, reasons=reasons, by=by.uuid, at=at)


@transaction.atomic
def undo_merge(*, event, at):
    """Take a merge back: the row stands for itself again, with those that it had before."""
    event = MergeEvent.objects.select_for_update().get(pk=event.pk)
    if event.undone_at:
        raise CannotMerge
    merged = Person.objects.select_for_update().get(pk=event.merged_id)
    merged.canonical = None
    merged.save(update_fields=["canonical"])
    Person.objects.filter(pk__in=_joined_before(merged.pk)).update(canonical=merged)
    event.undone_at = at
    event.save(update_fields=["undone_at"])
    spread([merged, event.kept], at=at)


def _joined_before(kept):
    """Return the ids of the rows that were joined to a row, and to those, and still are."""
    joins = MergeEvent.objects.filter(kept=kept, undone_at=None)
    own = list(joins.values_list("merged_id", flat=True))
    return own + [further for row in own for further in _joined_before(row)]
