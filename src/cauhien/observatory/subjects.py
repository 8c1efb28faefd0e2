"""How the rest of the product finds indicators and units."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
from cauhien.notices.rules import while_it_waits
from cauhien.observatory import rules
from cauhien.observatory.actions.weights import ASKED
from cauhien.observatory.models import Value
from cauhien.observatory.queries import values, weights
from cauhien.observatory.states import Act
from cauhien.ui import menu
from cauhien.ui.words import language

name_acts(Act)
register(
    Subject(
        kind=values.KIND,
        label=_("indicator"),
        plural=_("indicators"),
        url_name="observatory:indicator",
        visible_to=values.indicators_for,
    )
)
register(
    Subject(
        kind=weights.KIND,
        label=_("round of weights"),
        plural=_("rounds of weights"),
        url_name="observatory:weights",
        visible_to=weights.rounds_for,
    )
)
menu.register(menu.Entry(_("Sheets of values"), "observatory:sheets", rules.may_see_sheets))


def _said(parameters):
    names = {one: parameters[one] for one in ("element", "office") if parameters[one]}
    return parameters | {one: both[language()] for one, both in names.items()}


notices.register(
    notices.Kind(
        ASKED,
        _("requests for the weights of an index"),
        urgent=True,
        facts=_said,
        still_concerns=while_it_waits,
    )
)


@items.register
def differing_sources(user, at):
    """One thing to do for all values on which sources differ: they stand on one page."""
    waiting = values.doubted() if rules.may_choose(user) else Value.objects.none()
    return items.Asked(waiting, lambda: [_differing(waiting)])


def _differing(waiting):
    heap = waiting.order_by().aggregate(count=Count("id"), since=Min("at"))
    title = ngettext(
        "{} value on which sources differ", "{} values on which sources differ", heap["count"]
    )
    return items.Item(
        kind="value",
        code="",
        title=title.format(heap["count"]),
        to_do=gettext("Choose which is shown, with a reason"),
        url=reverse("observatory:sheets"),
        since=heap["since"],
        if_nothing=gettext("The value that came first stays shown."),
    )


@items.register
def weights_to_give(user, at):
    return items.Rows(
        query=weights.owed_by(user),
        kind=weights.KIND,
        page="observatory:weights",
        to_do=_("Say what counts how much in this index, and sign"),
        if_nothing=_("The round is closed without your answer."),
        since="round__at",
        due_on="round__until",
        code="round__code",
        title=("round__frame__name_vi", "round__frame__name_en"),
        arguments=("round__code",),
    )


@items.register
def rounds_to_close(user, at):
    return items.Rows(
        query=weights.to_close(user, localdate(at)),
        kind=weights.KIND,
        page="observatory:weights",
        to_do=_("Close the round of weights, whose last day has passed"),
        if_nothing=_("It stays open, and nobody learns what came of it."),
        since="until",
        title=("frame__name_vi", "frame__name_en"),
    )
