"""Offers, read."""

from cauhien.enterprises import rules
from cauhien.enterprises.models import Offer
from cauhien.enterprises.queries.enterprise import enterprises_for
from cauhien.enterprises.states import OfferState

OFFER = "technology_offer"  # the kind of subject


def offers_for(user):
    """Return the offers that this user may see."""
    rows = Offer.objects.filter(rules.visible_offers(user))
    return rows.select_related("enterprise__organisation__canonical")


def illustrated_offers(user):
    """Return the public offers that are invented for the demonstration: no technology has them."""
    rows = offers_for(user).filter(is_public=True)
    return rows.filter(enterprise__organisation__is_illustration=True)


def own_offers(user):
    """Return the offers that this user may change: those of the enterprises they act for."""
    return offers_for(user).filter(enterprise__in=enterprises_for(user).values("pk"))


def offers_to_look_at(user):
    """Return the offers that wait for this user's look before they are public."""
    if not rules.looks_at_offers(user):
        return Offer.objects.none()
    own = enterprises_for(user).values("pk")
    return Offer.objects.filter(state=OfferState.SENT).exclude(enterprise__in=own)


def offers_asked_back(user):
    """Return the own offers that were asked back."""
    return own_offers(user).filter(state=OfferState.RETURNED)
