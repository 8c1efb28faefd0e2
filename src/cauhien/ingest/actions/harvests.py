"""A repository is harvested by OAI-PMH, and what it withdrew is put before a person."""

import json
import shutil
from datetime import timedelta

import httpx
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.jobs import call_off, defer
from cauhien.ingest import rules
from cauhien.ingest.actions import batches
from cauhien.ingest.models import Repository, WithdrawnWork
from cauhien.ingest.readers import registry
from cauhien.ingest.readers.harvesting import CannotHarvest, Harvest
from cauhien.ingest.readers.outside import Outside
from cauhien.ingest.states import BatchState, HarvestState, WithdrawnState
from cauhien.network.actions.works import take_off
from cauhien.network.models import Work

LONGEST = timedelta(hours=12)  # after which a harvest that says nothing may be begun anew
SECONDS = 60  # that one answer may take
AGENT = "cau-hien (OAI-PMH harvester)"
CHUNK = 1000
LONGEST_NAME = 200  # of a source


class CannotAsk(Exception):
    """A harvest of this repository runs, or the decision is not this person's to make."""


class Stopped(Exception):
    """A harvest ends between two parts: somebody has stopped it, or begun it anew."""


def folder():
    return settings.STATE / "harvests"


def client():
    """Return an httpx.Client that reaches the internet, and inside only the hosts of a setting."""
    way = Outside(settings.HARVEST_HOSTS)
    headers = {"User-Agent": AGENT}
    return httpx.Client(timeout=SECONDS, headers=headers, follow_redirects=True, transport=way)


@transaction.atomic
def begin_harvest(*, address, set_spec, by, at, is_anew=False):
    """Have the worker take what a repository has new; one that broke off goes on where it was.

    is_anew: everything is taken, whatever was taken before.
    """
    if not rules.may_import(by):
        raise CannotAsk(_("Only a data steward reads data in."))
    said = {"by": by.uuid, "asked_at": at}
    found, is_new = Repository.objects.select_for_update().get_or_create(
        address=address, set_spec=set_spec, defaults=said
    )
    if not is_new and found.state == HarvestState.RUNNING and at < found.asked_at + LONGEST:
        raise CannotAsk(_("This repository is being harvested at the moment."))
    found.state, found.batch = HarvestState.RUNNING, None
    found.fault, found.said = "", {}
    found.records, found.withdrawn, found.by, found.asked_at = 0, 0, by.uuid, at
    found.save()
    word = f"ingest.harvest:{found.code}"
    defer("ingest.harvest", once=word, alone=word, repository=found.code, is_anew=is_anew)
    return found


def run_harvest(*, repository, at, asking, is_anew=False):
    """Take what is new into a file and have the worker read it; nothing is taken over.

    asking: an httpx.Client.
    """
    taking = _taking(repository, asking)
    try:
        taking.run(lambda count: _tell(repository, taking, count), is_anew=is_anew)
    except Stopped:
        return
    except CannotHarvest as refusal:
        said = {"fault": refusal.fault, "said": refusal.said}
        _note(repository, state=HarvestState.FAILED, **said)
        return
    _finish(repository, taking.file, taking.progress, at)


def _taking(repository, asking=None):
    return Harvest(asking, repository.address, folder(), repository.set_spec)


def _tell(repository, taking, count):
    """Note how far a harvest is; raise Stopped where it shall not go on.

    One that has taken everything is finished, or nobody would read what it took.
    """
    same = Repository.objects.filter(pk=repository.pk, asked_at=repository.asked_at)
    same.update(records=count)
    is_wanted = same.filter(state=HarvestState.RUNNING).exists()
    if not is_wanted and not taking.progress.is_done:
        raise Stopped


@transaction.atomic
def stop_harvest(*, repository, by):
    """End a harvest after the part that it is taking; what was taken is kept."""
    if not rules.may_import(by):
        raise CannotAsk(_("Only a data steward reads data in."))
    running = Repository.objects.filter(pk=repository.pk, state=HarvestState.RUNNING)
    if not running.update(state=HarvestState.STOPPED):
        raise CannotAsk(_("This repository is not being harvested any more."))
    call_off("ingest.harvest", repository=repository.code)


