"""What enterprises need, read."""

from cauhien.core import search
from cauhien.enterprises import rules
from cauhien.enterprises.models import TechnologyNeed
from cauhien.enterprises.queries.enterprise import enterprises_for
from cauhien.enterprises.states import WAYS, NeedAct, NeedState

NEED = "technology_need"  # the kind of subject


def needs_for(user):
    """Return the needs that this user may see."""
    rows = TechnologyNeed.objects.filter(rules.visible_needs(user))
    return rows.select_related("enterprise__organisation__canonical")


def public_needs(user, question=""):
    """Return the public needs that hold all words of a question, the newest first."""
    rows = _shown(user).filter(enterprise__organisation__is_illustration=False)
    return search.narrowed(rows, question, user=user, kind=NEED)


def illustrated_needs(user):
    """Return the public needs that are invented for the demonstration."""
    return _shown(user).filter(enterprise__organisation__is_illustration=True)


def _shown(user):
    return needs_for(user).filter(state=NeedState.PUBLIC)


def own_needs(user):
    """Return the needs that this user may change: those of the enterprises they act for."""
    return needs_for(user).filter(enterprise__in=enterprises_for(user).values("pk"))


def moves_of(need):
    """Return the acts that are open to whose need it is."""
    return [act for act in NeedAct if act in WAYS and need.state in WAYS[act].sources]
