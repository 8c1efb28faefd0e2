"""A workbook sheet by sheet and row by row: what it would change, and which cells are wrong.

A row with a wrong cell is left out, and it alone: the others can be taken over without it.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from cauhien.core.sheets import NotATable
from cauhien.core.text import fold
from cauhien.park.actions.cells import Cells, Change, Wrong, flat, named_columns
from cauhien.park.actions.known import Known
from cauhien.park.actions.rows import (
    entries,
    investors,
    links,
    lots,
    needs,
    projects,
    rates,
    totals,
)
from cauhien.park.documents.columns import document_of, spoken
from cauhien.park.documents.tabs import PARK, PROJECTS, TABS
from cauhien.park.models import InvestmentProject, Investor, Lot, Need, Rate
from cauhien.park.queries.parks import ENTRIES, in_full
from cauhien.park.queries.reconciling import published_in

COMPARE = {
    "projects": projects.compare,
    "investors": investors.compare,
    "statuses": entries.compare,
    "capital": entries.compare,
    "figures": entries.compare,
    "lots": lots.compare,
    "needs": needs.compare,
    "links": links.compare,
    "rates": rates.compare,
    "totals": totals.compare,
}
# What is stated with its document first: the sheet of projects may say it once more.
READ_FIRST = ("statuses", "capital", "figures")


@dataclass
class Compared:
    """changes: in the order in which they are taken over. unread: titles of sheets passed over.

    elsewhere: from where a workbook of another park or site comes, in words; else "".
    """

    changes: list[Change]
    faults: list[Wrong]
    unread: list[str]
    elsewhere: str = ""

    @property
    def seal(self):
        """What tells this comparison from another: nothing else than was shown is taken over."""
        said = [(one.sheet, one.number, one.differences) for one in self.changes]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def compare(park, tables, language, by):
    """Compare the sheets of a workbook with what a park has; return the Compared.

    tables: {title: rows, or the exception that says why there are none}, of `core.sheets`.
    language: in which numbers that are texts are written. by: who asks; what they may not see is
    not linked.
    """
    found, unread = _tabs_in(tables)
    known, faults, read, elsewhere = known_in(park, language, by), [], {}, ""
    for tab, title, rows in found:
        cells, wrong = _cells_of(tab, title, rows, known)
        faults += wrong
        if tab is PARK:
            elsewhere = _elsewhere(cells, known)
        else:
            read[tab.word] = cells
    changes = {}
    for word in sorted(read, key=lambda word: word not in READ_FIRST):
        rows = sorted(read[word], key=lambda cells: not cells.said.get("withdrawn"))
        changes[word] = [(cells, COMPARE[word](cells, known)) for cells in rows]
    _depend(changes)
    for tab in TABS:
        wrong = [fault for cells, _change in changes.get(tab.word, ()) for fault in cells.faults]
        faults += sorted(wrong, key=lambda fault: fault.row)
    good = [
        change
        for tab in TABS
        for cells, change in changes.get(tab.word, ())
        if change and not cells.faults
    ]
    return Compared(good, faults, unread, elsewhere)


def _elsewhere(rows, known):
    """Note whether a workbook comes from another park or site, and return its name in words."""
    said = rows[0].said if rows else {}
    here = {"code": known.park.code, "site": settings.SITE_URL}
    if all(said.get(name, value) == value for name, value in here.items()):
        return ""
    known.elsewhere = {}
    return " – ".join(said[name] for name in ("name_vi", "site") if name in said)


def _tabs_in(tables):
    """Return [(Tab, title, rows)] in the order of the Tabs, and the titles of no Tab.

    A workbook none of whose sheets is named so holds a table of projects in its first sheet.
    """
    known = {word: tab for tab in TABS for word in spoken(tab.title)}
    named = {known[fold(title)].word: title for title in tables if fold(title) in known}
    if not named and tables:
        named = {PROJECTS.word: next(iter(tables))}
    found = [(tab, title, tables[title]) for tab in TABS if (title := named.get(tab.word))]
    return found, [title for title in tables if title not in named.values()]


def _cells_of(tab, title, rows, known):
    """Return the Cells of each row of a sheet, and the faults of the sheet as a whole."""
    if isinstance(rows, Exception):
        reason = (
            _("The first row must name each column once.")
            if isinstance(rows, NotATable)
            else _("The sheet has too many rows.")
        )
        return [], [Wrong(title, 1, "", reason)]
    if not rows:
        return [], []
    named, others = named_columns(tab, rows[0].cells)
    reason = _("There is no such column in this sheet; it is passed over.")
    faults = [Wrong(title, 1, name, reason) for name in others]
    missing = [name for name in tab.needed if name not in named]
    for name in missing:
        faults.append(Wrong(title, 1, str(tab.column(name).label), _("This column is missing.")))
    if tab is PROJECTS:
        _expect(rows, named, known)
    cells = [] if missing else [Cells(tab, title, row, named, known) for row in rows]
    return cells, faults


def _expect(rows, named, known):
    """Note the new projects and the investors that rows of any sheet may speak of."""
    for row in rows:
        cell = {name: row.cells[column] for name, column in named.items()}
        name, code = cell.get("name_vi"), cell.get("code")
        is_strange = code is not None and str(code) not in known.projects
        if known.elsewhere is not None and name is not None and is_strange:
            known.elsewhere[str(code)], code = flat(str(name)), None
        if name is not None and code is None:
            known.coming.setdefault(fold(str(name)), flat(str(name)))
        if cell.get("investor") is not None:
            known.investors.setdefault(flat(str(cell["investor"])), None)


def _depend(changes):
    """Note as wrong what speaks of a new project whose own row is wrong."""
    wrong = {
        projects.name_of(cells) for cells, _change in changes.get("projects", ()) if cells.faults
    }
    for cells in (cells for rows in changes.values() for cells, _change in rows):
        for name in ("project", "project_name", "parent"):
            if cells.target.get(name) in wrong and not cells.faults:
                cells.fault(name, _("The row of this project is wrong itself."))


def known_in(park, language, by):
    """Return the Known of a park as it is now, for somebody."""
    rows = list(in_full(InvestmentProject.objects.filter(park=park)))
    known = Known(park, language, by)
    known.projects = {one.code: one for one in rows}
    for one in rows:
        known.names.setdefault(fold(one.name_vi), []).append(one)
    of_park = Investor.objects.filter(projects__park=park).distinct()
    known.investors = {one.name: one for one in of_park.select_related("organisation__canonical")}
    for what, model in ENTRIES.items():
        entries_here = model.objects.filter(project__park=park)
        entries_here = entries_here.select_related("project__investor", "source")
        known.entries[what] = {one.code: one for one in entries_here}
    known.lots = {one.code: one for one in Lot.objects.filter(park=park).select_related("project")}
    here = Need.objects.filter(project__park=park).select_related("project__investor")
    known.needs = {one.code: one for one in here.prefetch_related("links")}
    known.rates = {(one.currency, one.on_date): one for one in Rate.objects.all()}
    known.totals = {one.code: one for one in published_in(park)}
    named = [one for entries in known.entries.values() for one in entries.values()]
    named += [one.statement for one in known.totals.values()]
    for one in named:
        if one.source and not one.document:
            known.documents |= dict.fromkeys(
                (one.source.name, one.source.name_vi), document_of(one)
            )
    return known
