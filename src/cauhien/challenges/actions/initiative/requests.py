"""After its file was sent a team changes by request only; the coordinator answers."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions.initiative import team
from cauhien.challenges.actions.initiative.steps import locked_initiative, tell_of_change
from cauhien.challenges.actions.initiative.telling import tell_team
from cauhien.challenges.models import Request
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.states import (
    InitiativeAct,
    MemberRole,
    RequestKind,
    RequestState,
)
from cauhien.core.audit import record

GOOD_FOR = timedelta(days=14)


class CannotRequest(Exception):
    """The team may still change freely, the file has ended, or the person does not lead it."""


class CannotAnswer(Exception):
    """The request is not this person's to answer, was answered, or cannot be granted any more."""


@transaction.atomic
def request_change(*, initiative, by, at, kind, detail, reason):
    """Ask the coordinator to let a team change. detail: {"member"} or {"name", "email", "role"}."""
    initiative = locked_initiative(initiative)
    if not rules.may_request(by, initiative):
        raise CannotRequest(_("The lead asks for a change once the file was sent."))
    if initiative.requests.filter(state=RequestState.WAITING, kind=kind, detail=detail).exists():
        raise CannotRequest(_("You have asked for this already; the answer is still to come."))
    request = Request.objects.create(
        initiative=initiative, kind=kind, detail=detail, reason=reason, at=at, by=by
    )
    _log(InitiativeAct.REQUEST, request, by, at)
    return request


@transaction.atomic
def answer_request(*, request, by, at, is_granted, answer):
    """Grant a request, which changes the team at once, or refuse it; both with words."""
    initiative = locked_initiative(request.initiative)
    request = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    request.initiative = initiative
    if not rules.may_answer_request(by, initiative):
        raise CannotAnswer(_("The coordinator answers, once the files are open."))
    if request.state != RequestState.WAITING:
        raise CannotAnswer(_("This request was answered already."))
    if is_granted:
        _grant(request, by, at)
    request.state = RequestState.GRANTED if is_granted else RequestState.REFUSED
    request.answer, request.answered_at, request.answered_by = answer, at, by
    request.save()
    _log(InitiativeAct.ANSWER_REQUEST, request, by, at)
    tell_team(initiative, InitiativeAct.ANSWER_REQUEST, by=by, at=at, reason=answer)
    tell_of_change(initiative, at)


def _grant(request, by, at):
    if request.kind == RequestKind.ADD_MEMBER:
        said = request.detail
        team.add_member(
            request.initiative,
            by=by,
            at=at,
            name=said["name"],
            email=said["email"],
            role=said["role"],
            expires_at=at + GOOD_FOR,
        )
        return
    member = request.initiative.members.filter(code=request.detail["member"], left_at=None).first()
    if member is None:
        raise CannotAnswer(_("This person is no longer in the team."))
    if request.kind == RequestKind.REMOVE_MEMBER:
        if member.role == MemberRole.LEAD:
            raise CannotAnswer(_("Whoever leads the team cannot be taken out of it."))
        team.let_go(member, by=by, at=at)
    else:
        team.hand_over(request.initiative, member, by=by, at=at)


def _log(act, request, by, at):
    detail = {"request": request.code, "kind": request.kind, "state": request.state}
    record(chain=request.initiative.chain, act=act, by=by, at=at, detail=detail)
