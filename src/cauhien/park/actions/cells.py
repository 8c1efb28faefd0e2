"""The cells of one row of a workbook: what they say, what is wrong with which of them.

An empty cell says nothing: it changes nothing and erases nothing.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.core.identifiers import is_ror
from cauhien.core.text import fold
from cauhien.organisations.queries import organisations_called, with_ror
from cauhien.park.actions.lots import checked_outline
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.documents.columns import choice_of, in_words, spoken
from cauhien.park.models import InvestmentProject
from cauhien.park.states import COUNTRIES
from cauhien.ui.fields import plain_number

YES, NO = ("yes", "có", "x", "1", "true"), ("no", "không", "0", "false")


TOO_LARGE = Decimal(10) ** 17
MOST_PROJECTS = 10_000


class Wrong(NamedTuple):
    """Why a cell is not taken: its sheet, row and column as a spreadsheet shows them."""

    sheet: str
    row: int
    column: str
    reason: str


class Refused(Exception):
    """What a cell holds cannot be; the sentence says why."""


@dataclass
class Change:
    """One row that would change something. act: takes (by, at, made), made: {name: new project}.

    differences: [(column in words, what stands here, what the table says)].
    """

    sheet: str
    number: int
    about: str
    is_new: bool
    differences: list
    act: object


class Cells:
    """One row, read. said: {column: value} of the cells that say something."""

    def __init__(self, tab, title, row, named, known):
        self.tab, self.title, self.row, self.known = tab, title, row, known
        self.named, self.faults, self.said = named, [], {}
        self.target = {}  # {column: the project it names, or the folded name of a new one}
        for column in tab.columns:
            if column.name in named and (cell := row.cells[named[column.name]]) is not None:
                self._read(column, cell)

    def _read(self, column, cell):
        is_of_here = self.known.elsewhere is None or column.reads != "code"
        if not is_of_here and not self.known.has(self.tab.word, str(cell)):
            return  # it only joins the sheets of a workbook from elsewhere
        try:
            value = READERS[column.reads](cell, column, self.known)
            if column.name == "document":  # a workbook may name a source in the other language
                value = self.known.documents.get(value, value)
            self.said[column.name] = value
            if column.reads == "project":
                self.target[column.name] = value
        except Refused as refusal:
            self.fault(column.name, str(refusal))

    def fault(self, name, reason):
        self.faults.append(Wrong(self.title, self.row.number, self.label(name), str(reason)))

    def label(self, name):
        return self.named.get(name) or capfirst(str(self.tab.column(name).label))

    def need(self, name, reason):
        """Note a fault where a cell says nothing, unless what it says is wrong already."""
        if name not in self.said and not self.is_wrong(name):
            self.fault(name, reason)

    def is_wrong(self, name):
        return any(one.column == self.label(name) for one in self.faults)

    def together(self, one, other):
        """Two cells say something or neither does."""
        for missing, given in ((one, other), (other, one)):
            if given in self.said:
                message = _("This cell is needed beside “%(other)s”.")
                self.need(missing, message % {"other": self.label(given)})

    def differences(self, thing, left=()):
        """Return [(column, what stands here, what the row says)] of what the row would change."""
        found = []
        for name, value in self.said.items():
            column = self.tab.column(name)
            before = in_words(column.shown(thing)) if thing else ""
            after = self.known.coming.get(value) if column.reads == "project" else None
            after = after or shown(column, value)
            if name not in left and flat(before) != flat(after):
                found.append((capfirst(str(column.label)), before, after))
        return found

    def change(self, about, thing, act, left=()):
        """Return the Change of the row, None where it changes nothing."""
        differences = self.differences(thing, left)
        if not differences:
            return None
        return Change(self.title, self.row.number, about, thing is None, differences, act)

    def change_of(self, about, act):
        """Return the Change of a row that says nothing else than what stands here."""
        return Change(self.title, self.row.number, about, False, [], act)


def flat(text):
    """Return a text without regard to its blanks and lines."""
    return " ".join(text.split())


def named_columns(tab, names):
    """Return {column: its name in a sheet}, and the names that are of no column of it."""
    known = {word: column.name for column in tab.columns for word in spoken(column.label)}
    named = {known[fold(name)]: name for name in names if fold(name) in known}
    return named, [name for name in names if fold(name) not in known]


def shown(column, value):
    """Return what a row says, as its page shows it."""
    if column.choices is not None and not column.is_code:
        return capfirst(str(column.choices(value).label))
    if column.name == "ror":
        return value.ror
    if isinstance(value, InvestmentProject) or column.name == "organisation":
        return value.code
    if isinstance(value, dict):
        return json.dumps(value)
    return in_words(value)


def _text(cell, column, _known):
    text = f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)
    text = text if column.has_lines else flat(text)
    if len(text) > column.most:
        raise Refused(_("This is longer than %(most)s letters.") % {"most": column.most})
    return text


def _number(cell, column, known):
    number = _count(cell, column, known)
    if number == 0:
        raise Refused(_("Enter an amount above zero."))
    return number


def _count(cell, column, known):
    number = _decimal(cell, known.language)
    if number < 0:
        raise Refused(_("Enter an amount above zero."))
    if number >= TOO_LARGE:
        raise Refused(_("This number is too large."))
    return round(number, column.places)


def _decimal(cell, language):
    if isinstance(cell, Decimal):
        return cell
    try:
        return Decimal(plain_number(str(cell), language))
    except InvalidOperation:
        raise Refused(_("“%(value)s” is not a number.") % {"value": in_words(cell)}) from None


def _whole(cell, column, known):
    number = _number(cell, column, known)
    if number != int(number) or number > MOST_PROJECTS:
        raise Refused(_("“%(value)s” is no whole number.") % {"value": in_words(cell)})
    return int(number)


def _day(cell, _column, _known):
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(cell), form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    message = _("“%(value)s” is no day. Write it as 24/11/2026.")
    raise Refused(message % {"value": in_words(cell)})


def _choice(cell, column, _known):
    value = choice_of(column, cell)
    if value is None:
        at = 0 if column.is_code else 1
        words = ", ".join(str(pair[at]) for pair in column.choices.choices if pair[0])
        raise Refused(_("Not one of: %(words)s.") % {"words": words})
    return value


def _nationality(cell, _column, _known):
    code = str(cell).upper()
    if not all(part in COUNTRIES for part in code.split("-")):
        message = _("“%(value)s” is no code of a country that is known here.")
        raise Refused(message % {"value": cell})
    return code


def _project(cell, _column, known):
    return known.called(str(cell))


def _organisation(cell, _column, _known):
    found = organisations_called(str(cell))
    if len(found) != 1:
        message = _("The register has no single organisation of this name. Enter its code.")
        raise Refused(message)
    return found[0]


def _ror(cell, _column, _known):
    short = str(cell).rstrip("/").rsplit("/", 1)[-1].lower()
    if not is_ror(short):
        message = _("%(ror)s is no id of ROR: its check digits do not fit. Look for a slip.")
        raise Refused(message % {"ror": cell})
    found = with_ror(f"https://ror.org/{short}")
    if not found:
        raise Refused(_("The register has no organisation with this id of ROR."))
    return found[0]


def _degrees(most):
    def read(cell, _column, known):
        degrees = _decimal(cell, known.language)
        if abs(degrees) > most:
            raise Refused(_("These are no degrees: %(most)s at most.") % {"most": most})
        return float(degrees)

    return read


def _outline(cell, _column, _known):
    try:
        return checked_outline(json.loads(str(cell)))
    except (ValueError, RecursionError):
        raise Refused(_("This is no GeoJSON object.")) from None
    except CannotWrite as refusal:
        raise Refused(str(refusal)) from None


def _yes(cell, _column, _known):
    word = fold(str(cell))
    if word not in {fold(one) for one in YES + NO}:
        raise Refused(_("Write yes or no."))
    return word in {fold(one) for one in YES}


def _web(cell, column, known):
    _text(cell, column, known)
    try:
        URLValidator(schemes=["http", "https"])(str(cell))
    except ValidationError:
        raise Refused(_("This is no address of a page.")) from None
    return str(cell)


READERS = {
    "text": _text,
    "code": _text,
    "number": _number,
    "count": _count,
    "whole": _whole,
    "day": _day,
    "choice": _choice,
    "nationality": _nationality,
    "project": _project,
    "project_name": _text,
    "organisation": _organisation,
    "ror": _ror,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "outline": _outline,
    "yes": _yes,
    "web": _web,
}
