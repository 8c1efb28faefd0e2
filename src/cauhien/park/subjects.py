"""How the rest of the product finds parks and their projects, and what waits for whom there."""

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
from cauhien.organisations.subjects import add_tab
from cauhien.park import rules
from cauhien.park.models import Explanation, Statement
from cauhien.park.queries import parks, reconciling
from cauhien.park.states import Act, NeedState, StatementKind
from cauhien.ui import menu

name_acts(Act)
add_tab("park-projects", gettext_lazy("Park projects"), parks.projects_at)
register(
    Subject(
        kind=parks.PARK,
        label=gettext_lazy("park"),
        plural=gettext_lazy("parks"),
        url_name="park:park",
        visible_to=parks.parks_for,
    )
)
register(
    Subject(
        kind=parks.KIND,
        label=gettext_lazy("investment project"),
        plural=gettext_lazy("investment projects"),
        url_name="park:project",
        visible_to=parks.projects_for,
    )
)
menu.register(menu.Entry(gettext_lazy("Park"), "park:parks", rules.may_manage))


def facts_of_answer(parameters):
    """Name the state in the reader's language."""
    return parameters | {"state": NeedState(parameters["state"]).label}


notices.register(
    notices.Kind(
        "park.answered",
        gettext_lazy("answers of a park to what your firm needs"),
        urgent=True,
        facts=facts_of_answer,
    )
)


@items.register
def needs_to_answer(user, at):
    return items.Rows(
        query=parks.needs_waiting(user),
        kind=parks.KIND,
        code="project__code",
        title=("title",),
        page="park:need-answer",
        to_do=_("Answer what a tenant needs"),
        if_nothing=_("The tenant goes unanswered."),
        since="asked_at",
    )


@items.register
def totals_to_explain(user, at):
    """One thing to do for the whole heap: it is worked off on one page."""
    stocks = Statement.objects.filter(kind=StatementKind.STOCK)
    open_ones = stocks.exclude(totals__explanations__in=Explanation.objects.all())
    waiting = open_ones if rules.may_manage(user) else Statement.objects.none()
    return items.Asked(
        waiting, lambda: [one for park in parks.parks_for(user) for one in _of(park)]
    )


def _of(park):
    left = reconciling.unexplained(park)
    if not left:
        return
    title = ngettext(
        "{} published total differs from what is itemised",
        "{} published totals differ from what is itemised",
        len(left),
    )
    since = Statement.objects.filter(park=park).aggregate(since=Min("retrieved_at"))["since"]
    yield items.Item(
        kind=parks.PARK,
        code=park.code,
        title=title.format(len(left)),
        to_do=_("Explain the difference, or itemise what is missing"),
        url=reverse("park:totals", args=[park.code]),
        since=since,
        if_nothing=_("Everybody reads the difference, and nobody knows why it is there."),
    )
