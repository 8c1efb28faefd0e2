"""What cannot be done with a task, and what every act begins and ends with."""

from django.utils.translation import gettext as _

from cauhien.core import search
from cauhien.core.audit import record
from cauhien.core.events import announce_many
from cauhien.organisations.states import Zone
from cauhien.resolution.models import Task
from cauhien.resolution.queries import KIND


class CannotDo(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


def locked(task):
    found = Task.objects.select_for_update(of=("self",)).select_related(
        "goal", "office__organisation", "blocked_office__organisation"
    )
    return found.get(pk=task.pk)


def ask(allowed):
    if not allowed:
        raise CannotDo(_("This step is not yours, or the task is no longer where it was."))


def log(task, act, by, at, *, public=True, **detail):
    said = {name: value for name, value in detail.items() if value not in ("", None)}
    return record(chain=task.chain, act=act, by=by, at=at, public=public, detail=said)


def spread(tasks, *, at):
    """Tell the search and the apps above that tasks have changed."""
    search.index_many([_thing(task) for task in tasks], at=at)
    codes = [task.code for task in tasks]
    announce_many(kind="task.changed", subject_kind=KIND, subject_codes=codes, at=at)


def _thing(task):
    office = task.office.organisation if task.office else None
    named = [office.name_vi, office.name_en] if office else []
    return search.Thing(
        kind=KIND,
        code=task.code,
        title=(task.title_vi, task.title_en),
        summary=(task.goal.title_vi, task.goal.title_en),
        text="\n".join([task.goal.document, task.indicator, task.owner_printed, *named]),
        sort_key=task.sort_key,
        place=Zone.CITY,
        year=task.due_on.year if task.due_on else None,
    )
