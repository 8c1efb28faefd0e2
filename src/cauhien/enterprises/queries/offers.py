"""Offers, read."""

from cauhien.enterprises import rules
from cauhien.enterprises.models import Offer
from cauhien.enterprises.queries.enterprise import enterprises_for


def offers_for(user):
    """Return the offers that this user may see."""
    rows = Offer.objects.filter(rules.visible_offers(user))
    return rows.select_related("enterprise__organisation__canonical")


def own_offers(user):
    """Return the offers that this user may change: those of the enterprises they act for."""
    return offers_for(user).filter(enterprise__in=enterprises_for(user).values("pk"))
