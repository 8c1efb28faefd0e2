"""Two sides come together over an offer or a need: asked, proposed, agreed, ended."""

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.subjects import subject
from cauhien.enterprises import queries, rules
from cauhien.enterprises.actions.refusals import CannotDo, ask
from cauhien.enterprises.actions.steps import advance, locked
from cauhien.enterprises.models import Deal, DealStep, Offer
from cauhien.enterprises.states import Answer, DealAct
from cauhien.notices.actions import tell

MOVED = "enterprises.deal_moved"


@transaction.atomic
def begin_deal(*, thing, side, message, problem, by, at):
    """Ask the enterprise of an offer or a need for talks, and return the Deal.

    thing: a published Offer or public TechnologyNeed. side: {"enterprise": …, "office": …}, one of
    them None. problem: code or address of a problem that it is about, may be "".
    """
    thing = locked(thing)
    ask(rules.may_ask(by, thing, **side))
    name = "offer" if isinstance(thing, Offer) else "need"
    try:
        with transaction.atomic():
            deal = Deal.objects.create(
                **{name: thing}, **side, problem=_known(problem, by), begun_at=at, moved_at=at
            )
    except IntegrityError:
        raise CannotDo(_("You are in contact about this already.")) from None
    DealStep.objects.create(
        deal=deal, act=DealAct.TALK, note=message, by_owner=False, proposed_at=at, proposed_by=by
    )
    _write(deal, DealAct.ASK, by, at)
    return deal


@transaction.atomic
def propose_step(*, deal, act, on_date, note, by, at):
    """Propose the next step to the other side. on_date: when it was signed or begins."""
    found = locked(deal)
    ask(rules.may_propose(by, found, act))
    if found.steps.filter(answer=Answer.WAITING).exists():
        raise CannotDo(_("A proposed step waits for an answer first."))
    DealStep.objects.create(
        deal=found,
        act=act,
        on_date=on_date,
        note=note,
        by_owner=rules.is_owner(by, found),
        proposed_at=at,
        proposed_by=by,
    )
    _write(found, DealAct.PROPOSE, by, at, step=act)


@transaction.atomic
def agree_to_step(*, deal, reply, by, at):
    """Agree to what the other side proposed; by that the deal is there."""
    step = _waiting(deal)
    moved = advance(thing=deal, act=DealAct(step.act), by=by, moved_at=at)
    _answer(step, Answer.AGREED, reply, by, at)
    _write(moved, DealAct(step.act), by, at)


@transaction.atomic
def decline_step(*, deal, reply, by, at):
    """Decline what the other side proposed, with the reason; a contact declined is ended."""
    found, step = locked(deal), _waiting(deal)
    ask(rules.may_propose(by, found, step.act) and step.by_owner != rules.is_owner(by, found))
    if not reply.strip():
        raise CannotDo(_("Say why."), "reply")
    if step.act == DealAct.TALK:
        return end_deal(deal=deal, reason=reply, by=by, at=at)
    _answer(step, Answer.DECLINED, reply, by, at)
    _write(found, DealAct.DECLINE, by, at, step=step.act)
    return found


@transaction.atomic
def end_deal(*, deal, reason, by, at):
    """End a deal by one side, with the reason that the other one reads."""
    is_owner = rules.is_owner(by, deal)
    moved = advance(
        thing=deal, act=DealAct.END, by=by, reason=reason, moved_at=at, ended_by_owner=is_owner
    )
    for step in moved.steps.filter(answer=Answer.WAITING):
        _answer(step, Answer.DECLINED, reason if step.by_owner != is_owner else "", by, at)
    _write(moved, DealAct.END, by, at)
    return moved


def _waiting(deal):
    step = deal.steps.filter(answer=Answer.WAITING).first()
    if step is None:
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    return step


def _answer(step, answer, reply, by, at):
    step.answer, step.reply, step.answered_at, step.answered_by = answer, reply.strip(), at, by
    step.save(update_fields=["answer", "reply", "answered_at", "answered_by"])


def _known(problem, by):
    """Return the code of a problem that this person names and may see; it may be an address."""
    named = [part for part in problem.strip().split("/") if part]
    found = subject("challenge").visible_to(by).filter(code__in=named) if named else ()
    code = next((one.code for one in found), "")
    if named and not code:
        raise CannotDo(_("There is no problem of the city under this code."), "problem")
    return code


def _write(deal, act, by, at, **detail):
    """Write the line of the log, who did what and never what was said, and tell the other side."""
    record(chain=deal.chain, act=act, by=by, at=at, detail=detail | {"state": str(deal.state)})
    others = queries.other_side(deal, by, localdate(at))
    proposed = {DealAct.ASK: DealAct.TALK, DealAct.PROPOSE: detail.get("step")}.get(act)
    said = {"act": proposed or act, "is_proposed": proposed is not None}
    about = {"subject": (queries.DEAL, deal.code), "parameters": said}
    tell(users=others, kind=MOVED, at=at, **about)
