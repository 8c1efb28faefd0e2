"""The plan of steps of a task as people write it: one step a line, its day before it; in a
cell of a workbook, which has no lines, they are parted by a semicolon.
"""

import re
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from cauhien.resolution.models import PlanStep
from cauhien.resolution.states import Answer

MOST, LONGEST = 40, 200  # steps of a task; characters of one
IN_A_CELL = "; "
_PARTED = re.compile(r"\n|;\s*(?=\d{1,2}/\d|\d{4}-)")
_LINE = re.compile(r"(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})[\s:–-]+(\S.*)")


class BadLine(ValueError):
    """A line is no step; the message says which, and why."""


def steps_in(text):
    """Return [(day, what is to be done)] of such a text, by day.

    >>> steps_in("31/03/2027 Nghiệm thu\\n2026-12-31: Chọn nhà thầu")
    [(datetime.date(2026, 12, 31), 'Chọn nhà thầu'), (datetime.date(2027, 3, 31), 'Nghiệm thu')]
    """
    lines = [line.strip() for line in _PARTED.split(text) if line.strip()]
    found = sorted((_step(line) for line in lines), key=lambda step: step[0])
    named = [said for _day_, said in found]
    if again := next((said for said in named if named.count(said) > 1), None):
        raise BadLine(_("“%(line)s” stands here twice.") % {"line": again})
    if len(found) > MOST:
        raise BadLine(_("At most %(most)s steps are taken.") % {"most": MOST})
    return found


def steps_said(steps, parted="\n"):
    """Return PlanSteps as such a text. parted: by what, as a cell has no lines."""
    return parted.join(f"{one.due_on:%d/%m/%Y} {one.text}" for one in steps)


def steps_to_report(task):
    """Return the steps that no standing report says are done."""
    told = Q(report=None) | Q(report__answer=Answer.RETURNED)
    return PlanStep.objects.filter(told, task=task)


def _step(line):
    found = _LINE.fullmatch(line)
    written, said = found.groups() if found else ("", "")
    day = _day(written)
    if day is None:
        message = _("“%(line)s”: begin with a day, as 31/12/2026, then say what is to be done.")
        raise BadLine(message % {"line": line[:60]})
    if len(said) > LONGEST:
        message = _("“%(line)s…” is longer than %(most)s characters.")
        raise BadLine(message % {"line": said[:60], "most": LONGEST})
    return day, said


def _day(text):
    try:
        if "/" in text:
            return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
        return date.fromisoformat(text)
    except ValueError:
        return None
