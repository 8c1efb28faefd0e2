"""The register of what is given out, read as the protocol asks for it."""

from django.db.models import Count, Min, Q

from cauhien.exchange.models import Record
from cauhien.exchange.queries.kinds import GIVEN, KINDS


def earliest():
    """Return the first datestamp of all, None before anything is registered."""
    return Record.objects.aggregate(first=Min("changed_at"))["first"]


def counts():
    """Return {kind: how many are there to be taken}, every kind named."""
    there = Record.objects.filter(is_deleted=False).order_by().values("kind")
    counted = dict(there.annotate(number=Count("pk")).values_list("kind", "number"))
    return {name: counted.get(name, 0) for name in KINDS}


def selection(kinds, since=None, until=None):
    """Return the records of some kinds that changed between two moments, both included."""
    rows = Record.objects.filter(kind__in=kinds)
    if since:
        rows = rows.filter(changed_at__gte=since)
    if until:
        rows = rows.filter(changed_at__lte=until)
    return rows.order_by("changed_at", "id")


def after(rows, changed_at, pk):
    """Return what comes after a record: what changes meanwhile comes later once more."""
    return rows.filter(Q(changed_at__gt=changed_at) | Q(changed_at=changed_at, pk__gt=pk))


def codes_of(kind, begin, end):
    """Return a slice of the codes of whatever of a kind everybody may see, in their order."""
    rows = GIVEN[kind].rows().order_by("code").values_list("code", flat=True)
    return list(rows[begin:end])


def changes_of(kind, codes):
    """Return {code: when it changed} of those that are registered."""
    known = Record.objects.filter(kind=kind, code__in=codes)
    return dict(known.values_list("code", "changed_at"))


def record_named(local):
    """Return the record of "Publications/k7d2mq9x", None where there was never one."""
    collection, _, code = local.partition("/")
    kind = next((one.name for one in KINDS.values() if one.collection == collection), None)
    return Record.objects.filter(kind=kind, code=code).first()


def rows_of(records):
    """Return {record's id: row} of those that everybody may see at this moment."""
    found = {}
    for name in {record.kind for record in records}:
        mine = {record.code: record.pk for record in records if record.kind == name}
        found |= {mine[row.code]: row for row in KINDS[name].whole().filter(code__in=mine)}
    return found
