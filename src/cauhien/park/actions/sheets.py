"""A workbook that comes in: compared first, then taken over as far as its rows are right."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.keeping import CannotKeep, keep_book, tables_in
from cauhien.park.actions.cells import Wrong
from cauhien.park.actions.comparing import compare
from cauhien.park.actions.refusals import CannotWrite, ask, ask_manager, log
from cauhien.park.models import Sheet
from cauhien.park.states import SHEET_TRANSITIONS, Act, SheetState


@dataclass
class Applied:
    """taken: how many rows were taken over. refused: rows that could not be after all."""

    taken: int
    refused: list[Wrong]


@transaction.atomic
def send_in(*, park, name, data, language, by, at):
    """Keep a workbook that somebody sends in, taken apart and scanned; return the Sheet."""
    ask_manager(by)
    try:
        stored = keep_book(data=data, name=name, by=by, at=at)
    except CannotKeep as refusal:
        raise CannotWrite(str(refusal), "file") from None
    return Sheet.objects.create(park=park, stored=stored, language=language, at=at, by=by)


def compared(sheet, by):
    """Return the Compared of a workbook with what is here now, for somebody."""
    return compare(sheet.park, tables_in(sheet.stored), sheet.language, by)


@transaction.atomic
def apply(*, sheet, seal, by, at):
    """Take over the rows of a workbook that are right, and return what became of them (Applied).

    seal: of the comparison that was accepted; where another would be made now, nothing is done.
    """
    sheet = advance(sheet=sheet, to=SheetState.APPLIED, by=by)
    found = compared(sheet, by)
    if found.seal != seal:
        raise CannotWrite(
            _("Something has changed here since you looked. Look at the comparison again.")
        )
    made, refused = {}, []
    waiting, changes = [], found.changes
    while changes and len(waiting) != len(changes):
        waiting, changes = changes, []
        for change in waiting:
            try:
                with transaction.atomic():
                    change.act(by, at, made)
            except CannotWrite as refusal:
                changes.append(change)
                refused.append(Wrong(change.sheet, change.number, "", str(refusal)))
    taken = len(found.changes) - len(changes)
    log(sheet.park, Act.SHEET, by, at, sheet=sheet.code, rows=taken)
    return Applied(taken, refused[-len(changes) :] if changes else [])


def drop(*, sheet, by, at):
    """Leave a workbook that was only compared."""
    return advance(sheet=sheet, to=SheetState.DROPPED, by=by)


@transaction.atomic
def advance(*, sheet, to, by):
    """Take a workbook on to another state, if it goes this way; return it, locked and saved."""
    ask_manager(by)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    ask(to in SHEET_TRANSITIONS.get(sheet.state, ()))
    sheet.state = to
    sheet.save(update_fields=["state"])
    return sheet
