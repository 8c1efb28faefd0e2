"""How the rest of the product finds meetings of members, and what waits for whom."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.meetings import queries, rules
from cauhien.meetings.actions import ANSWERED, CALLED, MOVED
from cauhien.meetings.states import Act, MeetingState
from cauhien.network.rules import own_pages
from cauhien.notices.rules import while_it_waits
from cauhien.notices.states import Kind, register
from cauhien.ui import menu

subjects.register(
    subjects.Subject(
        kind=queries.MEETING,
        label=gettext_lazy("meeting of members"),
        plural=gettext_lazy("meetings of members"),
        url_name="meetings:meeting",
        visible_to=queries.meetings_for,
    )
)
name_acts(Act)
menu.register(menu.Entry(gettext_lazy("Meetings"), "meetings:meetings", rules.may_call))


def _said(parameters):
    return parameters | {"act": Act(parameters["act"]).label}


def _timed(parameters):
    begins = localtime(datetime.fromisoformat(parameters["starts_at"]))
    return parameters | {"starts_at": begins}


register(
    Kind(
        CALLED,
        gettext_lazy("invitations to meetings of members"),
        urgent=True,
        facts=_timed,
        still_concerns=while_it_waits,
    )
)
register(Kind(MOVED, gettext_lazy("what happens to a meeting you are invited to"), facts=_said))
register(Kind(ANSWERED, gettext_lazy("answers to your invitations"), facts=_said))


@items.register(by=own_pages)
def invitations_to_answer(user, at):
    return items.Rows(
        query=queries.to_answer(user, at),
        kind=queries.MEETING,
        code="meeting__code",
        page="meetings:meeting",
        arguments=("meeting__code",),
        to_do=_("Say whether you come to the meeting"),
        if_nothing=_("The office does not know whether to count on you."),
        title=("meeting__title",),
        since="invited_at",
        due="meeting__starts_at",
    )


@items.register(by=rules.may_call)
def meetings_to_call(user, at):
    return items.Rows(
        query=queries.run_by(user, MeetingState.PLANNED),
        kind=queries.MEETING,
        page="meetings:meeting",
        to_do=_("Choose members and send the invitations"),
        if_nothing=_("Nobody knows of the meeting."),
        title=("title",),
        since="made_at",
        due="starts_at",
    )


@items.register(by=rules.may_call)
def minutes_to_write(user, at):
    return items.Rows(
        query=queries.to_minute(user, at),
        kind=queries.MEETING,
        page="meetings:minutes",
        to_do=_("Write the minutes of the meeting"),
        if_nothing=_("What was agreed is kept nowhere."),
        title=("title",),
        since="ends_at",
    )


@items.register(by=rules.may_call)
def minutes_to_confirm(user, at):
    return items.Rows(
        query=queries.run_by(user, MeetingState.MINUTED),
        kind=queries.MEETING,
        page="meetings:confirm",
        to_do=_("Read the remarks and confirm the minutes"),
        if_nothing=_("The minutes count as a draft."),
        title=("title",),
        since="held_until",
    )
