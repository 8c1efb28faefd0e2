"""The register of what is given out, brought up to date."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from cauhien.core.copying import copy_rows
from cauhien.core.events import read_new
from cauhien.exchange.models import Record
from cauhien.exchange.queries import KINDS

READER = "exchange.records"
WATCHED = sorted({f"{subject}.changed" for kind in KINDS.values() for subject in kind.told_by})
MOST_EVENTS = 100_000


@transaction.atomic
def update_register(*, at):
    """Write down what is new, has changed, is gone or is back since the last time."""
    at = at.replace(microsecond=0)  # as harvesters are told it
    told: dict[str, set] = {}
    for event in read_new(READER, kinds=WATCHED, limit=MOST_EVENTS):
        told.setdefault(event.subject_kind, set()).add(event.subject_code)
    for kind in KINDS.values():
        _register(kind, told, at)


def _register(kind, told, at):
    given = kind.rows().order_by()
    known = Record.objects.filter(kind=kind.name)
    is_known = Exists(known.filter(code=OuterRef("code")))
    is_given = Exists(given.filter(code=OuterRef("code")))
    kept = known.filter(is_given)
    changed = set(_changed(kind, given, told))
    kept.filter(code__in=changed).update(changed_at=at)
    kept.filter(is_deleted=True).update(is_deleted=False, changed_at=at)
    known.filter(~is_given, is_deleted=False).update(is_deleted=True, changed_at=at)
    new = given.filter(~is_known).values_list("code", flat=True)
    copy_rows([Record(kind=kind.name, code=code, changed_at=at) for code in new])


def _changed(kind, given, told):
    for subject, lookup in kind.told_by.items():
        if subject in told:
            yield from given.filter(**{f"{lookup}__in": told[subject]}).values_list(
                "code", flat=True
            )
