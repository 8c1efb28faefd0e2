"""A table of projects that comes in: compared first, then taken over whole or not at all."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.keeping import CannotKeep, keep_table, rows_in
from cauhien.park.actions.comparing import compare
from cauhien.park.actions.projects import COLUMNS, begin_project, enter, write_project
from cauhien.park.actions.refusals import CannotWrite, ask, ask_manager, log
from cauhien.park.models import Investor, Sheet
from cauhien.park.states import SHEET_TRANSITIONS, Act, CapitalKind, Precision, SheetState


@transaction.atomic
def send_in(*, park, name, data, language, by, at):
    """Keep a table that somebody sends in, taken apart and scanned; return the Sheet."""
    ask_manager(by)
    try:
        stored = keep_table(data=data, name=name, by=by, at=at)
    except CannotKeep as refusal:
        raise CannotWrite(str(refusal), "file") from None
    return Sheet.objects.create(park=park, stored=stored, language=language, at=at, by=by)


def compared(sheet):
    """Return the Compared of a table with what is here now."""
    return compare(sheet.park, rows_in(sheet.stored), sheet.language)


@transaction.atomic
def apply(*, sheet, by, at):
    """Take a table over: every row of it, or, where one cannot be taken, none."""
    sheet = advance(sheet=sheet, to=SheetState.APPLIED, by=by)
    found = compared(sheet)
    if found.faults:
        raise CannotWrite(_("Some cells cannot be taken over. Nothing was changed."))
    for line in found.changing:
        try:
            _take_over(line, sheet.park, by, at)
        except CannotWrite as refusal:
            message = _("Row %(row)s: %(reason)s") % {"row": line.number, "reason": refusal}
            raise CannotWrite(message) from None
    log(sheet.park, Act.SHEET, by, at, sheet=sheet.code, rows=len(found.changing))
    return found


def drop(*, sheet, by, at):
    """Leave a table that was only compared."""
    return advance(sheet=sheet, to=SheetState.DROPPED, by=by)


@transaction.atomic
def advance(*, sheet, to, by):
    """Take a table on to another state, if it goes this way; return it, locked and saved."""
    ask_manager(by)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    ask(to in SHEET_TRANSITIONS.get(sheet.state, ()))
    sheet.state = to
    sheet.save(update_fields=["state"])
    return sheet


def _take_over(line, park, by, at):
    said, stamp = line.said, {"by": by, "at": at}
    values = {name: said[name] for name in COLUMNS if name in said}
    investor, status = _investor_said(line), _status_said(said)
    if line.is_new:
        project = begin_project(park=park, values=values, investor=investor, status=status, **stamp)
    else:
        project = write_project(project=line.project, values=values, investor=investor, **stamp)
        if line.takes_status:
            enter(project=project, what="status", values=status, **stamp)
    if line.takes_capital:
        enter(project=project, what="capital", values=_capital_said(said), **stamp)


def _status_said(said):
    return {
        "status": said.get("status"),
        "on_date": said.get("status_on"),
        "precision": Precision.DAY,
        "document": said.get("document", ""),
    }


def _capital_said(said):
    return {
        "kind": said.get("kind", CapitalKind.REGISTERED),
        "amount": said["amount"],
        "currency": said["currency"],
        "qualifier": said.get("qualifier", ""),
        "on_date": said["capital_on"],
        "precision": Precision.DAY,
        "document": said["document"],
    }


def _investor_said(line):
    """Return what a row says of the investor, over what is known of the one of that name."""
    known = line.project.investor if line.project else None
    name = line.said.get("investor") or (known.name if known else "")
    known = known if known and known.name == name else Investor.objects.filter(name=name).first()
    facts = {column: getattr(known, column, "") for column in ("nationality", "tier")}
    said = {column: line.said[column] for column in facts if column in line.said}
    return {"name": name, "organisation": getattr(known, "organisation", None)} | facts | said
