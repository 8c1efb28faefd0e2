"""How the rest of the product finds people, works, projects and technologies."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cauhien.core import city, items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.network import queries, rules
from cauhien.network.actions.claims import ANSWERED as CLAIM_ANSWERED
from cauhien.network.actions.claims import CLAIM, LINK
from cauhien.network.actions.expertise import EXPERTISE
from cauhien.network.actions.requests import ANSWERED, RECEIVED, REQUEST
from cauhien.network.actions.telling import NOTICE
from cauhien.network.queries import asking, telling
from cauhien.network.queries.naming import called, in_words
from cauhien.network.states import ClaimState, PersonAct, PersonRequestState, RequestKind
from cauhien.notices import states as notices
from cauhien.notices.queries import absolute
from cauhien.organisations.subjects import add_tab
from cauhien.ui import menu

register(
    Subject(
        "person",
        _("person"),
        _("people"),
        "network:person",
        queries.people_for,
        has_hidden=True,
    )
)
register(
    Subject(
        kind=EXPERTISE,
        label=_("declared field of expertise"),
        plural=_("declared fields of expertise"),
        url_name="network:expertise",
        visible_to=queries.expertise_for,
    )
)
register(Subject("work", _("work"), _("works"), "network:work", queries.works_for))
register(
    Subject(
        kind="project",
        label=_("project"),
        plural=_("projects"),
        url_name="network:project",
        visible_to=queries.projects_for,
    )
)
register(
    Subject(
        kind="technology",
        label=_("technology"),
        plural=_("technologies"),
        url_name="network:technology",
        visible_to=queries.technologies_for,
    )
)

register(
    Subject(
        kind=REQUEST,
        label=_("request of a person"),
        plural=_("requests of persons"),
        url_name="network:request",
        visible_to=asking.requests_for,
    )
)
register(
    Subject(
        kind=CLAIM,
        label=_("claim of a page"),
        plural=_("claims of pages"),
        url_name="network:decide-claim",
        visible_to=asking.claims_for,
    )
)
name_acts(PersonAct)
menu.register(menu.Entry(_("Your page"), "network:mine", rules.may_have_page))
menu.register(menu.Entry(_("Claims of pages"), "network:claims", rules.may_decide_claims))
menu.register(menu.Entry(_("Requests of persons"), "network:requests", rules.may_see_requests))
menu.register(menu.Entry(_("Notice to listed persons"), "network:told", rules.may_see_told))


def facts_of_request(parameters):
    """Name what was asked and what became of it in the reader's language."""
    return parameters | {
        "kind": RequestKind(parameters["kind"]).label,
        "state": PersonRequestState(parameters["state"]).label,
    }


notices.register(
    notices.Kind(
        RECEIVED, _("that a request about your own data has arrived"), facts=facts_of_request
    )
)
notices.register(
    notices.Kind(
        ANSWERED,
        _("what is answered to a request about your own data"),
        urgent=True,
        facts=facts_of_request,
    )
)


def facts_of_notice(parameters):
    """Name the persons as they are called now; who has left meanwhile is not named."""
    people = queries.people_for(None).filter(code__in=parameters["people"]).order_by("sort_key")
    said = [(one.name, absolute(reverse("network:notice", args=[one.code]))) for one in people]
    return {"people": said, "office": city.coordinating_office(), "city": city.city_name()}


notices.register(
    notices.Kind(NOTICE, _("what is held about persons from open data"), facts=facts_of_notice)
)


def facts_of_claim(parameters):
    """Name the state of a claim in the reader's language."""
    return parameters | {"state": ClaimState(parameters["state"]).label}


notices.register(notices.Kind(LINK, _("a link that proves your address at an institution")))
notices.register(
    notices.Kind(
        CLAIM_ANSWERED,
        _("what becomes of your claim of a page"),
        urgent=True,
        facts=facts_of_claim,
    )
)


@items.register(by=rules.may_decide_claims)
def claims_to_decide(user, at):
    return items.Rows(
        query=asking.claims_to_decide(user),
        kind=CLAIM,
        page="network:decide-claim",
        to_do=gettext("Confirm who somebody is, or refuse"),
        if_nothing=gettext("The person cannot speak for themself here."),
        title=(called("person__"),),
        in_words=in_words,
        since="asked_at",
        due="due_at",
    )


@items.register(by=rules.may_answer_requests)
def requests_to_answer(user, at):
    return items.Rows(
        query=asking.requests_to_answer(user),
        kind=REQUEST,
        page="network:request",
        to_do=gettext("Answer a person who asks about what is said of them"),
        if_nothing=gettext("The period that the law gives passes, and the person may complain."),
        title=(called("person__"),),
        in_words=in_words,
        since="asked_at",
        due="due_at",
    )


@items.register(by=rules.may_answer_requests)
def persons_to_tell(user, at):
    """One thing to do for all who are listed and were not told so; how many stands on its page."""
    waiting = telling.untold_to_tell(user)
    return items.Asked(waiting, lambda: [_to_tell(waiting.first())])


def _to_tell(longest):
    return items.Item(
        kind=NOTICE,
        code="",
        title=gettext("Persons known from open data who were not told"),
        to_do=gettext("Tell them, by an address of their institution or by the public notice"),
        url=reverse("network:told"),
        since=longest.retrieved_at,
        if_nothing=gettext("They do not know what is held about them, nor what they can ask for."),
    )


_about = []


def tell_about(telling):
    """Register what an app above says of a person: (words, address of a page), or None.

    telling: takes the Person and the day of today.
    """
    _about.append(telling)
    return telling


def told_about(person, today):
    """Return [(words, address)] that apps above say at the head of a person's page."""
    return [told for telling in _about if (told := telling(person, today))]


add_tab("people", _("People"), queries.involvements_at)
add_tab("works", _("Works"), queries.works_at)
add_tab("projects", _("Projects"), queries.projects_at)
add_tab("technologies", _("Technologies"), queries.technologies_at)
