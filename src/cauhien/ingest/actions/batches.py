"""A file on its way in: read into staged rows, compared with what is known, taken over.

Each chunk of lines is one transaction that also moves the batch on, so that an import which is
killed goes on where it stood, with no row twice and none lost. When a batch is done its staged
rows are dropped but for those that differ: a row that was taken over carries its key, the hash
of its record and its source, and the file itself is known by its hash.
"""

import hashlib
import itertools
import json
from collections import Counter
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction

from cauhien.accounts.models import User
from cauhien.core.copying import copy_rows
from cauhien.core.models import StoredFile
from cauhien.core.provenance import kept_by_people, source_of
from cauhien.ingest.actions.kinds import KINDS
from cauhien.ingest.actions.taking import TakeOver
from cauhien.ingest.models import Batch, Reject, StagedRow
from cauhien.ingest.readers import files, registry
from cauhien.ingest.readers.records import BadLine, digest
from cauhien.ingest.states import BatchState, Outcome, Reason

CHUNK = 2000  # lines in one transaction
LONGEST_KEY = 200
SHOWN = 200  # characters of a value in a difference
LOCK = 7_240_311  # of PostgreSQL: one import at a time
WRITTEN = [Outcome.NEW, Outcome.JOINED, Outcome.CHANGED, Outcome.CONFLICT]
UNFINISHED = [BatchState.STAGING, BatchState.RECONCILING]


class Busy(Exception):
    """Another import is running."""


class NotStaged(Exception):
    """The batch is not one that waits to be taken over."""


