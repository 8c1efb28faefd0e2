"""How the rest of the product finds laboratories, and what waits for whom about their use."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.facilities import queries, rules
from cauhien.facilities.actions.offer import KEEPER_NAMED
from cauhien.facilities.actions.steps import BOOKING_MOVED, FAULT_MOVED, REQUEST_MOVED
from cauhien.facilities.actions.waits import TIME_FREE
from cauhien.facilities.states import (
    BookingState,
    FaultState,
    Refusal,
    RequestState,
    UseAct,
    UseActor,
)
from cauhien.notices.states import Kind, register
from cauhien.organisations.subjects import add_tab
from cauhien.ui import menu, words

subjects.register(
    subjects.Subject(
        kind=queries.KIND,
        label=gettext_lazy("laboratory"),
        plural=gettext_lazy("laboratories"),
        url_name="facilities:laboratory",
        visible_to=queries.laboratories_for,
    )
)
subjects.register(
    subjects.Subject(
        kind=queries.REQUEST,
        label=gettext_lazy("request to use"),
        plural=gettext_lazy("requests to use"),
        url_name="facilities:request",
        visible_to=queries.requests_for,
    )
)
subjects.register(
    subjects.Subject(
        kind=queries.BOOKING,
        label=gettext_lazy("booking"),
        plural=gettext_lazy("bookings"),
        url_name="facilities:booking",
        visible_to=queries.bookings_for,
    )
)
subjects.register(
    subjects.Subject(
        kind=queries.FAULT,
        label=gettext_lazy("report of a fault"),
        plural=gettext_lazy("reports of faults"),
        url_name="facilities:fault",
        visible_to=queries.faults_for,
    )
)
subjects.register(
    subjects.Subject(
        kind=queries.WAIT,
        label=gettext_lazy("wait for a time"),
        plural=gettext_lazy("waits for a time"),
        url_name="facilities:wait_shown",
        visible_to=queries.waits_for,
    )
)
add_tab("laboratories", gettext_lazy("Laboratories"), queries.laboratories_at)
name_acts(UseAct)
menu.register(
    menu.Entry(gettext_lazy("Use of laboratories"), "facilities:figures", rules.may_see_figures)
)


def facts_of_request(parameters):
    """Name state and reason in the reader's language."""
    refusal = parameters["refusal"]
    return parameters | {
        "state": RequestState(parameters["state"]).label,
        "refusal": Refusal(refusal).label if refusal else "",
    }


def facts_of_booking(parameters):
    """Name state and time in the reader's language."""
    return facts_of_time(parameters) | {"state": BookingState(parameters["state"]).label}


def facts_of_fault(parameters):
    return parameters | {"state": FaultState(parameters["state"]).label}


def facts_of_time(parameters):
    return parameters | {"start": words.moment(datetime.fromisoformat(parameters["start"]))}


def is_still_free(user, notice, at):
    return queries.to_take(user, at).filter(code=notice.subject_code).exists()


register(
    Kind(
        REQUEST_MOVED,
        gettext_lazy("what becomes of a request to use a laboratory"),
        facts=facts_of_request,
    )
)
register(
    Kind(
        BOOKING_MOVED[UseActor.HOST],
        gettext_lazy("bookings of a laboratory that you speak for"),
        facts=facts_of_booking,
    )
)
register(
    Kind(
        BOOKING_MOVED[UseActor.USER],
        gettext_lazy("a booking of yours that is cancelled or missed"),
        urgent=True,
        facts=facts_of_booking,
    )
)
register(
    Kind(
        FAULT_MOVED[UseActor.HOST],
        gettext_lazy("faults at a laboratory that you speak for"),
        urgent=True,
        facts=facts_of_fault,
    )
)
register(
    Kind(
        FAULT_MOVED[UseActor.USER],
        gettext_lazy("what becomes of a fault that you reported"),
        facts=facts_of_fault,
    )
)
register(
    Kind(
        TIME_FREE,
        gettext_lazy("that a time you wait for is free"),
        urgent=True,
        facts=facts_of_time,
        still_concerns=is_still_free,
    )
)
register(Kind(KEEPER_NAMED, gettext_lazy("that you speak for a laboratory")))