@transaction.atomic
def remove_repository(*, repository, by, at):
    """Forget a repository and how far its harvests were; what was taken over of it stays."""
    if not rules.may_import(by):
        raise CannotAsk(_("Only a data steward reads data in."))
    locked = Repository.objects.select_for_update(of=("self",)).select_related("batch")
    row = locked.get(pk=repository.pk)
    if row.state == HarvestState.RUNNING or (row.batch and row.batch.state == BatchState.STAGING):
        raise CannotAsk(_("Stop the harvest first, and let what it took be read."))
    folder_of_its_own = _taking(row).folder
    detail = {"of": row.address, "set": row.set_spec}
    record(chain=f"repository:{row.code}", act="repository.remove", by=by, at=at, detail=detail)
    row.delete()
    transaction.on_commit(lambda: shutil.rmtree(folder_of_its_own, ignore_errors=True))


@transaction.atomic
def _finish(repository, file, taken, at):
    call_off_withdrawn(file)
    note_withdrawn(taken.withdrawn, address=repository.address, at=at)
    batch = None
    if taken.records:
        reader = registry.checked("oai-dc", file)
        facts = {"retrieved_at": at, "name": _name(repository, taken), "url": repository.address}
        batch = batches.open_batch(reader=reader, path=file, at=at, facts=facts)
        defer("ingest.stage", once=f"ingest.stage:{batch.code}", batch=batch.code, path=str(file))
    counts = {"records": taken.records, "withdrawn": len(taken.withdrawn)}
    _note(repository, state=HarvestState.DONE, batch=batch, **counts)


def _name(repository, taken):
    """Return what the works name as their source."""
    return f"{taken.title or httpx.URL(repository.address).host} (OAI-PMH)"[:LONGEST_NAME]


def _note(repository, **values):
    Repository.objects.filter(pk=repository.pk).update(**values)


def call_off_withdrawn(file):
    """Let nobody decide any more on works that their source has again, as a harvest tells."""
    waiting = WithdrawnWork.objects.filter(state=WithdrawnState.WAITING)
    keys = set(waiting.values_list("source_key", flat=True))
    if keys and file.exists():
        with file.open("rb") as lines:
            given = {json.loads(line)["identifier"] for line in lines}
        waiting.filter(source_key__in=keys & given).delete()


@transaction.atomic
def note_withdrawn(identifiers, *, address, at):
    """Put the works that a repository withdrew and that are still here before a person.

    Return them, as WithdrawnWork. A work that was kept stays kept; one that a later file had
    brought back is asked about again.
    """
    found = []
    for begin in range(0, len(identifiers), CHUNK):
        chunk = identifiers[begin : begin + CHUNK]
        for work in Work.objects.filter(source_key__in=chunk).only("code", "title", "source_key"):
            said = {"work": work.code, "title": work.title, "address": address, "found_at": at}
            row, is_new = WithdrawnWork.objects.get_or_create(
                source_key=work.source_key, defaults=said
            )
            if not is_new and row.state == WithdrawnState.TAKEN_OFF:
                again = {"to": WithdrawnState.WAITING, "by": None, "at": at}
                row = advance_withdrawn(withdrawn=row, **again, **said)
            found.append(row)
    return found


@transaction.atomic
def decide_withdrawn(*, withdrawn, is_kept, note, by, at):
    """Keep a work that its source has withdrawn, or take it off; the log says why."""
    to = WithdrawnState.KEPT if is_kept else WithdrawnState.TAKEN_OFF
    row = advance_withdrawn(withdrawn=withdrawn, to=to, note=note, by=by, at=at)
    detail = {"source_key": row.source_key, "reason": note}
    record(chain=f"work:{row.work}", act=f"work.{row.state}", by=by, at=at, detail=detail)
    return row


@transaction.atomic
def advance_withdrawn(*, withdrawn, to, by, at, note="", **said):
    """Take a withdrawn work on to another state, if it goes this way; return it, saved.

    by: None for a harvest. said: columns that are written besides.
    """
    row = WithdrawnWork.objects.select_for_update().get(pk=withdrawn.pk)
    if by and not rules.may_decide(by):
        raise CannotAsk(_("Only a data steward decides this."))
    if not rules.may_move(by, row, to):
        raise CannotAsk(_("Somebody has decided this already."))
    work = Work.objects.filter(source_key=row.source_key).first()
    if work and to == WithdrawnState.TAKEN_OFF:
        take_off(work, at=at)
    decided = {"by": by.uuid if by else None, "decided_at": at if by else None}
    for name, value in {**said, **decided, "state": to, "note": note}.items():
        setattr(row, name, value)
    row.save()
    return row