@contextmanager
def turn():
    """Have the turn of imports, or raise Busy; it ends with the connection at the latest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Upload(NamedTuple):
    """A file that was sent in by the page, and by whom."""

    stored: StoredFile
    by: User


def open_batch(*, reader, path, at, facts, upload=None):
    """Return the batch of a file: the unfinished one of the same file, or a new one.

    facts: what is known of the source: retrieved_at, and name, licence, version … where they
    are better known than the reader knows them.
    """
    origin = registry.origin(reader, path)._asdict()
    source = source_of(kind=reader.word, raw_sha256=sha256_of(path), **(origin | facts))
    begun = Batch.objects.filter(source=source, state__in=UNFINISHED, by=upload and upload.by.uuid)
    return begun.order_by("-id").first() or Batch.objects.create(
        reader=reader.word,
        source=source,
        file_name=upload.stored.name if upload else path.name[:200],
        stored=upload and upload.stored,
        started_at=at,
        by=upload and upload.by.uuid,
    )


def stage_batch(*, batch, path, tell=None):
    """Read a file into staged rows and rejects, each compared with what is known.

    tell: called with the number of lines read after each chunk. Raises files.BrokenFile where
    the file ends too early; what was read until then stays.
    """
    if batch.state != BatchState.STAGING:
        return
    reader = registry.reader(batch.reader)
    with files.opened(path) as stream:
        records = registry.records(reader, stream)
        records = itertools.dropwhile(lambda raw: raw.line <= batch.lines_read, records)
        while chunk := _chunk(records):
            _stage_chunk(batch, reader, chunk.raws)
            if tell:
                tell(batch.lines_read)
            if chunk.broken:
                _fail(batch, chunk.broken)
                raise chunk.broken
    _count(batch, BatchState.STAGED)


class _Chunk:
    def __init__(self):
        self.raws, self.broken = [], None

    def __bool__(self):
        return bool(self.raws or self.broken)


def _chunk(records):
    """Return the next lines, and the error after which there are no more."""
    chunk = _Chunk()
    try:
        for raw in itertools.islice(records, CHUNK):
            chunk.raws.append(raw)
    except files.BrokenFile as error:
        chunk.broken = error
    return chunk


@transaction.atomic
def _stage_chunk(batch, reader, raws):
    rows, rejects = [], []
    for raw in raws:
        try:
            if raw.bad:
                raise raw.bad
            rows += _rows(batch, reader, raw)
        except BadLine as bad:
            rejects.append(_reject(batch, raw, bad.reason, bad.detail))
    rows, repeated = _without_repeats(batch, rows)
    rejects += repeated
    _compare(reader.kind, rows)
    copy_rows(rows)
    Reject.objects.bulk_create(rejects, ignore_conflicts=True)
    batch.lines_read = max([batch.lines_read, *(raw.line for raw in raws)])
    batch.save(update_fields=["lines_read"])


def _rows(batch, reader, raw):
    """Return the staged rows of a line: that of its record, and one of what it names besides."""
    found = [] if reader.also is None else [(reader.also(raw.value), {"also": True})]
    found.append((reader.read(raw.value), {}))
    return [
        StagedRow(
            batch=batch,
            line=raw.line,
            kind=reader.kind,
            key=record.key[:LONGEST_KEY],
            record=raw.value | mark,
            sha256=digest(record),
        )
        for record, mark in found
    ]


def _reject(batch, raw, reason, detail):
    return Reject(
        batch=batch, line=raw.line, reason=reason, detail=detail[:500], text=raw.text[:1000]
    )


def _without_repeats(batch, rows):
    """Return the rows whose keys are new in this file, and a reject for each other one."""
    keys = [row.key for row in rows]
    seen = set(StagedRow.objects.filter(batch=batch, key__in=keys).values_list("key", flat=True))
    first, repeated = {}, []
    for row in rows:
        if row.key not in seen and row.key not in first:
            first[row.key] = row
        elif not row.record.get("also"):
            shown = files.Raw(row.line, None, None, json.dumps(row.record, ensure_ascii=False))
            repeated.append(_reject(batch, shown, Reason.REPEATED, row.key))
    return list(first.values()), repeated


def _compare(kind, rows):
    """Set what taking over would make of each row, and in which values it differs."""
    model = KINDS[kind].model
    known = {
        row.source_key: row
        for row in model.objects.filter(source_key__in=[row.key for row in rows])
    }
    kept = kept_by_people(kind, [row.code for row in known.values()])
    new = (record_of(row) for row in rows if row.key not in known)
    told_as = KINDS[kind].told_as
    told = told_as(new) if told_as else {}
    for row in rows:
        ours = known.get(row.key)
        if ours is None and row.key in told:
            row.outcome = Outcome.JOINED
            row.difference = _difference(kind, row, told[row.key])
        elif ours is None:
            row.outcome = Outcome.NEW
        elif ours.record_sha256 == row.sha256:
            row.outcome = Outcome.SAME
        else:
            row.difference = _difference(kind, row, ours)
            own = kept.get(ours.code, {}).keys()
            own |= {name for name, value in model.follows.items() if value in own}
            row.outcome = Outcome.CONFLICT if own & row.difference.keys() else Outcome.CHANGED


def _difference(kind, row, ours):
    theirs = KINDS[kind].columns(record_of(row))
    return {
        name: [_shown(getattr(ours, name)), _shown(value)]
        for name, value in theirs.items()
        if (getattr(ours, name) or "") != (value or "")
    }


def _shown(value):
    return str(value if value is not None else "")[:SHOWN]


def record_of(row):
    """Return the record of a staged row, read again from what the file gave."""
    reader = registry.reader(row.batch.reader)
    return reader.also(row.record) if row.record.get("also") else reader.read(row.record)


@transaction.atomic
def _count(batch, state):
    """Count the outcomes of a batch that is read, those that are gone among them."""
    _stage_gone(batch)
    outcomes = Counter(batch.rows.values_list("outcome", flat=True))
    batch.counts = {outcome.value: outcomes.get(outcome, 0) for outcome in Outcome}
    batch.counts["rejected"] = batch.rejects.count()
    batch.state = state
    batch.save(update_fields=["counts", "state"])


def _stage_gone(batch):
    """Note the rows that an earlier file of this name gave and this one does not.

    They stay as they are: that a source no longer says a thing does not make it untrue.
    """
    kind = registry.reader(batch.reader).kind
    earlier = Batch.objects.filter(
        reader=batch.reader, file_name=batch.file_name, state=BatchState.DONE
    )
    sources = set(earlier.values_list("source_id", flat=True)) - {batch.source_id}
    if not sources:
        return
    held = KINDS[kind].model.objects.filter(source__in=sources)
    present = StagedRow.objects.filter(batch=batch).values("key")
    StagedRow.objects.bulk_create(
        [
            StagedRow(batch=batch, line=0, kind=kind, key=key, record={}, outcome=Outcome.GONE)
            for key in held.exclude(source_key__in=present).values_list("source_key", flat=True)
        ],
        ignore_conflicts=True,
        batch_size=CHUNK,
    )


def _fail(batch, error):
    batch.state, batch.fault = BatchState.FAILED, error.fault
    _count(batch, BatchState.FAILED)
    batch.save(update_fields=["fault"])


def begin_reconciling(*, batch):
    """Note that a batch is to be taken over, so that nobody asks for it twice."""
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.RECONCILING)


def reconcile_batch(*, batch, at, tell=None):
    """Take over the staged rows of a batch, chunk by chunk; what is known already is left.

    A file that broke off may be taken over as far as it was read.
    """
    if batch.state not in {BatchState.STAGED, BatchState.RECONCILING, BatchState.FAILED}:
        raise NotStaged
    batch.state = BatchState.RECONCILING
    batch.save(update_fields=["state"])
    takeover = TakeOver(source=batch.source, at=at)
    while rows := _next_rows(batch):
        _reconcile_chunk(batch, rows, takeover)
        if tell:
            tell(batch.lines_done)
    _finish(batch, takeover)


def _next_rows(batch):
    """Return the staged rows of the next lines, whole lines only."""
    rest = StagedRow.objects.filter(batch=batch, line__gt=batch.lines_done)
    lines = rest.order_by("line").values_list("line", flat=True)[:CHUNK]
    last = max(lines, default=None)
    return list(rest.filter(line__lte=last).order_by("line", "id")) if last else []


@transaction.atomic
def _reconcile_chunk(batch, rows, takeover):
    _write([row for row in rows if row.outcome != Outcome.SAME], batch, takeover)
    batch.lines_done = rows[-1].line
    batch.save(update_fields=["lines_done"])


def _write(rows, batch, takeover):
    if not rows:
        return
    for row in rows:
        row.batch = batch  # spares a query each
    kind = KINDS[registry.reader(batch.reader).kind]
    kind.write([(record_of(row), row.sha256) for row in rows], takeover)


@transaction.atomic
def _finish(batch, takeover):
    """Link what the rows say of each other, then drop the rows that need nobody's look."""
    kind = KINDS[registry.reader(batch.reader).kind]
    written = batch.rows.filter(outcome__in=WRITTEN)
    if kind.finish and written.exists():
        kind.finish(map(record_of, written.order_by("line").iterator()), takeover)
    batch.rows.filter(outcome__in=[Outcome.NEW, Outcome.SAME]).delete()
    batch.rows.exclude(outcome=Outcome.GONE).update(record={})
    batch.state, batch.finished_at = BatchState.DONE, takeover.at
    batch.save(update_fields=["state", "finished_at"])


@transaction.atomic
def drop_batch(*, batch):
    """Forget a batch that was only looked at; its source goes with it if nothing came of it."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state in {BatchState.DONE, BatchState.RECONCILING}:
        raise NotStaged
    source = batch.source
    batch.delete()
    model = KINDS[registry.reader(batch.reader).kind].model
    used = model.objects.filter(source=source).exists()
    if not used and not Batch.objects.filter(source=source).exists():
        source.delete()
