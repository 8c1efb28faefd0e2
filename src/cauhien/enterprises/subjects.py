"""What the log calls the acts of an enterprise, and what waits for whoever acts for it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.enterprises import queries, rules
from cauhien.enterprises.states import STEPS, Act, AssessmentAct, DealAct, NeedAct, OfferAct
from cauhien.notices.states import Kind, register
from cauhien.ui import menu

name_acts(Act)
name_acts(AssessmentAct)
name_acts(OfferAct)
name_acts(NeedAct)
name_acts(DealAct)
menu.register(
    menu.Entry(gettext_lazy("Your organisations"), "enterprises:mine", rules.acts_for_any)
)
subjects.register(
    subjects.Subject(
        kind=queries.DEAL,
        label=gettext_lazy("technology deal"),
        plural=gettext_lazy("technology deals"),
        url_name="enterprises:deal",
        visible_to=queries.deals_for,
        has_hidden=True,
    )
)


subjects.register(
    subjects.Subject(
        kind=queries.NEED,
        label=gettext_lazy("technology need"),
        plural=gettext_lazy("technology needs"),
        url_name="enterprises:need",
        visible_to=queries.needs_for,
    )
)
subjects.register(
    subjects.Subject(
        kind=queries.OFFER,
        label=gettext_lazy("technology offer"),
        plural=gettext_lazy("technology offers"),
        url_name="enterprises:offer",
        visible_to=queries.offers_for,
        has_hidden=True,
    )
)


def facts_of_step(parameters):
    """Return the parameters with the act in words."""
    act = DealAct(parameters["act"])
    return parameters | {"act": STEPS[act] if parameters["is_proposed"] else act.label}


register(
    Kind(
        "enterprises.deal_moved",
        gettext_lazy("what the other side of a technology deal does"),
        urgent=True,
        facts=facts_of_step,
    )
)


def facts_of_answer(parameters):
    return parameters | {"act": OfferAct(parameters["act"]).label}


register(
    Kind(
        "enterprises.offer_answered",
        gettext_lazy("what becomes of a technology offer of yours"),
        facts=facts_of_answer,
    )
)


@items.register
def offers_to_look_at(user, at):
    return items.Rows(
        query=queries.offers_to_look_at(user),
        kind=queries.OFFER,
        title=("name_vi",),
        page="enterprises:offer",
        to_do=_("Look at a technology offer before it is public"),
        if_nothing=_("The offer stays hidden, and who sent it waits."),
        since="sent_at",
    )


@items.register(by=rules.acts_for_any)
def offers_asked_back(user, at):
    return items.Rows(
        query=queries.offers_asked_back(user),
        kind=queries.OFFER,
        title=("name_vi",),
        page="enterprises:edit-offer",
        to_do=_("Put a technology offer right and send it again"),
        if_nothing=_("It stays asked back, and what you have changed is not public."),
        since="saved_at",
    )


@items.register(by=rules.acts_for_any)
def deals_to_answer(user, at):
    return items.Rows(
        query=queries.deals_to_answer(user),
        kind=queries.DEAL,
        title=("offer__name_vi", "need__title_vi"),
        page="enterprises:deal",
        to_do=_("Answer what the other side of a technology deal proposes"),
        if_nothing=_("The other side waits, and nothing goes on."),
        since="waits_since",
    )


@items.register(by=rules.acts_for_any)
def measures_to_do(user, at):
    return items.Rows(
        query=queries.measures_to_do(user),
        kind="enterprise",
        code="assessment__code",
        title=("text",),
        page="enterprises:plan",
        arguments=("assessment__code",),
        to_do=_("Do what your improvement plan says"),
        if_nothing=_("The next self-assessment shows no progress there."),
        since="written_at",
        due_on="by_on",
    )
