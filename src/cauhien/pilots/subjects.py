"""What waits for whom in a pilot, the notices of it, and the words of its acts."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.notices import states as notices
from cauhien.pilots import queries
from cauhien.pilots.states import Act, Answer

name_acts(Act)


def facts_of_answer(parameters):
    """Name the answer in the reader's language."""
    return parameters | {"answer": Answer(parameters["answer"]).label}


notices.register(
    notices.Kind("pilots.reported", gettext_lazy("reports of a pilot that your office answers"))
)
notices.register(
    notices.Kind(
        "pilots.answered",
        gettext_lazy("answers to what your team reported of a pilot"),
        urgent=True,
        facts=facts_of_answer,
    )
)


@items.register
def reports_to_answer(user, at):
    nothing = _("The team goes unanswered, and the milestone cannot be paid.")
    return [
        _item(
            one.milestone.pilot,
            "answer_report",
            _("Accept the report of a milestone, or return it"),
            one.at,
            nothing,
            args=[one.code],
        )
        for one in queries.reports_waiting(_offices(user))
    ]


@items.register
def values_to_answer(user, at):
    nothing = _("The value stays unseen.")
    return [
        _item(
            one.pilot,
            "answer_value",
            _("Accept a measured value, or return it"),
            one.at,
            nothing,
            args=[one.code],
        )
        for one in queries.values_waiting(_offices(user))
    ]


@items.register
def milestones_to_report(user, at):
    nothing = _("After the day everybody reads that the milestone is late.")
    return [
        _item(
            one.pilot,
            "report",
            _("Report milestone %(number)s") % {"number": one.number},
            one.pilot.frozen_at,
            nothing,
            due=one.due_on,
            args=[one.number],
        )
        for one in queries.milestones_of_team(user)
    ]


@items.register
def pilots_to_report(user, at):
    nothing = _("After the day everybody reads that the pilot was due and has no report.")
    return [
        _item(one, "sum_up", _("Report on the pilot"), one.frozen_at, nothing, due=one.due_on)
        for one in queries.to_sum_up(_offices(user))
    ]


@items.register
def votes_to_give(user, at):
    nothing = _("Without two thirds of the votes the council cannot conclude.")
    return [
        _item(one, "vote", _("Vote on the acceptance"), one.reported_at, nothing)
        for one in queries.to_vote(user)
    ]


@items.register
def pilots_to_look_at_again(user, at):
    nothing = _("Everybody reads that nobody has looked again.")
    return [
        _item(
            one,
            "follow_up",
            _("Say whether the problem went away"),
            one.ended_at,
            nothing,
            due=one.follow_up_on,
        )
        for one in queries.to_follow_up(_offices(user))
        if localdate(at) >= one.follow_up_on
    ]


def _offices(user):
    return office_ids(user, *OFFICE_STAFF)


def _item(pilot, page, to_do, since, if_nothing, *, due=None, args=()):  # noqa: PLR0913
    challenge = pilot.challenge
    url = reverse(f"pilots:{page}", args=[challenge.code, *args])
    ends = make_aware(datetime.combine(due, time(23, 59))) if due else None
    title = str(challenge)
    return items.Item(queries.KIND, challenge.code, title, to_do, url, since, if_nothing, ends)
