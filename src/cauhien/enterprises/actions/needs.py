"""What an enterprise needs: written, shown to all, kept or closed."""

from django.db import transaction

from cauhien.core import search
from cauhien.core.events import announce
from cauhien.core.text import sort_key
from cauhien.enterprises import queries, rules
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
    if found.is_shown:
        _spread(found, at)
    return found


@transaction.atomic
def move_need(*, need, act, by, at):
    """Let a need be read by all, keep it to the enterprise, or close it. act: a NeedAct."""
    found = advance(thing=need, act=act, by=by)
    log(found.enterprise, act, by, at, need=found.code)
    _spread(found, at)


def _spread(need, at):
    """Tell the search and the apps above what is public of a need, or that nothing is.

    Neither is told of what is invented.
    """
    if need.enterprise.is_illustration:
        return
    if need.is_shown:
        search.index_many([_thing(need)], at=at)
    else:
        search.forget(queries.NEED, [need.code])
    announce(
        kind="technology_need.changed", subject_kind=queries.NEED, subject_code=need.code, at=at
    )


def _thing(need):
    firm = need.enterprise.organisation
    return search.Thing(
        kind=queries.NEED,
        code=need.code,
        title=(need.title_vi, need.title_en),
        summary=(need.description_vi[:300], need.description_en[:300]),
        text="\n\n".join([need.description_vi, need.description_en, str(firm)]),
        sort_key=sort_key(need.title_vi),
        place=firm.zone,
        topic=need.topic,
    )


def _locked(need, by):
    rows = TechnologyNeed.objects.select_for_update(of=("self",)).select_related("enterprise")
    found = rows.get(pk=need.pk)
    ask(rules.acts_for(by, found.enterprise))
    return found
