"""Tasks of a resolution to test with, and the people around them."""

from datetime import date
from decimal import Decimal

from cauhien.accounts.states import Role
from cauhien.core.text import sort_key
from cauhien.resolution import actions
from cauhien.resolution.models import Goal, Ownership, Task
from cauhien.resolution.states import Every, TaskState
from tests.factories import NOW, a_user, an_office

DOCUMENT = "NQ Đại hội Đảng bộ Hà Nội lần XVII (2020)"


class Cast:
    """The people of a task."""

    def __init__(self, office):
        self.office = office
        self.officer = a_user(Role.OFFICER, office=office)
        self.head = a_user(Role.HEAD, office=office)
        self.coordinator = a_user(Role.COORDINATOR)
        self.leader = a_user(Role.LEADER)


def a_task(state=TaskState.LISTED, title_vi="Hồ sơ trực tuyến toàn trình", **fields):
    """Return a task of 18.55 to 70 % by the end of 2026, reported every quarter once in work."""
    document = fields.pop("document", DOCUMENT)
    goal, _made = Goal.objects.get_or_create(document=document, title_vi="Hành chính công")
    given = {
        "indicator": "tỷ lệ hồ sơ",
        "unit": "%",
        "baseline": Decimal("18.55"),
        "target": Decimal(70),
        "due_on": date(2026, 12, 31),
        "state_at": NOW,
    }
    if state != TaskState.LISTED:
        given |= {"starts_on": date(2026, 1, 1), "every_months": Every.QUARTER}
    if "office" not in fields:
        fields["office"] = an_office()
    task = Task.objects.create(
        goal=goal,
        title_vi=title_vi,
        state=state,
        sort_key=sort_key(title_vi),
        **given | fields,
    )
    if task.office:
        Ownership.objects.create(task=task, office=task.office, from_at=NOW)
    return task


def a_running_task(**fields):
    """Return (task, Cast) that is under way since the first of January 2026."""
    task = a_task(TaskState.RUNNING, **fields)
    return task, Cast(task.office)


def a_blocked_task(**fields):
    """Return (task, Cast, office with which it is blocked)."""
    task, cast = a_running_task(**fields)
    other = an_office()
    said = {"reason": "Chờ ý kiến thẩm định.", "office": other, "other": ""}
    return actions.block(task=task, **said, by=cast.officer, at=NOW), cast, other