@items.register(by=queries.kept_by)
def requests_to_answer(user, at):
    return _about_request(
        queries.waiting_for_host(user),
        _("Answer a request to use a laboratory"),
        _("The day that its sender was told passes, and the figures show it."),
        since="made_at",
        due="due_at",
    )


@items.register(by=queries.requested_by)
def questions_to_answer(user, at):
    return _about_request(
        queries.waiting_for_user(user),
        _("Answer the host of a laboratory"),
        _("The host decides nothing."),
        since="made_at",
    )


@items.register(by=queries.kept_by)
def uses_to_record(user, at):
    return _about_request(
        queries.to_record(user, at),
        _("Record that the laboratory was used"),
        _("The use is missing in the figures."),
        since="answered_at",
        due_on=F("last_on"),
    )


def _about_request(query, to_do, if_nothing, **when):
    return items.Rows(
        query=query,
        kind=queries.REQUEST,
        page="facilities:request",
        to_do=to_do,
        if_nothing=if_nothing,
        title=("laboratory__name_vi", "laboratory__name_en"),
        **when,
    )


@items.register(by=queries.booked_by)
def bookings_to_confirm(user, at):
    return items.Rows(
        query=queries.to_confirm(user, at),
        kind=queries.BOOKING,
        page="facilities:booking",
        to_do=_("Confirm a booking"),
        if_nothing=_("The time is free again for others."),
        title=("resource__name_vi",),
        since="made_at",
        due="held_until",
    )


@items.register(by=queries.booked_by)
def bookings_to_keep(user, at):
    return items.Rows(
        query=queries.to_keep(user, at),
        kind=queries.BOOKING,
        page="facilities:booking",
        to_do=_("Come to what you have booked, or cancel it in time"),
        if_nothing=_("It is noted that nobody came, and others could not use it."),
        title=("resource__name_vi",),
        since="confirmed_at",
        due=F("period__startswith"),
    )


@items.register(by=queries.kept_by)
def faults_to_answer(user, at):
    return items.Rows(
        query=queries.faults_to_answer(user),
        kind=queries.FAULT,
        page="facilities:fault",
        to_do=_("Answer the report of a fault"),
        if_nothing=_("Others book and find it does not work."),
        title=("resource__name_vi", "resource__name_en"),
        since="made_at",
    )


@items.register(by=queries.waits_of)
def times_to_take(user, at):
    return items.Rows(
        query=queries.to_take(user, at),
        kind=queries.WAIT,
        page="facilities:wait_shown",
        to_do=_("Book the time that you waited for: it is free"),
        if_nothing=_("It is not held for you: whoever books first has it."),
        title=("resource__name_vi", "resource__name_en"),
        since="told_at",
        due=F("period__startswith"),
    )


@items.register(by=queries.qualified)
def requirements_to_renew(user, at):
    return items.Rows(
        query=queries.running_out(user, at),
        kind="requirement",
        code="requirement__code",
        title=("requirement__text_vi", "requirement__text_en"),
        page="facilities:laboratory",
        arguments=("requirement__resource__laboratory__code",),
        to_do=_("Renew what a laboratory requires of you, before it runs out"),
        if_nothing=_("After that day you can neither book there nor check in."),
        since="given_at",
        due_on="expires_on",
    )


@items.register
def hosts_to_name(user, at):
    waiting = queries.unanswered_for(user)
    return items.Asked(waiting, lambda: list(_hosts_to_name(user, at)))


def _hosts_to_name(user, at):
    for laboratory, since in queries.without_host(user, at):
        yield items.Item(
            queries.KIND,
            laboratory.code,
            str(laboratory),
            _("Name who speaks for a laboratory: a request waits there"),
            reverse("facilities:keepers", args=[laboratory.code]),
            since,
            _("Nobody can answer whoever has asked."),
        )
