"""A person asks about what is said of them, and is answered within the days the law gives."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.calendar import due_at
from cauhien.core.city import days_to_answer_people
from cauhien.network import rules
from cauhien.network.actions.availability import end_agreement
from cauhien.network.actions.leaving import CannotLeave, let_leave, tell_where_named
from cauhien.network.actions.own_facts import OtherHolder, put_right
from cauhien.network.actions.persons import KIND, spread
from cauhien.network.models import Person, PersonRequest
from cauhien.network.states import REQUEST_WAYS, PersonAct, PersonRequestState, RequestKind
from cauhien.notices.actions import make_link, tell, use_link, write_to

REQUEST = "person_request"  # as a kind of subject
CONFIRM = "network.confirm"  # purpose of a link
RECEIVED = "network.request_received"
ANSWERED = "network.request_answered"
LINK_LASTS = timedelta(days=30)


class CannotAsk(Exception):
    """Nobody whom the network shows, or nothing said; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


class CannotAnswer(CannotAsk):
    """Not this person's to answer, answered already, or without what an answer needs."""


@transaction.atomic
def ask(*, person, kind, written, by, at):
    """File what a person asks for and return the PersonRequest.

    What one's own account asks is done at once; all else waits for a data steward.
    written: {values, text, proof, address, language}. by: an account, or None.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_see(by, person):
        raise CannotAsk(_("This person has left already, or is shown under another."))
    if kind == RequestKind.CORRECTION and not (written["values"] or written["text"]):
        raise CannotAsk(_("Say what is to be put right."), "text")
    request = PersonRequest.objects.create(
        person=person,
        kind=kind,
        user=by,
        asked_at=at,
        due_at=due_at(at, days_to_answer_people(), working=True),
        **written,
    )
    _log(request, PersonAct.ASKED, by, at)
    if by is not None and rules.may_decide_at_once(by, request):
        return _grant(request, by, at)
    if request.address:
        _write_receipt(request, at)
    return request


@transaction.atomic
def confirm_address(*, token, at):
    """Note that whoever asked reads mail at the address that they gave; return the request."""
    link = use_link(token, purpose=CONFIRM, at=at)
    request = PersonRequest.objects.select_for_update().get(code=link.subject_code)
    request.confirmed_at = at
    request.save(update_fields=["confirmed_at"])
    return request


@transaction.atomic
def grant(*, request, answer, identity, by, at):
    """Do what was asked. identity: how it was seen that the person themself asks."""
    request = _to_answer(request, by)
    if not identity.strip():
        raise CannotAnswer(_("Say how it was seen that this person asks."), "identity")
    request.identity = identity.strip()
    request.save(update_fields=["identity"])
    return _grant(request, by, at, answer)


@transaction.atomic
def refuse(*, request, answer, by, at):
    """Refuse what was asked, with the reason, which the person reads."""
    request = _to_answer(request, by)
    if not answer.strip():
        raise CannotAnswer(_("Say why."), "answer")
    return _advance(request, PersonRequestState.REFUSED, by, at, answer)


def _to_answer(request, by):
    rows = PersonRequest.objects.select_for_update(of=("self",)).select_related("person", "user")
    request = rows.get(pk=request.pk)
    if not rules.may_answer_requests(by):
        raise CannotAnswer(_("Only a data steward decides this."))
    return request


def _grant(request, by, at, answer=""):
    said = {"person": request.person, "by": by, "at": at}
    request = _advance(request, PersonRequestState.GRANTED, by, at, answer)
    if request.kind == RequestKind.CORRECTION:
        _put_right(request, said)
    elif request.kind == RequestKind.OBJECTION:
        _object(request.person, at, since=at)
        end_agreement(request.person, by=by, at=at)
    elif request.kind == RequestKind.TAKE_BACK:
        _object(request.person, at, since=None)
    else:
        try:
            let_leave(**said)
        except CannotLeave as refusal:
            raise CannotAnswer(str(refusal)) from None
    return request


def _put_right(request, said):
    try:
        put_right(values=request.values, **said)
    except OtherHolder:
        message = _("Another person of the register has this ORCID iD. Are the two one person?")
        raise CannotAnswer(message, "answer") from None


def _object(person, at, *, since):
    """Suggest a person to nobody from then on, or again where since is None."""
    person.objected_at = since
    person.save(update_fields=["objected_at"])
    spread([person], at=at)
    tell_where_named(Person.objects.filter(rules.is_row_of(person)), at=at)


def _advance(request, to, by, at, answer):
    if to not in REQUEST_WAYS.get(request.state, ()):
        raise CannotAnswer(_("Somebody has decided this already."))
    request.state, request.answer = to, answer.strip()
    request.decided_at, request.decided_by = at, by
    request.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    is_granted = to == PersonRequestState.GRANTED
    _log(request, PersonAct.GRANTED if is_granted else PersonAct.REFUSED, by, at)
    if by != request.user:
        _write_answer(request, at)
    return request


def _log(request, act, by, at):
    detail = {"request": request.code, "kind": request.kind}
    record(chain=f"{KIND}:{request.person.code}", act=act, by=by, at=at, detail=detail)


def _write_receipt(request, at):
    link = make_link(
        purpose=CONFIRM,
        url_name="network:confirm-address",
        subject=(REQUEST, request.code),
        expires_at=at + LINK_LASTS,
        at=at,
        address=request.address,
    )
    _write(request, RECEIVED, at, link=link, due_at=request.due_at)


def _write_answer(request, at):
    if request.user is None:
        return _write(request, ANSWERED, at)
    page = reverse("network:request", args=[request.code])
    said = _said(request)
    return tell(users=[request.user], kind=ANSWERED, subject=None, at=at, parameters=said, url=page)


def _write(request, kind, at, **more):
    return write_to(
        address=request.address,
        language=request.language,
        kind=kind,
        subject=None,
        at=at,
        parameters=_said(request),
        url=reverse("front:about"),
        **more,
    )


def _said(request):
    return {"kind": request.kind, "state": request.state, "answer": request.answer}
