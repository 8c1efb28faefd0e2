"""Mechanisms, obstacles and trials: their kinds, what is told of them, what waits for whom."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.rules import is_office_staff
from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.notices.states import Kind, register
from cauhien.policies import queries
from cauhien.policies.actions.watching import WATCHED
from cauhien.policies.states import Act, News
from cauhien.ui.words import day, language

for kind, label, plural, url_name, visible_to in (
    (
        queries.MECHANISM,
        gettext_lazy("mechanism"),
        gettext_lazy("mechanisms"),
        "policies:mechanism",
        queries.mechanisms_for,
    ),
    (
        queries.OBSTACLE,
        gettext_lazy("obstacle"),
        gettext_lazy("obstacles"),
        "policies:obstacle",
        queries.obstacles_for,
    ),
    (
        queries.TRIAL,
        gettext_lazy("trial under supervision"),
        gettext_lazy("trials under supervision"),
        "policies:trial",
        queries.trials_for,
    ),
):
    subjects.register(
        subjects.Subject(
            kind=kind,
            label=label,
            plural=plural,
            url_name=url_name,
            visible_to=visible_to,
            has_hidden=kind == queries.MECHANISM,
        )
    )
name_acts(Act)


def facts_of_answer(parameters):
    """Return the parameters with the act in words."""
    return parameters | {"act": Act(parameters["act"]).label}


register(
    Kind(
        "policies.answered",
        gettext_lazy("what becomes of an obstacle, a comment or a trial of yours"),
        facts=facts_of_answer,
    )
)


def facts_of_news(parameters):
    """Return the parameters with the news and why in words."""
    why = parameters["why"][language()]
    until = day(date.fromisoformat(parameters["until"])) if parameters["until"] else ""
    return parameters | {"news": News(parameters["news"]).label, "why": why, "until": until}


register(
    Kind(
        WATCHED,
        gettext_lazy("mechanisms that fit the answers you keep, change or end"),
        facts=facts_of_news,
    )
)
register(
    Kind(
        "policies.came",
        gettext_lazy("applications for trials, reports on them, consultations that are closed"),
        facts=facts_of_answer,
    )
)


@items.register
def obstacles_to_answer(user, at):
    return items.Rows(
        query=queries.obstacles_to_answer(user),
        kind=queries.OBSTACLE,
        title=("title",),
        page="policies:obstacle",
        to_do=_("Answer an obstacle"),
        if_nothing=_("The date that its sender was told passes, and everybody sees it."),
        since="sent_at",
        due="due_at",
    )


@items.register(by=is_office_staff)
def comments_to_answer(user, at):
    return items.Rows(
        query=queries.drafts_with_comments(user),
        kind=queries.MECHANISM,
        page="policies:mechanism",
        to_do=_("Answer comments on a draft"),
        if_nothing=_("The consultation cannot be closed."),
        since="waits_since",
        due_on="consulted_until",
    )


@items.register(by=is_office_staff)
def drafts_to_consult(user, at):
    return items.Rows(
        query=queries.drafts_to_consult(user),
        kind=queries.MECHANISM,
        page="policies:mechanism",
        to_do=_("Put a draft to consultation, or have it rewritten"),
        if_nothing=_("Nobody outside the office reads it."),
        since="waits_since",
    )


@items.register(by=is_office_staff)
def consultations_to_close(user, at):
    return items.Rows(
        query=queries.consultations_to_close(user, localdate(at)),
        kind=queries.MECHANISM,
        page="policies:mechanism",
        to_do=_("Close a consultation whose time is over"),
        if_nothing=_("It can neither be adopted nor rewritten."),
        since="consulted_until",
    )


@items.register
def mechanisms_to_adopt(user, at):
    return items.Rows(
        query=queries.mechanisms_to_adopt(user),
        kind=queries.MECHANISM,
        page="policies:mechanism",
        to_do=_("Record the adoption once the document is signed"),
        if_nothing=_("Everybody reads that its consultation is closed, and no more."),
        since="consulted_until",
    )


@items.register
def trials_to_decide(user, at):
    return items.Rows(
        query=queries.trials_to_decide(user),
        kind=queries.TRIAL,
        title=("title",),
        page="policies:trial",
        to_do=_("Decide on a trial"),
        if_nothing=_("The applicant waits and nothing is tried."),
        since="sent_at",
    )


@items.register
def trials_to_correct(user, at):
    return items.Rows(
        query=queries.trials_to_correct(user),
        kind=queries.TRIAL,
        title=("title",),
        page="policies:correct",
        to_do=_("Correct your application for a trial"),
        if_nothing=_("It stays returned, and nothing is decided."),
        since="sent_at",
    )


@items.register
def trials_to_supervise(user, at):
    return items.Rows(
        query=queries.trials_to_supervise(user, localdate(at)),
        kind=queries.TRIAL,
        title=("title",),
        page="policies:supervise",
        to_do=_("Report the supervision of a trial"),
        if_nothing=_("Everybody reads when it was last looked at."),
        since="sent_at",
        due_on="next_on",
    )


@items.register
def trials_with_incident(user, at):
    return items.Rows(
        query=queries.trials_with_incident(user),
        kind=queries.TRIAL,
        title=("title",),
        page="policies:supervise",
        to_do=_("Look into an incident of a trial"),
        if_nothing=_("Everybody reads of the incident, and of nothing done about it."),
        since="incident_at",
    )


@items.register
def trials_to_end(user, at):
    return items.Rows(
        query=queries.trials_to_end(user, localdate(at)),
        kind=queries.TRIAL,
        title=("title",),
        page="policies:trial",
        to_do=_("Say what a trial has shown, and end it"),
        if_nothing=_("Everybody reads that its time is over and nothing was said."),
        since="sent_at",
        due_on="until_on",
    )
