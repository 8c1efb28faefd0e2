"""What waits for whom in a pilot, the notices of it, and the words of its acts."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.rules import OFFICE_STAFF, is_office_staff, office_ids
from cauhien.challenges.queries.initiative.waiting import in_a_team
from cauhien.challenges.states import State
from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.calendar import end_of
from cauhien.members.states import Deed, register_deed
from cauhien.notices import states as notices
from cauhien.pilots import queries, rules
from cauhien.pilots.states import Act, Answer
from cauhien.review.rules import own_seats

name_acts(Act)
register_deed(Deed("chosen", gettext_lazy("solutions selected"), queries.files_chosen))
register_deed(
    Deed("pilots", gettext_lazy("pilots that reached their target"), queries.pilots_that_met)
)


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


@items.register(by=is_office_staff)
def owed_by_the_office(user, at):
    """What an office has to answer, to report and to look at again, in one go."""
    pilots, day = queries.owed_by(office_ids(user, *OFFICE_STAFF)), localdate(at)
    return items.Asked(
        pilots, lambda: [item for pilot in pilots for item in _of_the_office(pilot, day)]
    )


def _of_the_office(pilot, day):
    nothing = _("The team goes unanswered, and the milestone cannot be paid.")
    to_do = _("Accept the report of a milestone, or return it")
    for milestone in pilot.milestones.all():
        for one in milestone.waiting_reports:
            yield _item(pilot, "answer_report", to_do, one.at, nothing, args=[one.code])
    nothing, to_do = _("The value stays unseen."), _("Accept a measured value, or return it")
    for one in pilot.waiting_values:
        yield _item(pilot, "answer_value", to_do, one.at, nothing, args=[one.code])
    if pilot.challenge.state == State.PILOT:
        nothing = _("After the day everybody reads that the pilot was due and has no report.")
        to_do = _("Report on the pilot")
        yield _item(pilot, "sum_up", to_do, pilot.frozen_at, nothing, due=pilot.due_on)
    elif day >= pilot.follow_up_on:
        nothing = _("Everybody reads that nobody has looked again.")
        to_do = _("Say whether the problem went away")
        yield _item(pilot, "follow_up", to_do, pilot.ended_at, nothing, due=pilot.follow_up_on)


@items.register(by=is_office_staff)
def plans_to_write(user, at):
    return items.Rows(
        query=queries.to_plan(office_ids(user, *OFFICE_STAFF)),
        kind=queries.KIND,
        page="pilots:pilot",
        to_do=_("Write the plan of measurement for the pilot"),
        if_nothing=_("No pilot begins, and what was decided comes to nothing."),
        since="decided_at",
    )


@items.register
def plans_to_freeze(user, at):
    nothing, to_do = _("The pilot does not begin."), _("Freeze the plan and begin the pilot")
    plans = queries.to_begin(user)
    return items.Asked(
        plans,
        lambda: [
            _item(one, "begin", to_do, one.saved_at, nothing)
            for one in plans
            if rules.may_begin(user, one.challenge) and not _hinders(one, localdate(at))
        ],
    )


def _hinders(pilot, on):
    """Return whether something keeps a plan from being frozen on a day."""
    return queries.missing_in_plan(pilot) or queries.hindrance_of(pilot.challenge, on)


@items.register(by=in_a_team)
def milestones_to_report(user, at):
    nothing = _("After the day everybody reads that the milestone is late.")
    milestones = queries.milestones_of_team(user)
    return items.Asked(
        milestones,
        lambda: [
            _item(
                one.pilot,
                "report",
                _("Report milestone %(number)s") % {"number": one.number},
                one.pilot.frozen_at,
                nothing,
                due=one.due_on,
                args=[one.number],
            )
            for one in milestones
        ],
    )


@items.register(by=in_a_team)
def values_to_measure_again(user, at):
    return items.Rows(
        query=queries.values_to_measure_again(user),
        kind=queries.KIND,
        code="pilot__challenge__code",
        title=("pilot__challenge__title_vi", "pilot__challenge__title_en"),
        page="pilots:measure",
        arguments=("pilot__challenge__code",),
        to_do=_("Report the returned value again, with what was missing"),
        if_nothing=_("The value stays unseen."),
        since="answered_at",
    )


@items.register(by=own_seats)
def votes_to_give(user, at):
    return items.Rows(
        query=queries.to_vote(user),
        kind=queries.KIND,
        code="challenge__code",
        title=("challenge__title_vi", "challenge__title_en"),
        page="pilots:vote",
        arguments=("challenge__code",),
        to_do=_("Vote on the acceptance"),
        if_nothing=_("The council does not conclude, and nothing is decided."),
        since="reported_at",
    )


def _item(pilot, page, to_do, since, if_nothing, *, due=None, args=()):  # noqa: PLR0913 - an item is these facts
    challenge = pilot.challenge
    url = reverse(f"pilots:{page}", args=[challenge.code, *args])
    ends = end_of(due) if due else None
    title = str(challenge)
    return items.Item(queries.KIND, challenge.code, title, to_do, url, since, if_nothing, ends)
