"""Who sees an offer, who changes it, and who looks at it before it is public."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.enterprises.rules.enterprise import acts_for, bodies_of
from cauhien.enterprises.states import OfferState


def visible_offers(user):
    """Return the condition under which a user sees an offer: public, their own firm's, or sent to
    those who look at offers before they are public.
    """
    seen = Q(is_public=True) | Q(enterprise__organisation__in=bodies_of(user))
    return seen | Q(state=OfferState.SENT) if looks_at_offers(user) else seen


def looks_at_offers(user):
    return holds_role(user, Role.COORDINATOR)


def may_look_at(user, offer):
    """Nobody passes what their own firm offers."""
    return looks_at_offers(user) and not acts_for(user, offer.enterprise)


def may_write_offer(user, offer):
    """What was sent stays as it is until it is answered; what was refused stays so."""
    is_open = offer.state not in (OfferState.SENT, OfferState.REFUSED)
    return is_open and acts_for(user, offer.enterprise)
