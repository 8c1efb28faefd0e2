"""The data of a park as a workbook that can come back, and its projects as lines of CSV."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.core.sheets import Table, book
from cauhien.park.documents.published import RATES, TOTALS
from cauhien.park.documents.tabs import (
    CAPITAL,
    FIGURES,
    INVESTORS,
    LINKS,
    LOTS,
    NEEDS,
    PARK,
    PROJECTS,
    STATUSES,
)


class Contents(NamedTuple):
    """What of a park goes out besides its projects. links: of the needs; totals: published ones."""

    lots: Iterable = ()
    needs: Iterable = ()
    links: Iterable = ()
    rates: Iterable = ()
    totals: Iterable = ()


def workbook(park, projects, besides):
    """Return the bytes of a workbook, a sheet for each Tab.

    projects: of `in_full`, with what was withdrawn. besides: Contents.
    """
    investors = {one.investor.pk: one.investor for one in projects if one.investor}
    ordered = sorted(investors.values(), key=lambda one: (one.sort_key, one.name))
    rows = [
        (PARK, [park]),
        (PROJECTS, projects),
        (INVESTORS, ordered),
        (STATUSES, [one for row in projects for one in row.statuses.all()]),
        (CAPITAL, [one for row in projects for one in row.capital.all()]),
        (FIGURES, [one for row in projects for one in row.figures.all()]),
        (LOTS, besides.lots),
        (NEEDS, besides.needs),
        (LINKS, besides.links),
        (RATES, besides.rates),
        (TOTALS, besides.totals),
    ]
    return book([_table(tab, things) for tab, things in rows])


def _table(tab, things):
    named = [(capfirst(str(column.label)), column.width) for column in tab.columns]
    return Table(str(tab.title), named, [_cells(tab, thing) for thing in things])


def _cells(tab, thing):
    shown = (column.shown(thing) for column in tab.columns)
    return [(_("yes") if one else _("no")) if isinstance(one, bool) else one for one in shown]


def lines(projects):
    """Return the names of the columns, and the values of each project under them."""
    names = [capfirst(str(column.label)) for column in PROJECTS.columns]
    return [names, *(_cells(PROJECTS, row) for row in projects)]
