"""Sheets of values: sent in, compared as a dry run, taken over whole or not at all."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cauhien.core.audit import record
from cauhien.core.copying import copy_rows
from cauhien.core.files import path_of
from cauhien.core.jobs import defer
from cauhien.core.keeping import cleaned_table, put
from cauhien.core.models import Source
from cauhien.core.sheets import Fault
from cauhien.observatory import rules
from cauhien.observatory.actions.sheets import world_bank
from cauhien.observatory.actions.sheets.comparing import compare
from cauhien.observatory.actions.sheets.drafting import Draft, drafts_of
from cauhien.observatory.actions.sheets.naming import Names
from cauhien.observatory.actions.sheets.reading import (
    LARGEST,
    MOST_ON_PAGE,
    MOST_ROWS,
    sheet_of,
)
from cauhien.observatory.actions.sheets.traps import mark
from cauhien.observatory.models import Load, Value
from cauhien.observatory.states import Act, LoadState, Outcome, Status, Why

BATCH = 5000


class NotWaiting(Exception):
    """The sheet was taken over or discarded already, or has rows that cannot be taken."""


class HasFaults(Exception):
    """A sheet has cells that cannot be taken; `faults` names them."""

    def __init__(self, faults):
        super().__init__(str(faults))
        self.faults = faults


@dataclass(frozen=True)
class Difference:
    """What taking a sheet over would do. drafts: in the order of the rows; faults: why not.
    left_out: names of units of a publisher's table that are not kept.
    """

    drafts: list[Draft]
    faults: list[Fault]
    new_sources: list[Source]
    left_out: list[str] = field(default_factory=list)

    @property
    def counts(self):
        """Return {outcome: rows}."""
        return dict(Counter(draft.outcome for draft in self.drafts))

    @property
    def traps(self):
        """Return {trap: rows}."""
        return dict(Counter(flag for draft in self.drafts for flag in draft.value.flags))


def chain_of(indicator):
    """Return the name of the chain of the log in which the acts on an indicator stand."""
    return f"indicator:{indicator.code}"


def difference_of(data, *, at, most=MOST_ON_PAGE, cited=None):
    """Return the Difference of a file's bytes; nothing is written.

    cited: {title, url, licence} of the source of rows that name none.
    Raises core.sheets.NotATable, core.sheets.TooLong or reading.NoColumns.
    """
    names = Names(at=at)
    drafts, faults = drafts_of(sheet_of(data, most), names, cited=cited)
    compare(drafts)
    mark(drafts, names)
    return Difference(drafts, faults, names.new_sources, sorted(names.left_out))


def difference_again(load, *, at):
    """Return the Difference of a sheet that was sent in, as it is now."""
    return difference_of(path_of(load.sha256).read_bytes(), at=at, cited=load.cited)


@transaction.atomic
def send_in(*, data, name, by, at, cited=None):
    """Keep a sheet that has no fault until somebody takes it over; return the Load.

    Raises core.keeping.CannotKeep, HasFaults, or what `difference_of` raises; then nothing is kept.
    """
    if not rules.may_import(by):
        raise PermissionDenied
    clean = cleaned_table(world_bank.unzipped(data, LARGEST) or data, most=LARGEST)
    difference = difference_of(clean.data, at=at, cited=cited)
    if difference.faults:
        raise HasFaults(difference.faults)
    stored = put(clean, name=name, by=by, at=at)
    return Load.objects.create(
        file_name=stored.name,
        sha256=stored.sha256,
        stored=stored,
        counts=difference.counts,
        traps=difference.traps,
        cited=cited or {},
        by=by.uuid,
        at=at,
    )


def take_over(*, load, by, at):
    """Write the values of a sheet that waits, all or none; what is known is compared anew."""
    return advance(load=load, act=Act.SHEET_TAKEN, by=by, at=at)


def drop(*, load, by, at):
    """Discard a sheet that waits; its file stays, nothing of it counts."""
    return advance(load=load, act=Act.SHEET_DROPPED, by=by, at=at)


@transaction.atomic
def take_shipped(*, name, data, at):
    """Take over a sheet that the product ships with; return its Load, or None if it is in."""
    sha256 = hashlib.sha256(data).hexdigest()
    if Load.objects.filter(sha256=sha256, state=LoadState.DONE).exists():
        return None
    difference = difference_of(data, at=at, most=MOST_ROWS)
    load = Load.objects.create(file_name=name, sha256=sha256, at=at)
    return advance(load=load, act=Act.SHEET_TAKEN, by=None, at=at, difference=difference)


@transaction.atomic
def advance(*, load, act, by, at, difference=None):
    """Move a sheet as the table says, its values with it; return the Load.

    by: None for the installation itself. difference: of its file, where it is known already.
    """
    load = Load.objects.select_for_update().get(pk=load.pk)
    way = rules.load_way(by, load, act)
    if way is None and by and not rules.may_import(by):
        raise PermissionDenied
    if way is None:
        raise NotWaiting
    if way.target == LoadState.DONE:
        _write(load, difference or difference_again(load, at=at), by, at)
    load.state = way.target
    load.save()
    detail = {"file": load.sha256, "counts": load.counts}
    record(chain=f"sheet:{load.code}", act=act, by=by, at=at, detail=detail)
    return load


def _write(load, difference, by, at):
    if difference.faults:
        raise NotWaiting
    write_drafts(difference, load=load, by=by and by.uuid, at=at)
    load.counts, load.traps, load.taken_at = difference.counts, difference.traps, at
    defer("observatory.compute", once="observatory.compute")


def write_drafts(difference, *, load, by, at):
    """Write the values of a difference and set right what is shown no more; inside a transaction.

    load: the Load they came with, or None. by: uuid, or None for what ships.
    """
    Source.objects.bulk_create(difference.new_sources, batch_size=BATCH)
    written = [draft for draft in difference.drafts if draft.outcome != Outcome.SAME]
    _step_back([draft for draft in written if draft.beside])
    stamp = {"load_id": load and load.id, "by": by, "at": at}
    copy_rows([draft.value.written(**stamp) for draft in written])


def _step_back(drafts):
    """Let values that are shown no more stand beside, and say of those that stay that it is so."""
    known = [draft for draft in drafts if draft.beside.pk]
    gone = [draft.beside.pk for draft in known if draft.outcome == Outcome.CHANGED]
    Value.objects.filter(pk__in=gone).update(status=Status.OTHER, why="")
    doubted = [draft.beside for draft in drafts if draft.outcome == Outcome.CONFLICT]
    for one in doubted:
        if one.why == Why.ONLY:
            one.why = Why.FIRST
    stays = [one.pk for one in doubted if one.pk and one.why == Why.FIRST]
    Value.objects.filter(pk__in=stays).update(why=Why.FIRST)
