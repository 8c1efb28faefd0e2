"""Who sees a deal: the two sides, and nobody else."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.enterprises.rules.enterprise import acts_for, bodies_of
from cauhien.enterprises.rules.offers import may_look_at
from cauhien.enterprises.states import PROPOSED, RUNNING, WAYS, Actor


def visible_deals(user):
    """Return the condition under which a user is of one side of a deal."""
    firms = bodies_of(user)
    return (
        Q(offer__enterprise__organisation__in=firms)
        | Q(need__enterprise__organisation__in=firms)
        | Q(enterprise__organisation__in=firms)
        | Q(office__in=office_ids(user, *OFFICE_STAFF))
    )


def is_owner(user, deal):
    return acts_for(user, deal.owner)


def is_asker(user, deal):
    if deal.enterprise:
        return acts_for(user, deal.enterprise)
    return deal.office_id in office_ids(user, *OFFICE_STAFF)


IS_ACTOR = {
    Actor.LOOKS_AT_OFFERS: may_look_at,
    Actor.OWNER: lambda user, thing: acts_for(user, thing.enterprise),
    Actor.SIDE: lambda user, deal: is_owner(user, deal) or is_asker(user, deal),
}


def may(user, thing, act):
    """Return whether the table lets this user do this now, guards aside."""
    way = WAYS[act]
    return thing.state in way.sources and IS_ACTOR[way.actor](user, thing)


def may_ask(user, thing, *, enterprise, office):
    """Somebody of an enterprise or an office asks about what is shown and not their own.

    Who acts for both sides makes no deal: nobody agrees with themself.
    """
    is_theirs = acts_for(user, enterprise) if enterprise else is_of(user, office)
    return is_theirs and is_open_to(user, thing)


def is_open_to(user, thing):
    return thing.is_shown and not acts_for(user, thing.enterprise)


def is_of(user, office):
    return office.pk in office_ids(user, *OFFICE_STAFF)


def may_propose(user, deal, act):
    """Return whether a user may propose a step that comes next."""
    return act in PROPOSED and may(user, deal, act)


def may_end(user, deal):
    return deal.state in RUNNING and IS_ACTOR[Actor.SIDE](user, deal)
