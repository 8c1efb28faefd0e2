"""How the rest of the product finds start-ups and who helps them, and what waits for whom."""

from django.db.models import Value
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.ecosystem import rules
from cauhien.ecosystem.actions.completing import ASKED
from cauhien.ecosystem.actions.following import ANNOUNCED, CLOSES
from cauhien.ecosystem.actions.registrations import ANSWERED
from cauhien.ecosystem.queries import completing, entries, registrations
from cauhien.ecosystem.states import CompletionAct, RegistrationAct
from cauhien.notices import states as notices
from cauhien.organisations.subjects import add_tab
from cauhien.ui import menu

add_tab("ecosystem", gettext_lazy("Start-up ecosystem"), entries.all_at)
register(
    Subject(
        kind=entries.STARTUP,
        label=gettext_lazy("start-up"),
        plural=gettext_lazy("start-ups"),
        url_name="ecosystem:startup",
        visible_to=entries.startups_for,
    )
)
register(
    Subject(
        kind=entries.BODY,
        label=gettext_lazy("support body for start-ups"),
        plural=gettext_lazy("support bodies for start-ups"),
        url_name="ecosystem:body",
        visible_to=entries.bodies_for,
    )
)
register(
    Subject(
        kind=entries.EVENT,
        label=gettext_lazy("event"),
        plural=gettext_lazy("events"),
        url_name="ecosystem:event",
        visible_to=entries.events_for,
    )
)
register(
    Subject(
        kind=entries.MENTOR,
        label=gettext_lazy("mentor"),
        plural=gettext_lazy("mentors"),
        url_name="ecosystem:mentor",
        visible_to=entries.mentors_for,
    )
)
register(
    Subject(
        kind=registrations.REGISTRATION,
        label=gettext_lazy("registration in the ecosystem"),
        plural=gettext_lazy("registrations in the ecosystem"),
        url_name="ecosystem:registration",
        visible_to=registrations.registrations_for,
    )
)
name_acts(RegistrationAct)
name_acts(CompletionAct)
menu.register(
    menu.Entry(
        gettext_lazy("Registrations in the ecosystem"),
        "ecosystem:registrations",
        rules.may_moderate,
    )
)


def _named(said):
    return said | {"act": RegistrationAct(said["act"]).label}


notices.register(
    notices.Kind(
        ANSWERED,
        gettext_lazy("what becomes of something that you registered in the ecosystem"),
        urgent=True,
        facts=_named,
    )
)

notices.register(
    notices.Kind(ASKED, gettext_lazy("that something of yours in the ecosystem leaves things open"))
)
notices.register(
    notices.Kind(ANNOUNCED, gettext_lazy("a date of something in the ecosystem that you follow"))
)
notices.register(
    notices.Kind(CLOSES, gettext_lazy("the last days of a round in the ecosystem that you follow"))
)


@items.register(by=rules.may_moderate)
def registrations_to_answer(user, at):
    return items.Rows(
        query=registrations.waiting_for(user),
        kind=registrations.REGISTRATION,
        title=("title",),
        page="ecosystem:registration",
        to_do=_("Answer a registration"),
        if_nothing=_("Whoever sent it waits, and nobody else finds it."),
        since="sent_at",
        due="due_at",
    )


@items.register
def registrations_to_complete(user, at):
    return items.Rows(
        query=registrations.asked_back(user),
        kind=registrations.REGISTRATION,
        title=("title",),
        page="ecosystem:registration",
        to_do=_("Complete your registration"),
        if_nothing=_("It is not shown to anybody."),
        since="answered_at",
    )


@items.register(by=rules.may_moderate)
def bodies_to_complete(user, at):
    return _to_see_to(entries.BODY, gettext_lazy("Bodies that leave field or stage open"), user, at)


@items.register(by=rules.may_moderate)
def startups_to_complete(user, at):
    title = gettext_lazy("Start-ups that leave field or stage open")
    return _to_see_to(entries.STARTUP, title, user, at)


def _to_see_to(kind, title, user, at):
    waiting = completing.untended(kind, user, localdate(at).year)
    return items.Asked(waiting, lambda: [_heap(kind, title, waiting.first())])


def _heap(kind, title, first):
    of = "?of=startups" if kind == entries.STARTUP else ""
    return items.Item(
        kind=kind,
        code="",
        title=str(title),
        to_do=_("Read their pages, or ask whoever runs them"),
        url=reverse("ecosystem:open") + of,
        since=first.retrieved_at or first.registered_at,
        if_nothing=_("No founder finds them by field or stage."),
    )


@items.register
def own_bodies_to_complete(user, at):
    return _own_to_complete(entries.BODY, user)


@items.register
def own_startups_to_complete(user, at):
    return _own_to_complete(entries.STARTUP, user)


def _own_to_complete(kind, user):
    return items.Rows(
        query=completing.asked_of(kind, user),
        kind=kind,
        title=("name_vi", "name_en"),
        page="ecosystem:change",
        arguments=(Value(kind), "code"),
        to_do=_("Say for which fields and stages it is"),
        if_nothing=_("No founder finds it by field or stage."),
        since="asked_at",
    )
