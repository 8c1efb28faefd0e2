"""Deals, read by their two sides; counted without names for everybody."""

from typing import NamedTuple

from django.db.models import Count, Max, Q

from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.core.subjects import subject
from cauhien.enterprises import rules
from cauhien.enterprises.models import Deal, DealStep
from cauhien.enterprises.queries.enterprise import firms_asking, people_of
from cauhien.enterprises.states import PROPOSED, RUNNING, WAYS, Answer, DealState
from cauhien.organisations.models import Office

DEAL = "deal"  # the kind of subject
LEAST_ENTERPRISES = 5  # fewer could tell from a number whose deal it is


class Figures(NamedTuple):
    """deals, enterprises: how many there are. reached: [(DealState, deals that came so far)]."""

    deals: int
    running: int
    ended: int
    reached: list


def deals_for(user):
    """Return the deals of which this user is one side."""
    rows = Deal.objects.filter(rules.visible_deals(user))
    return rows.select_related(
        "offer__enterprise__organisation",
        "need__enterprise__organisation",
        "enterprise__organisation",
        "office__organisation",
    )


def deals_of(user, enterprise):
    """Return the deals of which an enterprise is a side, the newest first."""
    theirs = Q(enterprise=enterprise)
    theirs |= Q(offer__enterprise=enterprise) | Q(need__enterprise=enterprise)
    theirs |= Q(office__organisation=enterprise.organisation_id)
    return deals_for(user).filter(theirs)


def contact_with(user, thing):
    """Return {deals: over an offer or a need, the user's own; may_ask: they may ask for talks}.

    Who acts for nobody as yet may ask too: the page says how to act for an organisation first.
    """
    if not user.is_authenticated:
        return {"deals": [], "may_ask": thing.is_shown}
    deals = list(deals_for(user).filter(pk__in=thing.deals.values("pk")))
    is_running = any(one.state in RUNNING for one in deals)
    return {"deals": deals, "may_ask": not is_running and rules.is_open_to(user, thing)}


def waiting_step(deal):
    return deal.steps.filter(answer=Answer.WAITING).first()


def next_acts(user, deal):
    """Return the steps that this user may propose now: none while one waits for an answer."""
    if waiting_step(deal):
        return []
    return [act for act in PROPOSED if rules.may_propose(user, deal, act)]


def deals_to_answer(user):
    """Return the deals in which the other side has proposed a step to this user's side."""
    steps = DealStep.objects.filter(answer=Answer.WAITING)
    firms = rules.bodies_of(user)
    owned = Q(offer__enterprise__organisation__in=firms)
    owned |= Q(need__enterprise__organisation__in=firms)
    asked = Q(enterprise__organisation__in=firms)
    asked |= Q(office__in=office_ids(user, *OFFICE_STAFF))
    to_owner = owned & Q(pk__in=steps.filter(by_owner=False).values("deal"))
    to_asker = asked & Q(pk__in=steps.filter(by_owner=True).values("deal"))
    rows = Deal.objects.filter(to_owner | to_asker, state__in=RUNNING)
    return rows.annotate(waits_since=Max("steps__proposed_at"))


def sides_of(user, thing):
    """Return [(value of a form, name, {"enterprise", "office"})] in whose name a user may ask.

    An office asks as an office, also where it has registered to offer or need something itself.
    """
    staffed = Office.objects.filter(pk__in=office_ids(user, *OFFICE_STAFF))
    firms = [
        (f"e-{one.code}", str(one), {"enterprise": one, "office": None})
        for one in firms_asking(user)
    ]
    offices = [
        (f"o-{one.code}", str(one), {"enterprise": None, "office": one})
        for one in staffed.select_related("organisation").order_by("pk")
    ]
    return [one for one in firms + offices if rules.may_ask(user, thing, **one[2])]


def other_side(deal, user, day):
    """Return the accounts of the side that this user is not of."""
    enterprise, office = deal.enterprise, deal.office
    if not rules.is_owner(user, deal):
        enterprise, office = deal.owner, None
    return people_of((office or enterprise).organisation, day)


def problem_of(deal, user):
    """Return the problem of the city that a deal is about, None where this user sees none."""
    if not deal.problem:
        return None
    return subject("challenge").visible_to(user).filter(code=deal.problem).first()


def _real():
    """Return the deals of which no side is invented."""
    invented = Q()
    for side in ("offer__enterprise", "need__enterprise", "enterprise"):
        invented |= Q(**{f"{side}__organisation__is_illustration": True})
    return Deal.objects.exclude(invented)


def deal_figures():
    """Return the Figures of all deals, None while so few enterprises have any that one is told."""
    real = _real()
    number = real.aggregate(
        offering=Count("offer__enterprise", distinct=True),
        needing=Count("need__enterprise", distinct=True),
    )
    if max(number.values()) < LEAST_ENTERPRISES:
        return None
    states = dict(real.order_by().values_list("state").annotate(Count("pk")))
    agreed = DealStep.objects.filter(deal__in=real, answer=Answer.AGREED).order_by()
    steps = dict(agreed.values_list("act").annotate(Count("deal", distinct=True)))
    total = sum(states.values())
    reached = [(DealState.CONTACT, total)]
    reached += [(DealState(WAYS[act].target), steps.get(act, 0)) for act in PROPOSED]
    running = sum(states.get(one, 0) for one in RUNNING)
    return Figures(total, running, states.get(DealState.ENDED, 0), reached)
