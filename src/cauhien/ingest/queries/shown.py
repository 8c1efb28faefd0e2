"""Imports and doubtful pairs as the pages of the data steward show them."""

from django.db.models import Count

from cauhien.accounts.queries import names_by_uuid
from cauhien.ingest.models import Batch, DoubtfulPair, StagedRow
from cauhien.ingest.readers import registry
from cauhien.ingest.readers.records import BadLine
from cauhien.ingest.states import BatchState, Outcome, PairReason, PairStatus
from cauhien.network.models import Person
from cauhien.organisations.models import Organisation

RUNNING = {BatchState.STAGING, BatchState.RECONCILING}
DIFFERING = [Outcome.CONFLICT, Outcome.CHANGED, Outcome.JOINED, Outcome.GONE, Outcome.NEW]


def imports():
    """Return all batches, the newest first."""
    batches = Batch.objects.select_related("source").annotate(
        reject_count=Count("rejects", distinct=True)
    )
    return batches.order_by("-id")


def counts_of(batch):
    """Return [(label, count)] of what taking over a batch makes or made of its rows.

    That something joins what a person told is seldom, and said only where it does.
    """
    counts = [(outcome, batch.counts.get(outcome, 0)) for outcome in Outcome]
    return [(one.label, count) for one, count in counts if count or one != Outcome.JOINED]


def differing_rows(batch):
    """Return the staged rows that a person should look at: conflicts first, new ones last."""
    rows = StagedRow.objects.filter(batch=batch, outcome__in=DIFFERING)
    order = {outcome: place for place, outcome in enumerate(DIFFERING)}
    return sorted(
        rows.defer("record")[:MOST_ROWS], key=lambda row: (order[Outcome(row.outcome)], row.line)
    )


def name_rows(batch, page):
    """Give the rows of a page what their record is called in its file, "" where nothing is."""
    reader = registry.reader(batch.reader)
    rows = StagedRow.objects.filter(pk__in=[row.pk for row in page])
    records = dict(rows.values_list("pk", "record"))
    for row in page:
        row.called = _called(reader, records[row.pk])
    return page


def _called(reader, raw):
    try:
        record = reader.also(raw) if raw.get("also") else reader.read(raw)
    except BadLine:  # what is gone has no line in this file
        return ""
    return next(filter(None, (getattr(record, name, "") for name in CALLED)), "")


CALLED = ("title", "title_vi", "name_vi", "name", "title_en", "name_en")
MOST_ROWS = 2000  # of a batch on its page; the rest is counted


def pairs(status):
    """Return the pairs of a status, the likeliest first."""
    found = DoubtfulPair.objects.filter(status=status)
    return (
        found.order_by("-score", "id")
        if status == PairStatus.WAITING
        else found.order_by("-decided_at")
    )


def pair_counts():
    """Return {status: number of pairs}."""
    rows = DoubtfulPair.objects.values_list("status").annotate(count=Count("id"))
    return dict(rows.order_by())


def described(page):
    """Give the pairs of a page their reasons in words, what they link to and who decided."""
    known = {
        "person": _codes(Person, page, "person"),
        "organisation": _codes(Organisation, page, "organisation"),
    }
    who = names_by_uuid({pair.by for pair in page if pair.by})
    labels = dict(PairReason.choices)
    for pair in page:
        pair.reason_labels = [labels.get(reason, reason) for reason in pair.reasons]
        pair.left_code = pair.left if pair.left in known[pair.kind] else ""
        pair.right_code = pair.right if pair.right in known[pair.kind] else ""
        pair.who = who.get(pair.by)
    return page


def _codes(model, page, kind):
    codes = {code for pair in page if pair.kind == kind for code in (pair.left, pair.right)}
    return set(model.objects.filter(code__in=codes).values_list("code", flat=True))
