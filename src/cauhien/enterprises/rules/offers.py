"""Who sees an offer, and who changes it."""

from django.db.models import Q

from cauhien.enterprises.rules.enterprise import firms_of
from cauhien.enterprises.states import OfferState


def visible_offers(user):
    """Return the condition under which a user sees an offer: published, or their own firm's."""
    seen = Q(state=OfferState.PUBLISHED)
    return seen | Q(enterprise__organisation__in=firms_of(user))
