"""The plan: tasks of documents taken over, written and changed, each with its owner."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.provenance import Said, take_over
from cauhien.notices.actions import tell
from cauhien.resolution import rules
from cauhien.resolution.actions.duties import own
from cauhien.resolution.actions.refusals import CannotDo, ask, locked, log, spread
from cauhien.resolution.models import Goal, Task
from cauhien.resolution.queries import KIND, people_told
from cauhien.resolution.states import PLANNED, Act, TaskState, Told

# What a document says of a task in words, with the editor's translations.
SAID = (
    *("title_vi", "title_en", "owner_printed", "owner_printed_en", "target_code"),
    *("indicator", "indicator_en", "unit", "unit_en", "target_text", "target_text_en"),
    *("baseline_text", "baseline_text_en", "published_status", "published_status_en"),
)
CHANGED = "resolution.changed"


def task_columns(record):
    """Return what a record of a task says, by column."""
    return {name: getattr(record, name) for name in SAID} | {
        "target": Decimal(record.target) if record.target else None,
        "baseline": Decimal(record.baseline) if record.baseline else None,
        "due_on": date.fromisoformat(record.due_on) if record.due_on else None,
    }


@transaction.atomic
def take_over_tasks(rows, *, source, at):
    """Write tasks as a document says them; rows: [(record, sha256, office or None)].

    A task that was taken up here follows no document any more. Returns the Taken.
    """
    keys = [record.key for record, _sha256, _office in rows]
    held = Task.objects.filter(source_key__in=keys).exclude(state=TaskState.LISTED)
    left = set(held.values_list("source_key", flat=True))
    english = {(one.document, one.goal): (one.document_en, one.goal_en) for one, _, _ in rows}
    goals = {key: _goal(*key, *said) for key, said in english.items()}
    said = {
        record.key: Said(
            task_columns(record) | {"goal": goals[record.document, record.goal], "office": office},
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256, office in rows
        if record.key not in left
    }
    taken = take_over(Task, KIND, said, source=source, at=at)
    Task.objects.filter(source_key__in=taken.new).update(state_at=at)
    for task in taken.written:
        log(task, Act.LIST if task.source_key in taken.new else Act.LIST_AGAIN, None, at)
        own(task, task.office, None, at)
    spread(taken.written, at=at)
    return taken


@transaction.atomic
def plan_task(*, document, goal, values, office, by, at):
    """Write a new task into the plan. values: {name of PLANNED: value}. Returns the task."""
    ask(rules.may_plan(by))
    values = {"title_vi": ""} | values
    if not values["title_vi"]:
        raise CannotDo(_("Name the task."), "title_vi")
    task = Task(goal=_goal(document, goal), office=office, state_at=at, **values)
    task.derive()
    task.save()
    log(task, Act.PLAN, by, at)
    own(task, office, by, at)
    spread([task], at=at)
    return task


@transaction.atomic
def change_plan(*, task, values, reason, by, at):
    """Change what is planned of a task; each change carries its reason, which everybody reads.

    values: {name of PLANNED: value}. Returns {name: [before, after]} of what has changed.
    """
    task = locked(task)
    ask(rules.may(by, task, "change"))
    changed = changes(task, values)
    if not changed:
        return changed
    if not reason.strip():
        raise CannotDo(_("Say why."), "reason")
    for name in changed:
        setattr(task, name, values[name])
    if not task.title_vi:
        raise CannotDo(_("Name the task."), "title_vi")
    if task.is_in_work and not (task.starts_on and task.every_months):
        raise CannotDo(_("Say from when and how often it is reported on."), "starts_on")
    task.save(update_fields=[*changed, *task.derive()])
    log(task, Act.CHANGE, by, at, reason=reason.strip(), changes=changed)
    people = {*people_told(Told.OFFICERS, task, localdate(at))} - {by}
    said = {"reason": reason.strip(), "fields": list(changed)}
    tell(users=people, kind=CHANGED, subject=(KIND, task.code), at=at, parameters=said)
    spread([task], at=at)
    return changed


def changes(task, values):
    """Return {name: [before, after]}, as texts, of what other values would change in a task."""
    return {
        name: [_written(getattr(task, name)), _written(value)]
        for name, value in values.items()
        if name in PLANNED and _written(getattr(task, name)) != _written(value)
    }


def _goal(document, title, document_en="", title_en=""):
    """Return the goal of a document; what is said of it in English is taken over."""
    said = {"document_en": document_en, "title_en": title_en}
    said = {name: text for name, text in said.items() if text}
    return Goal.objects.update_or_create(document=document, title_vi=title, defaults=said)[0]


def _written(value):
    """Return a value as the log keeps it: 18 and 18.0000 are the same number."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
