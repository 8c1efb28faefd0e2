"""People are asked what counts how much in an index, answer, and a fork is made of it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from cauhien.accounts.queries import office_of
from cauhien.accounts.states import Role
from cauhien.core.audit import record
from cauhien.core.calendar import end_of
from cauhien.notices.actions import make_link, opened_link, tell, use_link
from cauhien.observatory import rules
from cauhien.observatory.actions.frames import Change, fork_frame
from cauhien.observatory.bridge.weights import FEWEST, weights_of
from cauhien.observatory.models import WeightAnswer, WeightRound
from cauhien.observatory.queries.weights import (
    KIND,
    asked_by,
    asked_of,
    names_of_element,
    said_in,
)
from cauhien.observatory.states import Act, Pooling, RoundState

PURPOSE, ASKED = "observatory.weights", "observatory.weights_asked"


class TooFew(Exception):
    """Of so few answers no fork is made: it would tell what one person said."""


@transaction.atomic
def ask_weights(*, frame, said, people, by, at):
    """Return a new round, and write to whoever is asked: their mail can be answered from.

    said: its parent, method, question and until. people: accounts.
    """
    if not rules.may_ask(by):
        raise PermissionDenied
    held = WeightRound.objects.create(frame=frame, by=by.uuid, at=at, **said)
    WeightAnswer.objects.bulk_create(WeightAnswer(round=held, person=one.uuid) for one in people)
    detail = {"frame": frame.code, "element": held.parent, "asked": len(people)}
    _log(held, Act.WEIGHTS_ASKED, by, at, detail, public=True)
    said = _invitation(held, by, at)
    for person in people:
        _invite(held, person, said, at)
    return held


@transaction.atomic
def keep_draft(*, held, draft, by):
    """Keep what an asked person has written so far; it is not signed and nobody else reads it.

    draft: {name of a field: text}.
    """
    answer = asked_of(by, held)
    if not rules.may_answer(by, answer):
        raise PermissionDenied
    answer.draft = draft
    answer.save(update_fields=["draft"])


def keep_from_mail(*, token, draft, at):
    """Keep a draft by the link of its mail, which goes on serving."""
    link = opened_link(token, purpose=PURPOSE, at=at)
    keep_draft(held=asked_by(link).round, draft=draft, by=link.person)


@transaction.atomic
def give_from_mail(*, token, said, at):
    """Sign an answer by the link of its mail. said: as `give_weights` takes it."""
    link = use_link(token, purpose=PURPOSE, at=at)
    give_weights(held=asked_by(link).round, by=link.person, at=at, **said)


@transaction.atomic
def give_weights(*, held, points, pairs, remark, by, at):
    """Keep and sign what an asked person says; until the round is closed they may say it anew.

    points: {code: points}, together 100. pairs: the comparisons that they follow from, {} for none.
    """
    held = WeightRound.objects.select_for_update().get(pk=held.pk)
    answer = asked_of(by, held)
    if not rules.may_answer(by, answer):
        raise PermissionDenied
    answer.points, answer.pairs, answer.remark, answer.at = points, pairs, remark, at
    answer.draft = {}
    answer.save(update_fields=["points", "pairs", "remark", "draft", "at"])
    _log(held, Act.WEIGHTS_GIVEN, by, at, {"points": points, "pairs": pairs})


@transaction.atomic
def close_round(*, held, how, name, note, by, at):
    """Close a round and return it, with its fork where one was wanted. how: Pooling.

    Raises TooFew, and CannotIndex where the engine refuses the fork.
    """
    held = (
        WeightRound.objects.select_for_update(of=["self"]).select_related("frame").get(pk=held.pk)
    )
    if not rules.may_ask(by) or held.state != RoundState.OPEN:
        raise PermissionDenied
    answers = said_in(held)
    if how != Pooling.NOTHING:
        if len(answers) < FEWEST:
            raise TooFew
        change = _change(held.frame, weights_of(answers, how), name, note)
        held.fork = fork_frame(frame=held.frame, change=change, by=by, at=at)
    held.state, held.closed_at = RoundState.CLOSED, at
    held.save(update_fields=["state", "closed_at", "fork"])
    held.answers.update(draft={})
    detail = {"answers": len(answers), "how": how, "fork": held.fork.code if held.fork else ""}
    _log(held, Act.WEIGHTS_CLOSED, by, at, detail, public=True)
    return held


def _invitation(held, by, at):
    """Return what the mails of a round are told of it: both languages of each name."""
    office = office_of(by.uuid, Role.DATA_STEWARD, localdate(at))
    host = office and office.organisation
    return {
        "element": names_of_element(held),
        "office": host and {"vi": host.name_vi, "en": host.name_en or host.name_vi},
        "question": held.question,
        "method": held.method,
    }


def _invite(held, person, said, at):
    until, subject = end_of(held.until), (KIND, held.code)
    link = make_link(
        purpose=PURPOSE,
        url_name="observatory:answer_weights",
        subject=subject,
        expires_at=until,
        at=at,
        person=person,
    )
    tell(
        users=[person],
        kind=ASKED,
        subject=subject,
        at=at,
        due_at=until,
        parameters=said,
        link=link,
    )


def _change(frame, weights, name, note):
    plan = [_weighed(step, weights) for step in frame.plan]
    return Change(name=name, note=note, weights=weights, plan=plan)


def _weighed(step, weights):
    """A step that sets weights itself would go over those of the frame."""
    if step["do"] != "weigh":
        return step
    options = step.get("options", {})
    return step | {"options": options | {"weights": options.get("weights", {}) | weights}}


def _log(held, act, by, at, detail, public=False):
    chain = f"weights:{held.code}"
    record(chain=chain, act=act, by=by, at=at, detail=detail, public=public)
