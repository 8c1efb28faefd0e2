"""A unit in an index: its ranks by pillar, and its rank from edition to edition."""

from typing import NamedTuple

from cauhien.observatory.bridge.variants import EDGES, standing_of
from cauhien_engine.composite.profiles import summary


class Pillar(NamedTuple):
    """The index or one pillar of it: the unit's rank among `of` units, and its score; low, high:
    between which 90 % of the variants put the rank, None where none were computed.
    """

    code: str
    rank: int
    of: int
    score: float
    low: float | None = None
    high: float | None = None


def pillars(result, unit, variants):
    """Return the Pillars of a unit, the index first; those without a value are left out."""
    found = summary(result, unit) if unit in result.table.units else ()
    whole = place_in(variants["all"], unit)
    ranges = {result.frame.top: whole and (whole.low, whole.high)}
    ranges |= {code: of_unit.get(unit) for code, of_unit in variants.get("pillars", {}).items()}
    return [
        Pillar(line.code, int(line.rank), line.of, line.value, *(ranges.get(line.code) or ()))
        for line in found
        if line.rank == line.rank
    ]


class Place(NamedTuple):
    """The rank of a unit by the published method, and between which 90 % of the variants put it."""

    rank: int
    low: float
    high: float


def place_in(told, unit):
    """Return the Place of a unit, None where it has none. told: stored variants of a scope."""
    if unit not in told["units"]:
        return None
    at = told["units"].index(unit)
    alone = told | {key: told[key][at : at + 1] for key in ("units", "nominal", "counts")}
    standing = standing_of(alone)
    low, _middle, high = standing.quantiles(EDGES)[0].tolist()
    return Place(int(standing.nominal[0]), low, high)


def duels(told, unit):
    """Return [(other unit, share of the variants in which the unit stands before it)], by rank.

    told: stored variants of a scope; nothing where the unit has no place in them.
    """
    if unit not in told["units"]:
        return []
    standing = standing_of(told)
    ranks = zip(standing.nominal.tolist(), standing.units, strict=True)
    order = sorted((rank, other) for rank, other in ranks if rank == rank and other != unit)
    return [(other, standing.beats(unit, other)) for _rank, other in order]
