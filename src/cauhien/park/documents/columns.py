"""The columns of the sheets of a park's workbook: how a cell is named, shown and understood."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cauhien.core.text import fold
from cauhien.park.states import Currency, Precision, Qualifier
from cauhien.ui import words

LONGEST = 400


@dataclass(frozen=True)
class Column:
    """shown: takes what a row is of, gives the cell. reads: a word of `actions.cells.READERS`.

    A column that reads nothing goes out for people and is passed over when it comes in.
    """

    name: str
    label: str | Promise
    width: int
    shown: Callable[[Any], Any]
    reads: str = "text"
    choices: Any = None
    most: int = LONGEST  # letters
    places: int = 4  # of a number
    is_code: bool = False  # a choice goes out as its word, not as its name
    has_lines: bool = False  # of a text


@dataclass(frozen=True)
class Tab:
    """One sheet of the workbook. needed: the columns without which it cannot be read."""

    word: str
    title: str | Promise
    columns: tuple[Column, ...]
    needed: tuple[str, ...] = ()

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


def spoken(label):
    """Return a name in each language of the site, folded."""
    found = set()
    for language in settings.CITY["languages"]:
        with override(language):
            found.add(fold(str(label)))
    return found


def choice_of(column, said):
    """Return the value of a choice by its word or by its name in either language, else None."""
    wanted = fold(str(said))
    for value, label in column.choices.choices:
        if value and wanted in {fold(value), *spoken(label)}:
            return value
    return None


def chosen(choices, value):
    """Return the name of a choice as a cell shows it, "" for none."""
    return capfirst(str(choices(value).label)) if value else ""


def in_words(cell):
    """Return a cell as a page shows it: numbers and days as the language writes them."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, Decimal | int | float):
        number = Decimal(str(cell)).normalize()
        return words.number(Decimal(f"{number:f}"))
    if isinstance(cell, date):
        return words.day(cell)
    return "" if cell is None else str(cell)


def project_columns(project_of):
    """Return the two columns that say to which project a row belongs. project_of: takes a thing."""

    def code(thing):
        return project_of(thing).code if project_of(thing) else ""

    def name(thing):
        return str(project_of(thing) or "")

    return (
        Column("project", gettext_lazy("Project (code)"), 14, code, "project"),
        Column("project_name", gettext_lazy("Project"), 40, name, "project_name"),
    )


def dated_columns():
    """Return the columns that say since when an entry holds and where that stands."""
    return (
        Column("on_date", gettext_lazy("Day"), 14, lambda one: one.on_date, "day"),
        Column(
            "precision",
            gettext_lazy("How exactly the day is known"),
            24,
            lambda one: chosen(Precision, one.precision),
            "choice",
            Precision,
        ),
        Column("document", gettext_lazy("Document that says so"), 40, document_of, most=200),
        Column(
            "source_url",
            gettext_lazy("Page cited"),
            40,
            lambda one: one.source_url,
            "web",
            most=1000,
        ),
        Column(
            "withdrawn",
            gettext_lazy("Withdrawn"),
            12,
            lambda one: one.withdrawn_at is not None,
            "yes",
        ),
        Column(
            "reason",
            gettext_lazy("Recorded value withdrawn because"),
            30,
            lambda one: one.withdrawn_reason,
            most=500,
        ),
    )


def document_of(entry):
    """Return the document of what is said for a day, of what a file gave the name of its source."""
    if entry.document or not entry.source:
        return entry.document
    source = entry.source
    return (words.language() == "vi" and source.name_vi) or source.name


def choice_column(name, label, width, choices, value_of, *, is_code=False):
    """Return a column of words from a closed list. value_of: takes what a row is of."""

    def shown(thing):
        value = value_of(thing)
        return value if is_code else chosen(choices, value)

    return Column(name, label, width, shown, "choice", choices, is_code=is_code)


def currency_column(value_of=lambda one: one.currency):
    label = gettext_lazy("Currency (code)")
    return choice_column("currency", label, 10, Currency, value_of, is_code=True)


def qualifier_column(value_of=lambda one: one.qualifier):
    return choice_column("qualifier", gettext_lazy("Qualifier"), 14, Qualifier, value_of)
