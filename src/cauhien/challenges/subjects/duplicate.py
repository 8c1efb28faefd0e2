"""What waits because of files that are alike, and what their teams are told."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.actions.initiative.duplicates import ASKED, JUDGED
from cauhien.challenges.queries.initiative import KIND
from cauhien.challenges.queries.initiative import duplicates as queries
from cauhien.challenges.queries.initiative.waiting import in_a_team
from cauhien.challenges.rules import duplicate as rules
from cauhien.challenges.states import DuplicateState
from cauhien.challenges.subjects.initiative import title_of
from cauhien.core import items
from cauhien.core.calendar import end_of
from cauhien.notices import states as notices


def facts_of_asking(parameters):
    return parameters | {"title": title_of(parameters)}


def facts_of_finding(parameters):
    finding = DuplicateState(parameters["state"]).label
    return parameters | {"finding": finding, "title": title_of(parameters)}


notices.register(
    notices.Kind(
        ASKED,
        gettext_lazy("questions on passages that stand elsewhere too"),
        urgent=True,
        facts=facts_of_asking,
    )
)
notices.register(
    notices.Kind(
        JUDGED,
        gettext_lazy("what was found on such passages"),
        urgent=True,
        facts=facts_of_finding,
    )
)


@items.register
def likenesses(user, at):
    found = queries.to_look_at(user)
    return items.Asked(found, lambda: _likenesses(user, found, at))


def _likenesses(user, found, at):
    """Return what staff look at and decide, one item for each call."""
    waiting = {}
    for one in found:
        if rules.may_ask(user, one) or (rules.may_judge(user, one) and rules.is_heard(one, at)):
            waiting.setdefault(one.files[1].challenge, one)
    nothing = _("The council gets both files as if they were two works.")
    return [
        items.Item(
            "challenge",
            challenge.code,
            str(challenge),
            _("Look at the files that are alike"),
            reverse("challenges:duplicates", args=[challenge.code]),
            one.at,
            nothing,
        )
        for challenge, one in waiting.items()
    ]


@items.register
def failed_comparisons(user, at):
    found = queries.to_compare_again(user)
    return items.Asked(found, lambda: _failed_comparisons(user, found))


def _failed_comparisons(user, found):
    return [
        items.Item(
            "challenge",
            one.code,
            str(one),
            _("Have the files compared again: it has failed"),
            reverse("challenges:duplicates", args=[one.code]),
            one.call.closes_at,
            _("The council gets no files."),
        )
        for one in found.select_related("call", "office")
        if rules.may_compare_again(user, one)
    ]


@items.register(by=in_a_team)
def own_likenesses(user, at):
    found = queries.to_answer(user)
    return items.Asked(found, lambda: _own_likenesses(user, found, at))


def _own_likenesses(user, found, at):
    """Return what a team is asked about passages of its file."""
    nothing = _("It is decided without your answer.")
    return [
        items.Item(
            KIND,
            file.code,
            str(file.challenge),
            _("Say where passages of your file come from"),
            reverse("challenges:initiative_likeness", args=[file.code, one.code]),
            one.asked_at,
            nothing,
            end_of(one.due_on),
        )
        for one in found
        for file in one.files
        if rules.may_answer(user, one, file, at)
        and file.pk not in {answer.initiative_id for answer in one.answers.all()}
    ]
