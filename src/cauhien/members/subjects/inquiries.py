"""How the rest of the product finds questions to experts, and what waits for whom."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.members import queries, rules
from cauhien.members.actions import MOVED, TOLD
from cauhien.members.states import Act, AdviceState, Deed, InquiryState, register_deed
from cauhien.network.rules import own_pages
from cauhien.notices.states import Kind, register
from cauhien.ui import menu

subjects.register(
    subjects.Subject(
        kind=queries.INQUIRY,
        label=gettext_lazy("question to experts"),
        plural=gettext_lazy("questions to experts"),
        url_name="members:inquiry",
        visible_to=queries.inquiries_for,
    )
)
subjects.register(
    subjects.Subject(
        kind=queries.ADVICE,
        label=gettext_lazy("advice"),
        plural=gettext_lazy("pieces of advice"),
        url_name="members:advice",
        visible_to=queries.advice_for,
    )
)
name_acts(Act)
register_deed(Deed("answers", gettext_lazy("questions of offices answered"), queries.answers_given))
register_deed(
    Deed(
        "answers_to_enterprises",
        gettext_lazy("questions of enterprises answered"),
        queries.answers_to_enterprises,
    )
)
menu.register(menu.Entry(gettext_lazy("Ask an expert"), "members:inquiries", rules.asks_at_all))


def _named(states):
    return lambda said: said | {"state": states(said["state"]).label}


register(Kind(TOLD, gettext_lazy("what became of your advice"), facts=_named(InquiryState)))
register(
    Kind(
        MOVED,
        gettext_lazy("questions to experts, and their answers"),
        urgent=True,
        facts=_named(AdviceState),
    )
)


@items.register(by=own_pages)
def questions_to_answer(user, at):
    return items.Rows(
        query=queries.to_answer(user),
        kind=queries.ADVICE,
        page="members:advice",
        to_do=_("Answer a question, or decline it"),
        if_nothing=_("Whoever asks waits and does not know whether you will answer."),
        title=("inquiry__title",),
        since="asked_at",
        due_on=F("inquiry__answer_by_on"),
    )


@items.register(by=rules.asks_at_all)
def answers_to_thank_for(user, at):
    return items.Rows(
        query=queries.to_thank(user),
        kind=queries.ADVICE,
        page="members:advice",
        to_do=_("Read the answer of an expert and thank for it"),
        if_nothing=_("The question cannot be closed."),
        title=("inquiry__title",),
        since="answered_at",
    )


@items.register(by=rules.asks_at_all)
def experts_to_choose(user, at):
    return items.Rows(
        query=queries.to_choose(user),
        kind=queries.INQUIRY,
        page="members:inquiry",
        to_do=_("Choose which experts to ask"),
        if_nothing=_("Nobody is asked."),
        title=("title",),
        since="made_at",
    )


@items.register(by=rules.asks_at_all)
def outcomes_to_tell(user, at):
    return items.Rows(
        query=queries.to_tell(user),
        kind=queries.INQUIRY,
        page="members:inquiry",
        to_do=_("Say what became of the advice"),
        if_nothing=_("The experts never learn what their advice led to."),
        title=("title",),
        since="made_at",
    )
