"""What an enterprise needs: written, shown to all or kept, closed."""

from django.db import transaction

from cauhien.enterprises import rules
from cauhien.enterprises.actions.refusals import ask, log
from cauhien.enterprises.actions.steps import advance
from cauhien.enterprises.models import TechnologyNeed
from cauhien.enterprises.states import NeedAct


@transaction.atomic
def write_need(*, enterprise, values, by, at, need=None):
    """Save a need and return it, a new one where none is given; values: by column."""
    ask(rules.acts_for(by, enterprise))
    found = _locked(need, by) if need else TechnologyNeed(enterprise=enterprise)
    for name, value in values.items():
        setattr(found, name, value)
    found.saved_at = at
    found.save()
    log(found.enterprise, NeedAct.WRITE, by, at, need=found.code)
    return found


@transaction.atomic
def move_need(*, need, act, by, at):
    """Let a need be read by all, keep it to the enterprise, or close it. act: a NeedAct."""
    found = advance(thing=need, act=act, by=by)
    log(found.enterprise, act, by, at, need=found.code)


def _locked(need, by):
    rows = TechnologyNeed.objects.select_for_update(of=("self",)).select_related("enterprise")
    found = rows.get(pk=need.pk)
    ask(rules.acts_for(by, found.enterprise))
    return found
