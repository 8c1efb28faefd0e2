"""What would have to change: the smallest change of one or two indicators that reaches a rank."""

from itertools import combinations

import numpy as np

from cauhien.observatory.bridge.variants import QUICK, QUICK_RUNS, SEED, ensemble_of
from cauhien_engine.composite.standing import standings
from cauhien_engine.composite.whatif import moves_into, shortest_into

PAIRED = 3  # of the indicators that do most alone, each two are tried together
SHOWN = 5  # the shortest Moves


def moves(result, unit, k, among):
    """Return (the SHOWN shortest Moves that suffice; how many indicators do not alone).

    among: units of the ranking. An indicator goes at most as far as the best of all units. A unit
    that has the rank already needs no Move.
    """
    if is_in(result, unit, k, among):
        return [], 0
    alone = shortest_into(result, unit, k, SHOWN, among=among)
    enough = [one for one in alone if one.suffices]
    best = sorted(
        alone, key=lambda one: (not one.suffices, one.share if one.suffices else one.rank)
    )
    pairs = combinations([one.codes[0] for one in best[:PAIRED]], 2)
    both = moves_into(result, unit, k, among=among, ways=list(pairs)) if len(best) > 1 else ()
    found = [*enough, *(one for one in both if one.suffices)]
    return sorted(found, key=lambda one: one.share)[:SHOWN], len(alone) - len(enough)


def is_in(result, unit, k, among):
    """Return whether a unit is among the first k as it is."""
    scores = dict(zip(result.table.units, result.index, strict=True))
    own = scores[unit]
    return not np.isnan(own) and sum(scores[one] > own for one in among) < k


def chances(result, unit, k, among, found):
    """Return the shares of QUICK variants in which a unit is among the first k: as it is now, then
    with each of the Moves found, all over the same variants.
    """
    ensemble = ensemble_of(result, QUICK)
    design = ensemble.sample(QUICK_RUNS, np.random.default_rng(SEED))
    changes = [
        {(unit, code): value for code, value in zip(one.codes, one.needed, strict=True)}
        for one in found
    ]
    told = (standings(ensemble.with_values(one), design, among=among) for one in ({}, *changes))
    return [float(one.within(k)[one.units.index(unit)]) for one in told]
