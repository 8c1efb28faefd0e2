"""Published rankings in which the city or its country has a place."""

from typing import NamedTuple

from cauhien.observatory.models import Indicator, Target
from cauhien.observatory.queries.goals import Series, series
from cauhien.observatory.queries.units import own
from cauhien.observatory.states import IndicatorKind, Operator, Status


class Ranking(NamedTuple):
    """A unit in a ranking. target: what a document asks for there, else one that asks nothing and
    is not stored. found: the ranks.
    """

    target: Target
    found: Series


def published(targets):
    """Return the Rankings, the newest and those with the most years first.

    targets: those that may name a rank.
    """
    units = {one.pk: one for one in own()}
    ranks = Indicator.objects.filter(
        kind=IndicatorKind.RANK, values__unit__in=units, values__status=Status.SHOWN
    )
    indicators = ranks.distinct().in_bulk()
    named = {(one.indicator_id, one.unit_id): one for one in targets if one.number and one.year}
    found = [
        Ranking(named.get(key) or asking_nothing(indicators[key[0]], units[key[1]]), ranks_of)
        for key, ranks_of in series(units, indicators).items()
        if ranks_of.newest.year
    ]
    return sorted(found, key=_order)


def _order(one):
    return -one.found.newest.year, -len(one.found.comparable), one.target.indicator.code


def asking_nothing(indicator, unit):
    """Return the Target of a ranking in which no document names a rank."""
    return Target(indicator=indicator, unit=unit, operator=Operator.TRACKED)
