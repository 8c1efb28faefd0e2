"""Problems: their kind, and which of them wait for whom."""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.rules import is_office_staff
from cauhien.challenges.actions.assigning import ASSIGNED, LEAD_REPLACED
from cauhien.challenges.queries import KIND, challenges_for
from cauhien.challenges.queries.task import awaiting_a_lead, to_assign
from cauhien.challenges.queries.waiting import returned_to, to_sign, to_triage
from cauhien.challenges.states import Act, InitiativeAct
from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices

register(
    Subject(
        kind=KIND,
        label=gettext_lazy("problem"),
        plural=gettext_lazy("problems"),
        url_name="challenges:detail",
        visible_to=challenges_for,
        has_hidden=True,
    )
)

name_acts(Act)
name_acts(InitiativeAct)


def facts_of_step(parameters):
    """Return the parameters with the act in words."""
    return parameters | {"act": Act(parameters["act"]).label}


notices.register(
    notices.Kind(
        "challenges.step",
        gettext_lazy("steps of a problem that concerns you or that you follow"),
        facts=facts_of_step,
    )
)
notices.register(
    notices.Kind(
        ASSIGNED, gettext_lazy("tasks directly assigned to your organisation"), urgent=True
    )
)
notices.register(
    notices.Kind(
        LEAD_REPLACED, gettext_lazy("another person is to lead a file that you led"), urgent=True
    )
)
notices.register(
    notices.Kind(
        "challenges.call_changed",
        gettext_lazy("changes of a call that you follow or have a file for"),
        urgent=True,
        facts=facts_of_step,
    )
)


@items.register(by=is_office_staff)
def returned_drafts(user, at):
    return items.Rows(
        query=returned_to(user),
        kind=KIND,
        page="challenges:edit",
        to_do=_("Rework the text and send it again"),
        if_nothing=_("It stays a draft that only your office sees."),
        since="returned_at",
    )


@items.register(by=is_office_staff)
def texts_to_sign(user, at):
    return items.Rows(
        query=to_sign(user),
        kind=KIND,
        page="challenges:sign",
        to_do=_("Read the text and sign it, or return it"),
        if_nothing=_("It stays unsigned, and the coordinator does not see it."),
        since="sent_at",
    )


@items.register
def signed_problems(user, at):
    return items.Rows(
        query=to_triage(user),
        kind=KIND,
        page="challenges:triage",
        to_do=_("Look it through"),
        if_nothing=_("It goes no further, and no call begins for it."),
        since=Coalesce("signed_at", "saved_at"),
    )


@items.register
def tasks_to_assign(user, at):
    return items.Rows(
        query=to_assign(user),
        kind=KIND,
        page="challenges:call_assign",
        to_do=_("Name to whom the task is assigned directly"),
        if_nothing=_("The call is not published."),
        since="concluded_at",
    )


@items.register
def leads_to_come(user, at):
    return items.Rows(
        query=awaiting_a_lead(user, at),
        kind=KIND,
        page="challenges:call_lead",
        to_do=_("Wait for who is to lead the file, or invite another person"),
        if_nothing=_("Nobody writes the file, and the call ends without one."),
        since="invited_at",
        due="call__closes_at",
    )
