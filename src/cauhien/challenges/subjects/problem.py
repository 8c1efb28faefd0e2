"""Problems: their kind, and which of them wait for whom."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.queries import KIND, challenges_for
from cauhien.challenges.queries.waiting import returned_to, to_sign, to_triage
from cauhien.challenges.states import Act, InitiativeAct
from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices

register(
    Subject(
        kind=KIND,
        label=gettext_lazy("problem"),
        plural=gettext_lazy("problems"),
        url_name="challenges:detail",
        visible_to=challenges_for,
    )
)

name_acts(Act)
name_acts(InitiativeAct)


def facts_of_step(parameters):
    """Return the parameters with the act in words."""
    return parameters | {"act": Act(parameters["act"]).label}


notices.register(
    notices.Kind(
        "challenges.step",
        gettext_lazy("steps of a problem that concerns you or that you follow"),
        facts=facts_of_step,
    )
)
notices.register(
    notices.Kind(
        "challenges.call_changed",
        gettext_lazy("changes of a call that you follow or have a file for"),
        urgent=True,
        facts=facts_of_step,
    )
)


@items.register
def returned_drafts(user, at):
    nothing = _("It stays a draft that only your office sees.")
    return [
        _item(one, "edit", _("Rework the text and send it again"), one.returned_at, nothing)
        for one in returned_to(user)
    ]


@items.register
def texts_to_sign(user, at):
    nothing = _("It stays unsigned, and the coordinator does not see it.")
    return [
        _item(one, "sign", _("Read the text and sign it, or return it"), one.sent_at, nothing)
        for one in to_sign(user)
    ]


@items.register
def signed_problems(user, at):
    nothing = _("It goes no further, and no call begins for it.")
    return [
        _item(one, "triage", _("Look it through"), one.signed_at or one.saved_at, nothing)
        for one in to_triage(user)
    ]


def _item(challenge, page, to_do, since, if_nothing):
    url = reverse(f"challenges:{page}", kwargs={"code": challenge.code})
    title = challenge.title_vi or challenge.title_en or challenge.code
    return items.Item(KIND, challenge.code, title, to_do, url, since, if_nothing)
