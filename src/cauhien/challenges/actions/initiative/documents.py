"""Documents of a file: taken apart by their content, cleaned, sealed; and read by others."""

import hashlib
import io

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.actions.initiative.drafts import CannotWrite
from cauhien.challenges.actions.initiative.steps import locked_initiative
from cauhien.challenges.models import Attachment, Reading
from cauhien.challenges.rules.initiative import may_write, sight
from cauhien.challenges.states import InitiativeAct, Part
from cauhien.core import files
from cauhien.core.audit import record
from cauhien.core.codes import random_code
from cauhien.core.filetypes import NotAcceptable
from cauhien.core.inspecting import inspect
from cauhien.core.models import AuditLine
from cauhien.core.scanning import REFUSALS, scan

MOST_BYTES, MOST_BYTES_IN_ALL, MOST_DOCUMENTS = 20 << 20, 100 << 20, 40
SEALED_TYPE = "application/octet-stream"


class CannotAttach(Exception):
    """The document is not acceptable. flaw: core.filetypes.Flaw, where its content is why."""

    def __init__(self, message="", flaw=None):
        super().__init__(message)
        self.flaw = flaw


class CannotRead(Exception):
    """The part is not shown to this person, or no longer."""


_doors: list = []


def at_the_door(closes):
    """Have it asked once more whether a file is open, before somebody outside the team reads it.

    closes: function of initiative, user and at that returns whether the file is closed to them
    now. An app above adds it in its `subjects.py`.
    """
    if closes not in _doors:
        _doors.append(closes)


def attach_document(*, initiative, by, at, data, name, part, item=None):  # noqa: PLR0913 - a document is these facts
    """Take a document into a draft, known by its content, cleaned and sealed; return it.

    The file is taken apart before any lock is held, in a process of its own.
    """
    _check_right(initiative, by, at)
    if len(data) > MOST_BYTES:
        raise CannotAttach(_("The file is larger than 20 MB."))
    try:
        found = inspect(data)
    except NotAcceptable as unfit:
        raise CannotAttach(flaw=unfit.flaw) from None
    scanned = scan(data)
    if refusal := REFUSALS.get(scanned):
        raise CannotAttach(str(refusal))
    with transaction.atomic():
        initiative = locked_initiative(initiative)
        _check_right(initiative, by, at)
        _check_room(initiative, found)
        return _keep(initiative, by, at, found, name=name, part=part, item=item, scan=scanned)


@transaction.atomic
def detach_document(*, attachment, by, at):
    """Take a document out of a draft; frozen copies that name it keep it."""
    initiative = locked_initiative(attachment.initiative)
    _check_right(initiative, by, at)
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    detail = {"document": attachment.code}
    record(chain=initiative.chain, act=InitiativeAct.DETACH, by=by, at=at, detail=detail)


def read_confidential(*, initiative, by, at, document=""):
    """Note that somebody outside the team accepts to keep it secret and opens it.

    document: the code of one; "" for the text. Raises CannotRead.
    """
    if not sight(by, initiative).has(Part.CONFIDENTIAL):
        raise CannotRead(_("The confidential part of this file is not open to you."))
    _pass_doors(initiative, by, at)
    with transaction.atomic():
        Reading.objects.create(initiative=initiative, user=by, what=document, at=at)
        detail = {"document": document} if document else {}
        act = InitiativeAct.READ_CONFIDENTIAL
        record(chain=initiative.chain, act=act, by=by, at=at, detail=detail)


def note_reading(*, initiative, by, at):
    """Note once a day that somebody outside the team reads a file. Raises CannotRead.

    The doors are asked then; what changes on the same day, the apps above hear of by themselves.
    """
    lines = AuditLine.objects.filter(chain=initiative.chain, act=InitiativeAct.READ, by=by.uuid)
    last = lines.order_by("-number").first()
    if last is None or localdate(last.at) != localdate(at):
        _pass_doors(initiative, by, at)
        record(chain=initiative.chain, act=InitiativeAct.READ, by=by, at=at)


def _pass_doors(initiative, by, at):
    """Ask the doors, outside of any transaction that a refusal would undo."""
    if any(closes(initiative=initiative, user=by, at=at) for closes in _doors):
        raise CannotRead(_("This file is closed to you."))


def _check_right(initiative, by, at):
    if not may_write(by, initiative, at):
        raise CannotWrite(_("Only who leads or edits writes in this file, while there is time."))


def _check_room(initiative, found):
    kept = list(initiative.attachments.filter(removed_at=None))
    if len(kept) >= MOST_DOCUMENTS:
        raise CannotAttach(_("A file has at most 40 documents. Take one away first."))
    if sum(one.size for one in kept) + len(found.data) > MOST_BYTES_IN_ALL:
        raise CannotAttach(_("All documents together are larger than 100 MB."))
    digest = hashlib.sha256(found.data).hexdigest()
    if any(one.sha256 == digest for one in kept):
        raise CannotAttach(_("This document is attached already."))


def _keep(initiative, by, at, found, *, name, part, item, scan):  # noqa: PLR0913 - as above
    code = random_code()
    sealed = initiative.sealed(found.data, f"attachment:{code}")
    about = {"name": name[:200], "places": found.places}
    stored = files.store(
        stream=io.BytesIO(sealed), name=code, content_type=SEALED_TYPE, by=by, at=at
    )
    attachment = Attachment.objects.create(
        code=code,
        initiative=initiative,
        part=part,
        item=item,
        stored=stored,
        kind=found.kind,
        size=len(found.data),
        sha256=hashlib.sha256(found.data).hexdigest(),
        sealed_about=initiative.sealed_json(about, f"about:{code}"),
        scan=scan,
        added_at=at,
        added_by=by,
    )
    detail = {"document": code, "sha256": attachment.sha256, "part": part}
    record(chain=initiative.chain, act=InitiativeAct.ATTACH, by=by, at=at, detail=detail)
    return attachment
