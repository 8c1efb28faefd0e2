"""Questions are put to experts of the network, answered and thanked for."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.members import queries, rules
from cauhien.members.actions.steps import advance, need, note
from cauhien.members.models import Advice, Inquiry
from cauhien.members.states import ADVICE_WAYS, INQUIRY_WAYS, Act, AdviceState


@transaction.atomic
def open_inquiry(*, written, office, by, at):
    """Write a question to experts; nobody is told before they are chosen.

    written: {title, text, answer_by_on}. office: in whose name it is asked; None: the coordinator.
    """
    inquiry = Inquiry(office=office, asked_by=by, made_at=at, **written)
    need(rules.runs(by, inquiry), _("Only an office or the coordinator asks experts."))
    need(written["answer_by_on"] > localdate(at), _("This day has passed."), "answer_by_on")
    inquiry.save(force_insert=True)
    note(inquiry, INQUIRY_WAYS[0], by, at)
    return inquiry


@transaction.atomic
def ask_experts(*, inquiry, people, by, at):
    """Ask experts; each is told and sees the question alone, not who else is asked."""
    inquiry = advance(case=inquiry, act=Act.CHOOSE, by=by, at=at)
    free = queries.free_for(inquiry, by)
    for person in people:
        need(free.filter(pk=person.pk).exists(), _("Choose somebody else."), "people")
        asked = Advice.objects.create(inquiry=inquiry, person=person, asked_at=at)
        note(asked, ADVICE_WAYS[0], by, at)
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
