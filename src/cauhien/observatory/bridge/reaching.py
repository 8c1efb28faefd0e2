"""What would have to change: the smallest change of one or two indicators that reaches a rank."""

from itertools import combinations

from cauhien_engine.composite.whatif import moves_into

PAIRED = 3  # of the indicators that do most alone, each two are tried together


def moves(result, unit, k, among):
    """Return (Moves that suffice, the shortest way first; how many indicators do not alone).

    among: units of the ranking. An indicator goes at most as far as the best of all units.
    """
    alone = moves_into(result, unit, k, among=among)
    enough = [one for one in alone if one.suffices]
    best = sorted(
        alone, key=lambda one: (not one.suffices, one.share if one.suffices else one.rank)
    )
    pairs = combinations([one.codes[0] for one in best[:PAIRED]], 2)
    both = moves_into(result, unit, k, among=among, ways=list(pairs)) if len(best) > 1 else ()
    found = [*enough, *(one for one in both if one.suffices)]
    return sorted(found, key=lambda one: one.share), len(alone) - len(enough)
