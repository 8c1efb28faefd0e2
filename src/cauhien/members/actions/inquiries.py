"""Questions are put to experts of the network, answered and thanked for."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.enterprises.models import Enterprise
from cauhien.members import queries, rules
from cauhien.members.actions.steps import advance, need, note
from cauhien.members.models import Advice, Inquiry
from cauhien.members.states import (
    ADVICE_WAYS,
    INQUIRY_WAYS,
    MOST_OF_ENTERPRISE,
    WITHIN,
    Act,
    AdviceState,
)
from cauhien.network.models import Person


@transaction.atomic
def open_inquiry(*, written, office=None, enterprise=None, by, at):
    """Write a question to experts; nobody is told before they are chosen.

    written: {title, text, answer_by_on}. office, enterprise: in whose name it is asked, one of
    them at most; neither: the coordinator's.
    """
    inquiry = Inquiry(office=office, enterprise=enterprise, asked_by=by, made_at=at, **written)
    need(rules.runs(by, inquiry), _("Only who acts for the one who asks does this."))
    need(written["answer_by_on"] > localdate(at), _("This day has passed."), "answer_by_on")
    inquiry.save(force_insert=True)
    note(inquiry, INQUIRY_WAYS[0], by, at)
    return inquiry


@transaction.atomic
def ask_experts(*, inquiry, people, by, at):
    """Ask experts; each is told and sees the question alone, not who else is asked."""
    inquiry = advance(case=inquiry, act=Act.CHOOSE, by=by, at=at)
    _hold_still(inquiry, people)
    left = queries.left_to_ask(inquiry, at)
    need(left is None or len(people) <= left, _too_many(left), "people")
    free = queries.free_for(inquiry, by)
    for person in people:
        need(free.filter(pk=person.pk).exists(), _("Choose somebody else."), "people")
        asked = Advice.objects.create(inquiry=inquiry, person=person, asked_at=at)
        note(asked, ADVICE_WAYS[0], by, at)
    return inquiry


def _hold_still(inquiry, people):
    """Lock what the limits count, so that two who ask at once do not both come below them."""
    list(Enterprise.objects.select_for_update().filter(pk=inquiry.enterprise_id))
    list(Person.objects.select_for_update().filter(pk__in=[one.pk for one in people]))


def _too_many(left):
    message = _(
        "An organisation asks at most %(most)s experts within %(days)s days: %(left)s more now."
    )
    return message % {"most": MOST_OF_ENTERPRISE, "days": WITHIN.days, "left": left}


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
