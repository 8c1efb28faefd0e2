"""The plan as a workbook: what is exported, and the same columns read back."""

from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cauhien.core.sheets import Table, book
from cauhien.resolution.queries import named_in, steps_said
from cauhien.resolution.queries.steps import IN_A_CELL
from cauhien.ui.words import language


class Column(NamedTuple):
    """One column of the plan. is_told: it only informs; what stands there is not read back."""

    name: str
    label: str | Promise
    width: int
    is_told: bool = False


COLUMNS = (
    Column("code", gettext_lazy("Code"), 12),
    Column("document", gettext_lazy("Document that sets it"), 30),
    Column("goal", gettext_lazy("Goal"), 30),
    Column("title_vi", gettext_lazy("Task in Vietnamese"), 50),
    Column("title_en", gettext_lazy("Task in English"), 50),
    Column("office", gettext_lazy("Code of the office"), 14),
    Column("office_name", gettext_lazy("Office"), 30, is_told=True),
    Column("owner_printed", gettext_lazy("Body as the document names it"), 30, is_told=True),
    Column("indicator", gettext_lazy("What is measured"), 30),
    Column("indicator_en", gettext_lazy("What is measured, in English"), 30),
    Column("unit", gettext_lazy("Unit of measure"), 12),
    Column("unit_en", gettext_lazy("Unit of measure, in English"), 12),
    Column("baseline", gettext_lazy("Value at the beginning"), 14),
    Column("target", gettext_lazy("Target"), 14),
    Column("target_text", gettext_lazy("Target in words"), 20),
    Column("target_text_en", gettext_lazy("Target in words, in English"), 20),
    Column("starts_on", gettext_lazy("Begins"), 12),
    Column("due_on", gettext_lazy("Deadline"), 12),
    Column("every_months", gettext_lazy("Reported on every … months"), 14),
    Column("target_code", gettext_lazy("Target of the observatory"), 16),
    Column("steps", gettext_lazy("Steps of the plan, each after its day, parted by ;"), 40),
    Column("pace", gettext_lazy("Pace against the plan"), 40, is_told=True),
    Column("state", gettext_lazy("State"), 20, is_told=True),
    Column("reason", gettext_lazy("Reason for the change"), 40),
)


def plan_book(tasks, stands):
    """Return the bytes of a workbook with one row for each task, in the language being spoken.

    stands: {id of a task: its Stand}.
    """
    columns = [(str(column.label), column.width) for column in COLUMNS]
    rows = [_cells(task, stands[task.pk]) for task in tasks]
    return book([Table(_("Plan"), columns, rows)])


def columns_named():
    """Return {name of a column as any language writes it: its Column}."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {str(column.label): column for column in COLUMNS}
    return found


def _cells(task, stand) -> list[Any]:
    """Return the cells of a task in the order of the columns; an empty one is None."""
    office = task.office
    said = {
        "document": task.goal.document,
        "goal": task.goal.title_vi,
        "office": office and office.code,
        "office_name": office and named_in(office.organisation, language()),
        "steps": steps_said(stand.steps, IN_A_CELL),
        "pace": stand.said,
        "state": task.get_state_display(),
        "reason": None,
    }
    cells = [said.get(one.name, getattr(task, one.name, None)) for one in COLUMNS]
    return [None if cell == "" else cell for cell in cells]
