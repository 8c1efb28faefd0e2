"""A unit in an index: its ranks by pillar, and its rank from edition to edition."""

from typing import NamedTuple

from cauhien.observatory.bridge.ranking import ranking
from cauhien.observatory.bridge.variants import standing_of
from cauhien_engine.composite.profiles import summary


class Pillar(NamedTuple):
    """The index or one pillar of it: the unit's rank among `of` units, and its score."""

    code: str
    rank: int
    of: int
    score: float


def pillars(result, unit):
    """Return the Pillars of a unit, the index first; those without a value are left out."""
    found = summary(result, unit) if unit in result.table.units else ()
    return [
        Pillar(line.code, int(line.rank), line.of, line.value)
        for line in found
        if line.rank == line.rank
    ]


def placed_in(result, unit, among, variants, scope):
    """Return the unit's Placed among some units, None where it has no index.

    variants: as stored; scope: "base" or "all", which of them is asked for.
    """
    standing = standing_of(variants[scope]) if variants else None
    return next((one for one in ranking(result, among, standing) if one.unit == unit), None)
