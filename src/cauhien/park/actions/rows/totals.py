"""The sheet of published totals: one figure a row, and why it differs from what is itemised.

What was published is never rewritten; an explanation is added to those that stand.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.park.actions.cells import flat
from cauhien.park.actions.totals import add_total, explain
from cauhien.park.documents.columns import document_of
from cauhien.park.documents.published import explanation_of
from cauhien.park.states import MONEY, StatementKind, TotalKind
from cauhien.ui.words import day

STATED = ("as_of", "is_day_inferred", "document", "source_url")
FIGURE = ("kind", "value", "currency", "qualifier")


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said = cells.said
    for name in ("as_of", "kind", "value"):
        cells.need(name, _("This cell must say something."))
    if cells.faults:
        return None
    total = _found(cells, known)
    if total and (wrong := cells.differences(total, {"total", "explanation"})):
        label, before, _after = wrong[0]
        message = _("What was published is not rewritten. Recorded here: %(value)s.")
        cells.fault(_column(cells, label), message % {"value": before or "–"})
        return None
    text = said.get("explanation", "")
    is_said_here = total is not None and flat(text) == flat(explanation_of(total))
    if text and said.get("stated", StatementKind.STOCK) != StatementKind.STOCK:
        cells.fault("explanation", _("This total counts no stock: there is nothing to compare."))

    def act(by, at, _made):
        stated, figure = _values(said), _figure(said)
        found = total or add_total(park=known.park, stated=stated, figure=figure, by=by, at=at)
        if text and not is_said_here:
            explain(total=found, text=text, by=by, at=at)

    about = f"{day(said['as_of'])}: {capfirst(TotalKind(said['kind']).label)}"
    return cells.change(about, total, act, {"total"})


def _found(cells, known):
    """Return the published total that a row is of, None for a new one."""
    said, totals = cells.said, known.totals
    if "total" in said and said["total"] not in totals:
        cells.fault("total", _("There is no published total with this code in this park."))
    kept = [one for one in totals.values() if _statement_of(one) == _stated_in(said)]
    same = (one for one in kept if _figure_of(one) == _figure_in(said))
    total = totals.get(said.get("total")) or next(same, None)
    key = total.pk if total else (_stated_in(said), _figure_in(said))
    known.once(cells, "kind", ("total", key))
    if total is None:
        _check_new(cells, kept)
    return total


def _statement_of(total):
    one = total.statement
    return one.as_of, one.kind, document_of(one), one.source_url


def _stated_in(said):
    kind = said.get("stated", StatementKind.STOCK)
    return said["as_of"], kind, said.get("document", ""), said.get("source_url", "")


def _figure_of(total):
    return total.kind, total.currency


def _figure_in(said):
    return said["kind"], said.get("currency", "")


def _check_new(cells, kept):
    """Note what is wrong with a figure that is not here. kept: those of its statement that are."""
    if kept and kept[0].statement.entered_by_id is None:
        cells.fault("kind", _("What was published comes from a file that lacks this figure."))
    if cells.said["kind"] in MONEY:
        cells.need("currency", _("Say in which currency."))
    elif "currency" in cells.said:
        cells.fault("currency", _("This is no money."))
    cells.need("document", _("Name the document that says so."))


def _column(cells, label):
    """Return the name of a column by its label."""
    return next(one.name for one in cells.tab.columns if capfirst(str(one.label)) == label)


def _values(said):
    kind = said.get("stated", StatementKind.STOCK)
    empty = {"document": "", "source_url": "", "is_day_inferred": False}
    return {"kind": kind, **empty} | {name: said[name] for name in STATED if name in said}


def _figure(said):
    return tuple(said.get(name, "") for name in FIGURE)
