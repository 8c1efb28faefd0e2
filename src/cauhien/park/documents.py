"""The table of investment projects as XLSX: the same columns go out and come in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cauhien.core.sheets import Table, book
from cauhien.core.text import fold
from cauhien.organisations.states import Topic
from cauhien.park.states import (
    CapitalKind,
    Currency,
    Precision,
    Qualifier,
    Status,
    Tier,
)


@dataclass(frozen=True)
class Column:
    """name: of the value. shown: takes (project, its last Money in force or None)."""

    name: str
    label: str | Promise
    width: int
    shown: Callable[[Any, Any], Any]
    choices: Any = None


def columns():
    """Return the columns of the table in their order."""
    return (
        Column("code", gettext_lazy("Code"), 12, lambda row, money: row.code),
        Column("name_vi", gettext_lazy("Name in Vietnamese"), 50, lambda row, money: row.name_vi),
        Column("name_en", gettext_lazy("Name in English"), 50, lambda row, money: row.name_en),
        Column(
            "investor", gettext_lazy("Investor"), 36, lambda row, money: str(row.investor or "")
        ),
        Column(
            "nationality",
            gettext_lazy("Nationality (ISO code)"),
            14,
            lambda row, money: row.investor.nationality if row.investor else "",
        ),
        Column(
            "tier",
            gettext_lazy("Kind of investor"),
            24,
            lambda row, money: _label(Tier, row.investor.tier if row.investor else ""),
            Tier,
        ),
        Column(
            "topic", gettext_lazy("Field"), 24, lambda row, money: _label(Topic, row.topic), Topic
        ),
        Column(
            "certificate_number",
            gettext_lazy("Number of the certificate"),
            20,
            lambda row, money: row.certificate_number,
        ),
        Column("area_ha", gettext_lazy("Area in hectares"), 12, lambda row, money: row.area_ha),
        Column("number", gettext_lazy("Stands for … projects"), 12, lambda row, money: row.number),
        Column(
            "parent",
            gettext_lazy("Inside the project (code)"),
            14,
            lambda row, money: row.parent.code if row.parent else "",
        ),
        Column(
            "status",
            gettext_lazy("Status"),
            20,
            lambda row, money: _label(Status, row.status),
            Status,
        ),
        Column("status_on", gettext_lazy("Status since"), 14, lambda row, money: row.status_on),
        Column(
            "kind",
            gettext_lazy("Capital"),
            20,
            lambda row, money: _label(CapitalKind, money.kind) if money else "",
            CapitalKind,
        ),
        Column("amount", gettext_lazy("Amount"), 22, lambda row, money: money and money.amount),
        Column(
            "currency",
            gettext_lazy("Currency (code)"),
            10,
            lambda row, money: money.currency if money else "",
            Currency,
        ),
        Column(
            "capital_on", gettext_lazy("Capital on"), 14, lambda row, money: money and money.on_date
        ),
        Column(
            "qualifier",
            gettext_lazy("Qualifier"),
            14,
            lambda row, money: (
                _label(Qualifier, money.qualifier) if money and money.qualifier else ""
            ),
            Qualifier,
        ),
        Column("document", gettext_lazy("Document that says so"), 40, lambda row, money: None),
    )


def last_capital(project):
    """Return the entry of registered capital that is in force, None without one."""
    said = [
        one
        for one in project.capital.all()
        if one.withdrawn_at is None and one.kind != CapitalKind.DISBURSED
    ]
    return max(said, key=lambda one: (one.on_date, one.kind == CapitalKind.ADJUSTED), default=None)


def workbook(projects):
    """Return the bytes of the table of projects, and behind it all their capital entries."""
    names, *rows = lines(projects)
    widths = [column.width for column in columns()]
    named = list(zip(names, widths, strict=True))
    return book([Table(_("Investment projects"), named, rows), _entries(projects)])


def lines(projects):
    """Return the names of the columns, and the values of each project under them."""
    whole = columns()
    names = [capfirst(str(column.label)) for column in whole]
    return [names, *([one.shown(row, last_capital(row)) for one in whole] for row in projects)]


def _entries(projects):
    names = [
        (_("Code"), 12),
        (_("Capital"), 24),
        (_("Amount"), 22),
        (_("Currency (code)"), 10),
        (_("Qualifier"), 14),
        (_("Day"), 14),
        (_("How exactly the day is known"), 24),
        (_("Source"), 60),
    ]
    rows = [
        [
            project.code,
            _label(CapitalKind, one.kind),
            one.amount,
            one.currency,
            _label(Qualifier, one.qualifier) if one.qualifier else "",
            one.on_date,
            _label(Precision, one.precision),
            one.document or one.source_url,
        ]
        for project in projects
        for one in project.capital.all()
        if one.withdrawn_at is None
    ]
    return Table(_("Capital over time"), names, rows)


def labels(column):
    """Return a column's name in each language, folded."""
    return {fold(text) for text in _spoken(column.label)}


def choice_of(column, said):
    """Return the value of a choice by its word or by its name in either language, else None."""
    wanted = fold(str(said))
    for value, label in column.choices.choices:
        if wanted in {fold(value), *map(fold, _spoken(label))}:
            return value
    return None


def _spoken(label):
    found = set()
    for language in settings.CITY["languages"]:
        with override(language):
            found.add(str(label))
    return found


def _label(choices, value):
    return capfirst(str(choices(value).label)) if value else ""
