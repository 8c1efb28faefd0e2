"""A table of projects row by row: what it says, what it would change, and which cells are wrong.

An empty cell says nothing: it changes nothing and erases nothing.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.core.sheets import Fault
from cauhien.core.text import fold
from cauhien.park.documents import choice_of, columns, labels, last_capital
from cauhien.park.models import InvestmentProject
from cauhien.park.states import COUNTRIES
from cauhien.ui.fields import plain_number

NUMBERS, DAYS = ("area_ha", "number", "amount"), ("status_on", "capital_on")
CAPITAL = ("kind", "amount", "currency", "capital_on", "qualifier")
STATUS = ("status", "status_on")
LONGEST = {
    "name_vi": 400,
    "name_en": 400,
    "investor": 300,
    "certificate_number": 60,
    "document": 200,
}
LONGEST_TEXT = 400


@dataclass
class Line:
    """One row of the table. said: {column: value} of the cells that say something.

    differences: [(column in words, what stands here, what the table says)].
    """

    number: int
    project: InvestmentProject | None
    said: dict
    takes_status: bool = False
    takes_capital: bool = False
    differences: list = field(default_factory=list)

    @property
    def is_new(self):
        return self.project is None


@dataclass
class Compared:
    lines: list[Line]
    faults: list[Fault]

    @property
    def changing(self):
        return [line for line in self.lines if line.differences]


def compare(park, rows, language):
    """Compare the rows of a table with the projects of a park; return the Compared.

    rows: of `core.sheets`. language: in which numbers that are texts are written.
    """
    known = InvestmentProject.objects.filter(park=park).select_related("investor", "parent")
    projects = {one.code: one for one in known.prefetch_related("capital", "statuses")}
    named, faults = _named(rows)
    lines = []
    for row in rows if not faults else ():
        reader = _Reader(row, named, projects, language)
        lines.append(reader.line())
        faults += reader.faults
    return Compared(lines, faults + _repeated(lines, named))


def _named(rows):
    """Return {column: its name in the table}, and a fault for each name that is unknown."""
    written = list(rows[0].cells) if rows else []
    known = {label: column.name for column in columns() for label in labels(column)}
    named = {known[fold(name)]: name for name in written if fold(name) in known}
    faults = [
        Fault(1, name, _("There is no such column in this table."))
        for name in written
        if fold(name) not in known
    ]
    for column in columns():
        if column.name in ("code", "name_vi") and column.name not in named:
            faults.append(Fault(1, str(column.label), _("This column is missing.")))
    return named, faults


def _repeated(lines, named):
    seen, faults = {}, []
    for line in lines:
        code = line.said.get("code")
        if code and code in seen:
            message = _("The same project stands in row %(row)s.") % {"row": seen[code]}
            faults.append(Fault(line.number, named["code"], message))
        seen.setdefault(code, line.number)
    return faults


class _Reader:
    """Reads one row into values, and notes what is wrong with which cell."""

    def __init__(self, row, named, projects, language):
        self.row, self.named, self.projects, self.language = row, named, projects, language
        self.columns = {column.name: column for column in columns()}
        self.faults = []

    def line(self):
        said = {name: self._value(name) for name in self.named}
        said = {name: value for name, value in said.items() if value is not None}
        project = self.projects.get(said.get("code"))
        if said.get("code") and project is None:
            self._fault("code", _("There is no project with this code in this park."))
        line = Line(self.row.number, project, said)
        line.takes_status = self._new_status(line)
        line.takes_capital = self._new_capital(line)
        self._check(line)
        line.differences = self._differences(line)
        return line

    def _value(self, name):
        cell = self.row.cells[self.named[name]]
        if cell is None:
            return None
        if name in NUMBERS:
            return self._number(name, cell)
        if name in DAYS:
            return self._day(name, cell)
        if self.columns[name].choices is not None:
            return self._choice(name, cell)
        text = f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)
        most = LONGEST.get(name, LONGEST_TEXT)
        if len(text) > most:
            return self._fault(name, _("This is longer than %(most)s letters.") % {"most": most})
        if name == "parent":
            return self._parent(text)
        if name == "nationality":
            return self._nationality(text)
        return text

    def _number(self, name, cell):
        try:
            number = (
                cell
                if isinstance(cell, Decimal)
                else Decimal(plain_number(str(cell), self.language))
            )
        except InvalidOperation:
            return self._fault(name, _("“%(value)s” is not a number.") % {"value": cell})
        if number <= 0:
            return self._fault(name, _("Enter an amount above zero."))
        if name == "number" and number != int(number):
            return self._fault(name, _("“%(value)s” is no whole number.") % {"value": cell})
        return int(number) if name == "number" else number

    def _day(self, name, cell):
        if isinstance(cell, date) and not isinstance(cell, datetime):
            return cell
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(cell), form).date()  # noqa: DTZ007 - a day, no moment
            except ValueError:
                continue
        return self._fault(
            name, _("“%(value)s” is no day. Write it as 24/11/2026.") % {"value": cell}
        )

    def _choice(self, name, cell):
        value = choice_of(self.columns[name], cell)
        if value is None:
            words = ", ".join(str(label) for _value, label in self.columns[name].choices.choices)
            return self._fault(name, _("Not one of: %(words)s.") % {"words": words})
        return value

    def _parent(self, text):
        if text not in self.projects:
            return self._fault("parent", _("There is no project with this code in this park."))
        return self.projects[text]

    def _nationality(self, text):
        code = text.upper()
        if not all(part in COUNTRIES for part in code.split("-")):
            return self._fault(
                "nationality",
                _("“%(value)s” is no code of a country that is known here.") % {"value": text},
            )
        return code

    def _check(self, line):
        said = line.said
        if line.is_new and not said.get("name_vi"):
            self._fault("name_vi", _("Name the project."))
        if line.is_new and not said.get("status"):
            self._fault("status", _("Say how the project stands."))
        self._check_together("status_on", "status", said)
        self._check_together("amount", "currency", said)
        self._check_together("amount", "capital_on", said)
        if not said.get("investor") and not (line.project and line.project.investor):
            for name in ("nationality", "tier"):
                if name in said:
                    self._fault(name, _("Name the investor."))
        if (line.takes_status or line.takes_capital) and not said.get("document"):
            self._fault("document", _("Name the document that says so."))
        if self._collides(line):
            self._fault("amount", _("Such an amount is recorded for this day. Withdraw it first."))

    def _check_together(self, one, other, said):
        for missing, given in ((one, other), (other, one)):
            if said.get(given) and not said.get(missing) and missing not in self._wrong():
                self._fault(
                    missing,
                    _("This cell is needed beside “%(other)s”.") % {"other": self._label(given)},
                )

    def _wrong(self):
        return {
            name for name in self.named if any(f.column == self._label(name) for f in self.faults)
        }

    def _new_status(self, line):
        """Return whether the row states a status that is not the one the project has."""
        said, project = line.said, line.project
        if "status" not in said or "status_on" not in said:
            return False
        return project is None or (said["status"], said["status_on"]) != (
            project.status,
            project.status_on,
        )

    def _new_capital(self, line):
        said = line.said
        if "amount" not in said:
            return False
        last = last_capital(line.project) if line.project else None
        if last is None:
            return True
        known = {"amount": last.amount, "currency": last.currency, "capital_on": last.on_date}
        known |= {"kind": last.kind, "qualifier": last.qualifier}
        return any(said.get(name, value) != value for name, value in known.items())

    def _collides(self, line):
        if not (line.project and line.takes_capital):
            return False
        kind, on = line.said.get("kind", "registered"), line.said.get("capital_on")
        stands = (one for one in line.project.capital.all() if one.withdrawn_at is None)
        return any((one.kind, one.on_date) == (kind, on) for one in stands)

    def _differences(self, line):
        found = []
        left = {"code", "document"}
        left |= set() if line.takes_status else set(STATUS)
        left |= set() if line.takes_capital else set(CAPITAL)
        for name, value in line.said.items():
            if name in left:
                continue
            before, after = self._shown(line.project, name), _shown(value)
            if self.columns[name].choices is not None:
                after = capfirst(str(self.columns[name].choices(value).label))
            if before != after:
                found.append((capfirst(str(self.columns[name].label)), before, after))
        return found

    def _shown(self, project, name):
        if project is None:
            return ""
        return _shown(self.columns[name].shown(project, last_capital(project)))

    def _label(self, name):
        return self.named.get(name) or str(self.columns[name].label)

    def _fault(self, name, reason):
        self.faults.append(Fault(self.row.number, self._label(name), reason))


def _shown(value):
    if isinstance(value, InvestmentProject):
        return value.code
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
