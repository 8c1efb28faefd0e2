"""A workbook sheet by sheet and row by row: what it would change, and which cells are wrong.

A row with a wrong cell is left out, and it alone: the others can be taken over without it.
"""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cauhien.core.sheets import NotATable
from cauhien.core.text import fold
from cauhien.park.actions.cells import Cells, Change, Known, Wrong, named_columns
from cauhien.park.actions.rows import entries, investors, lots, needs, projects
from cauhien.park.documents.columns import spoken
from cauhien.park.documents.tabs import PROJECTS, TABS
from cauhien.park.models import InvestmentProject, Investor, Lot, Need
from cauhien.park.queries.parks import ENTRIES, in_full

COMPARE = {
    "projects": projects.compare,
    "investors": investors.compare,
    "statuses": entries.compare,
    "capital": entries.compare,
    "figures": entries.compare,
    "lots": lots.compare,
    "needs": needs.compare,
}
# What is stated with its document first: the sheet of projects may say it once more.
READ_FIRST = ("statuses", "capital", "figures")


@dataclass
class Compared:
    """changes: in the order in which they are taken over. unread: titles of sheets passed over."""

    changes: list[Change]
    faults: list[Wrong]
    unread: list[str]

    @property
    def seal(self):
        """What tells this comparison from another: nothing else than was shown is taken over."""
        said = [(one.sheet, one.number, one.differences) for one in self.changes]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def compare(park, tables, language):
    """Compare the sheets of a workbook with what a park has; return the Compared.

    tables: {title: rows, or the exception that says why there are none}, of `core.sheets`.
    language: in which numbers that are texts are written.
    """
    found, unread = _tabs_in(tables)
    known, faults, read = known_in(park, language), [], {}
    for tab, title, rows in found:
        read[tab.word], wrong = _cells_of(tab, title, rows, known)
        faults += wrong
    changes = {}
    for word in sorted(read, key=lambda word: word not in READ_FIRST):
        changes[word] = [(cells, COMPARE[word](cells, known)) for cells in read[word]]
    _depend(changes)
    for tab in TABS:
        faults += [fault for cells, _change in changes.get(tab.word, ()) for fault in cells.faults]
    good = [
        change
        for tab in TABS
        for cells, change in changes.get(tab.word, ())
        if change and not cells.faults
    ]
    return Compared(good, faults, unread)


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
        if cell.get("name_vi") is not None and cell.get("code") is None:
            known.coming.setdefault(fold(str(cell["name_vi"])), str(cell["name_vi"]))
        if cell.get("investor") is not None:
            known.investors.setdefault(str(cell["investor"]), None)


def _depend(changes):
    """Note as wrong what speaks of a new project whose own row is wrong."""
    wrong = {
        projects.name_of(cells) for cells, _change in changes.get("projects", ()) if cells.faults
    }
    for cells in (cells for rows in changes.values() for cells, _change in rows):
        for name in ("project", "project_name", "parent"):
            if cells.target.get(name) in wrong and not cells.faults:
                cells.fault(name, _("The row of this project is wrong itself."))


def known_in(park, language):
    """Return the Known of a park as it is now."""
    rows = list(in_full(InvestmentProject.objects.filter(park=park)))
    known = Known(park, language)
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
    known.needs = {one.code: one for one in here}
    return known
