"""Questions are put to experts of the network, answered and thanked for."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.members import queries, rules
from cauhien.members.models import Advice, Inquiry
from cauhien.members.states import ADVICE_WAYS, INQUIRY_WAYS, Act, Actor, AdviceState
from cauhien.notices.actions import tell

TOLD, MOVED = "members.inquiry_told", "members.advice_moved"
ANSWERS = (AdviceState.ANSWERED, AdviceState.DECLINED)


class CannotMove(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def open_inquiry(*, written, office, by, at):
    """Write a question to experts; nobody is told before they are chosen.

    written: {title, text, answer_by_on}. office: in whose name it is asked; None: the coordinator.
    """
    inquiry = Inquiry(office=office, asked_by=by, made_at=at, **written)
    need(rules.runs(by, inquiry), _("Only an office or the coordinator asks experts."))
    need(written["answer_by_on"] > localdate(at), _("This day has passed."), "answer_by_on")
    inquiry.save(force_insert=True)
    _write(inquiry, INQUIRY_WAYS[0], by, at)
    return inquiry


@transaction.atomic
def ask_experts(*, inquiry, people, by, at):
    """Ask experts; each is told and sees the question alone, not who else is asked."""
    inquiry = advance(case=inquiry, act=Act.CHOOSE, by=by, at=at)
    free = queries.free_for(inquiry, by)
    for person in people:
        need(free.filter(pk=person.pk).exists(), _("Choose somebody else."), "people")
        asked = Advice.objects.create(inquiry=inquiry, person=person, asked_at=at)
        _write(asked, ADVICE_WAYS[0], by, at)
    return inquiry


@transaction.atomic
def tell_outcome(*, inquiry, words, by, at):
    """Say what became of a question, which closes it: every answer has its thanks by then.

    Whoever has not answered is asked no longer.
    """
    open_ones = list(queries.answers_to(inquiry))
    thanked = all(one.state != AdviceState.ANSWERED for one in open_ones)
    need(thanked, _("Thank for every answer first."))
    for one in open_ones:
        if one.state == AdviceState.ASKED:
            advance(case=one, act=Act.RECALL, by=by, at=at)
    return advance(case=inquiry, act=Act.TELL, by=by, at=at, words=words)


@transaction.atomic
def advance(*, case, act, by, at, words=""):
    """Move a question or an advice, if the table has such a row for this user.

    words: what must be written with it, kept in the column that the row names.
    """
    case = type(case).objects.select_for_update(of=("self",)).get(pk=case.pk)
    row = rules.way_for(by, case, act)
    need(row, _("This step is not yours, or it is no longer where it was."))
    changed = ["state"]
    if row.column:
        need(words.strip(), _("Write something."), "words")
        setattr(case, row.column, words.strip())
        changed.append(row.column)
    if row.target in ANSWERS:
        case.answered_at = at
        changed.append("answered_at")
    case.state = row.target
    case.save(update_fields=changed)
    _write(case, row, by, at)
    return case


def need(holds, message, field=None):
    if not holds:
        raise CannotMove(message, field)


def _write(case, row, by, at):
    """Log a step and tell whom it concerns."""
    detail = {"from": row.source or "", "to": row.target}
    if isinstance(case, Advice):
        detail["advice"] = case.code
    record(chain=case.chain, act=row.act, by=by, at=at, detail=detail)
    if row.tells is None:
        return
    if isinstance(case, Inquiry):
        for one in queries.answers_to(case).filter(state=AdviceState.THANKED):
            _tell(TOLD, one, one.person.user, row, at)
    else:
        is_office = row.tells == Actor.OFFICE
        _tell(MOVED, case, case.inquiry.asked_by if is_office else case.person.user, row, at)


def _tell(kind, advice, user, row, at):
    tell(
        users=[user] if user else [],
        kind=kind,
        subject=(queries.ADVICE, advice.code),
        at=at,
        parameters={"state": row.target},
    )
