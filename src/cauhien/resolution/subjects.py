"""How the rest of the product finds tasks, names their acts, and what of them waits for whom."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.accounts.states import Role
from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
from cauhien.resolution import actions, queries
from cauhien.resolution.models import Task
from cauhien.resolution.states import Act

name_acts(Act)
register(
    Subject(
        kind=queries.KIND,
        label=gettext_lazy("task of the resolution"),
        plural=gettext_lazy("tasks of the resolution"),
        url_name="resolution:task",
        visible_to=queries.tasks_for,
        is_open=True,
    )
)


def facts_of_step(parameters):
    """Return the parameters with the act in words."""
    return parameters | {"act": Act(parameters["act"]).label}


def facts_of_change(parameters):
    """Return the parameters with the changed columns in words."""
    known: Any = Task._meta
    names = [str(known.get_field(name).verbose_name) for name in parameters["fields"]]
    return parameters | {"what": ", ".join(names)}


notices.register(
    notices.Kind(
        actions.STEP, gettext_lazy("steps of a task that concerns you"), facts=facts_of_step
    )
)
notices.register(
    notices.Kind(
        actions.CHANGED, gettext_lazy("changes of the plan of your tasks"), facts=facts_of_change
    )
)
notices.register(
    notices.Kind(actions.ASSIGNED, gettext_lazy("tasks that are given to you"), urgent=True)
)


@items.register
def tasks_to_take_up(user, at):
    return items.Rows(
        query=queries.to_take_up(office_ids(user, Role.HEAD)),
        kind=queries.KIND,
        page="resolution:take_up",
        to_do=_("Take the task up, and say how often it is reported on"),
        if_nothing=_("Everybody reads that no office has taken it up."),
        since="state_at",
    )


@items.register
def blocks_to_clear(user, at):
    return items.Rows(
        query=queries.blocked_with(office_ids(user, *OFFICE_STAFF)),
        kind=queries.KIND,
        page="resolution:task",
        to_do=_("Clear what blocks a task of another office"),
        if_nothing=_("Everybody reads that it is blocked with your office."),
        since="state_at",
    )
