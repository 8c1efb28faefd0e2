"""Who sees what an enterprise needs."""

from django.db.models import Q

from cauhien.enterprises.rules.enterprise import bodies_of
from cauhien.enterprises.states import NeedState


def visible_needs(user):
    """Return the condition under which a user sees a need: public, or their own firm's."""
    seen = Q(state=NeedState.PUBLIC)
    return seen | Q(enterprise__organisation__in=bodies_of(user))
