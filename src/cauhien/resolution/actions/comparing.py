"""A sheet of the plan compared with what is here: what would change, and what cannot be read."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cauhien.core.sheets import Fault
from cauhien.organisations.models import Office
from cauhien.resolution.actions.plan import changes
from cauhien.resolution.documents import Column, columns_named
from cauhien.resolution.models import Task
from cauhien.resolution.queries import BadLine, steps_in
from cauhien.resolution.states import PLANNED, Every
from cauhien.ui import words
from cauhien.ui.fields import plain_number

NUMBERS, DAYS = ("baseline", "target"), ("starts_on", "due_on")
NEEDED = ("document", "goal", "title_vi")  # of a new task


class BadCell(Exception):
    """What stands in a cell cannot be taken; the message says why."""


class PlanLine(NamedTuple):
    """A row that changes something. task: None for a new one. changes: [(column, before, after)].

    said: {name of a column: value}, office an Office or None.
    """

    number: int
    task: Task | None
    said: dict[str, Any]
    changes: list[tuple[Column, str, str]]


class Compared(NamedTuple):
    lines: list[PlanLine]
    same: int
    faults: list[Fault]


def compare(rows):
    """Return the Compared of the rows of a sheet; rows: of core.sheets.Row."""
    known = columns_named()
    names = list(rows[0].cells) if rows else []
    unknown = _("There is no such column in the plan.")
    faults = [Fault(1, name, unknown) for name in names if name not in known]
    read = {name: known[name] for name in names if name in known and not known[name].is_told}
    if rows and "code" not in {column.name for column in read.values()}:
        return Compared([], 0, [Fault(1, "", _("The column with the codes is missing."))])
    reader = _Reader(read, rows)
    lines = [line for row in rows if (line := reader.line(row))]
    changed = [line for line in lines if line.changes]
    return Compared(changed, len(lines) - len(changed), faults + reader.faults)


class _Reader:
    """The rows of one sheet being read, with what they name looked up once."""

    def __init__(self, columns, rows):
        self.columns, self.faults = columns, []
        codes = [str(value) for row in rows for value in row.cells.values() if value]
        tasks = Task.objects.filter(code__in=codes).select_related("goal", "office")
        tasks = tasks.prefetch_related("plan_steps")
        self.tasks = {task.code: task for task in tasks}
        self.offices = {one.code: one for one in Office.objects.filter(active=True)}
        self.seen = set()

    def line(self, row):
        """Return the PlanLine of a row, None where a cell of it cannot be taken."""
        faults = len(self.faults)
        said = {}
        for name, column in self.columns.items():
            try:
                said[column.name] = self._value(column.name, row.cells[name])
            except BadCell as bad:
                self.faults.append(Fault(row.number, name, str(bad)))
        if len(self.faults) > faults:
            return None
        task, reason = said.pop("code"), said.pop("reason", "")
        found = self._changes(task, said)
        if refusal := _refusal(task, said, reason, found):
            name, why = refusal
            label = next((x for x, column in self.columns.items() if column.name == name), "")
            self.faults.append(Fault(row.number, label, why))
            return None
        return PlanLine(row.number, task, said | {"reason": reason}, found)

    def _value(self, name, cell):
        if name == "code":
            return self._task(cell)
        if name == "office":
            return self._office(cell)
        if name == "steps":
            return _steps(cell)
        if name in NUMBERS:
            return _number(cell)
        if name in DAYS:
            return _day(cell)
        return _months(cell) if name == "every_months" else _text(name, cell)

    def _task(self, cell):
        if cell is None:
            return None
        if cell in self.seen:
            raise BadCell(_("This code stands in an earlier row."))
        self.seen.add(cell)
        if str(cell) not in self.tasks:
            raise BadCell(_("No task has this code. Leave it empty for a new task."))
        return self.tasks[str(cell)]

    def _office(self, cell):
        if cell is None:
            return None
        if str(cell) not in self.offices:
            raise BadCell(_("No office of the register has this code."))
        return self.offices[str(cell)]

    def _changes(self, task, said):
        labels = {column.name: column for column in self.columns.values()}
        before = task or Task()
        found = changes(before, {name: said[name] for name in PLANNED if name in said})
        if "office" in said and said["office"] != before.office:
            found["office"] = [str(before.office or ""), str(said["office"] or "")]
        if "steps" in said:
            planned = [(one.due_on, one.text) for one in task.plan_steps.all()] if task else []
            if planned != said["steps"]:
                found["steps"] = [_lines(planned), _lines(said["steps"])]
        if task is None:
            found |= {name: ["", said.get(name, "")] for name in ("document", "goal")}
        return [(labels[name], *pair) for name, pair in found.items() if name in labels]


def _refusal(task, said, reason, found):
    """Return (name of a column, why) where a row as a whole cannot be taken, else None."""
    if task is None:
        lacking = next((name for name in NEEDED if not said.get(name)), None)
        return (lacking, _("A new task needs this.")) if lacking else None
    if not found:
        return None
    if task.has_ended:
        return "code", _("This task has ended. Open it again first.")
    if "title_vi" in said and not said["title_vi"]:
        return "title_vi", _("Name the task.")
    if task.is_in_work and not (
        said.get("starts_on", task.starts_on) and said.get("every_months", task.every_months)
    ):
        return "starts_on", _("Say from when and how often it is reported on.")
    if "office" in said and said["office"] is None and task.office:
        return "office", _("A task that has an owner keeps one.")
    return None if reason else ("reason", _("Say why."))


def _lines(steps):
    return "\n".join(f"{words.day(day)} {text}" for day, text in steps)


def _steps(cell):
    try:
        return steps_in("" if cell is None else str(cell))
    except BadLine as bad:
        raise BadCell(str(bad)) from None


def _text(name, cell):
    written = "" if cell is None else str(cell)
    known: Any = Task._meta
    longest = known.get_field(name).max_length if name in PLANNED else 300
    if name != "reason" and len(written) > longest:
        raise BadCell(_("This is longer than %(most)s characters.") % {"most": longest})
    return written


def _number(cell):
    if cell is None or isinstance(cell, Decimal):
        return cell
    try:
        return Decimal(plain_number(str(cell), words.language()))
    except InvalidOperation:
        raise BadCell(_("This is not a number.")) from None


def _day(cell):
    if cell is None or type(cell) is date:
        return cell
    try:
        return date.fromisoformat(str(cell))
    except ValueError:
        raise BadCell(_("This is not a day. Write it as 2026-11-24.")) from None


def _months(cell):
    if cell is None:
        return None
    if not isinstance(cell, Decimal) or cell not in Every.values:
        raise BadCell(_("Only 1, 3, 6 or 12 months are taken."))
    return int(cell)
