"""A request to use: sent, asked back, answered, used."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.calendar import due_at
from cauhien.core.city import days_to_answer_requests
from cauhien.facilities import rules
from cauhien.facilities.actions.steps import Asked, advance, need, write
from cauhien.facilities.models import RequestWords, UseRequest
from cauhien.facilities.states import REQUEST_WAYS, UseAct


@transaction.atomic
def send_request(*, laboratory, written, by, at, resource=None, organisation=None):
    """Ask the host of a laboratory to let one use it; return the UseRequest.

    written: {purpose, first_on, last_on, extent}. organisation: the firm that one acts for.
    """
    need(rules.may_ask(by, organisation), _("Sign in in your own name to ask."))
    need(
        written["last_on"] >= written["first_on"], _("The last day is before the first."), "last_on"
    )
    need(written["last_on"] >= localdate(at), _("This day has passed."), "last_on")
    request = UseRequest.objects.create(
        laboratory=laboratory,
        resource=resource,
        user=by,
        organisation=organisation,
        user_class=rules.class_of(by, laboratory, organisation),
        made_at=at,
        due_at=answer_due(at),
        **written,
    )
    write(request, REQUEST_WAYS[0], Asked(by=by, at=at, words=request.purpose, refusal=""))
    return request


def ask_back(*, request, words, by, at):
    """Ask the user something first; the host's clock stops."""
    return _move(request, UseAct.ASK_BACK, words, by, at)


def reply(*, request, words, by, at):
    """Answer what the host has asked; its clock begins anew."""
    return _move(request, UseAct.REPLY, words, by, at, due_at=answer_due(at))


def accept_request(*, request, words, by, at):
    """Let somebody use the laboratory, on the terms that are written."""
    return _move(request, UseAct.ACCEPT, words, by, at, terms=words.strip(), answered_at=at)


def refuse_request(*, request, refusal, words, by, at):
    """Refuse, with a reason from the list. refusal: a Refusal."""
    said = {"refusal": refusal, "answered_at": at, "ended_at": at}
    return _move(request, UseAct.REFUSE, words, by, at, **said)


def withdraw_request(*, request, by, at, words=""):
    return _move(request, UseAct.WITHDRAW, words, by, at, ended_at=at)


def record_use(*, request, by, at, words=""):
    """Record that what was agreed has taken place."""
    return _move(request, UseAct.USE, words, by, at, ended_at=at)


@transaction.atomic
def _move(request, act, words, by, at, **changes):
    moved = advance(case=request, act=act, by=by, at=at, words=words, **changes)
    if words.strip():
        RequestWords.objects.create(request=moved, act=act, text=words.strip(), at=at, by=by)
    return moved


def answer_due(at):
    """Return by when a host answers what it is asked at a moment."""
    return due_at(at, days_to_answer_requests(), working=True)
