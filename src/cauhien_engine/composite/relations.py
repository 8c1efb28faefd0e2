"""How indicators and aggregates go together: correlations, flags, consistency, components."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.correlate import correlations, p_values
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.principal import components
from cauhien_engine.composite.table import Table


@dataclass(frozen=True)
class Pair:
    """A correlation of two codes; p_value: two-sided, None where it was not asked for."""

    one: str
    other: str
    correlation: float
    p_value: float | None = None


def directed(table, frame):
    """Return the table with each indicator multiplied by its direction."""
    signs = [frame[code].direction if code in frame.codes else 1 for code in table.codes]
    return table.with_values(table.values * np.array(signs, dtype=float))


def correlation_pairs(table, ones, others, *, method="pearson", with_p=False):
    """Return a Pair of each of `ones` with each of `others`, in their order. method: see
    `correlate`.
    """
    left, right = table.columns(ones), table.columns(others)
    found = correlations(left, right, method)
    chance = p_values(left, right, method) if with_p else np.full(found.shape, np.nan)
    return [
        Pair(one, other, float(found[i, j]), float(chance[i, j]) if with_p else None)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
    ]


def level_pairs(frame, table, levels, *, method="pearson", kin_only=True, with_p=False):
    """Return Pairs of the codes of a level with those of another. levels: (the lower, the higher).

    kin_only: each only with its own ancestor.
    """
    level, above = levels
    ones, others = frame.at_level(level), frame.at_level(above)
    pairs = correlation_pairs(table, ones, others, method=method, with_p=with_p)
    if not kin_only:
        return pairs
    return [pair for pair in pairs if frame.above(pair.one, above) == pair.other]


def sibling_pairs(frame, table, *, level=2, method="pearson", with_p=False):
    """Return [(code at the level, Pair)] of the indicators under one code, each pair once."""
    found = []
    for home in frame.at_level(level):
        codes = [code for code in frame.below(home) if code in table.place]
        pairs = correlation_pairs(table, codes, codes, method=method, with_p=with_p)
        place = {code: at for at, code in enumerate(codes)}
        found += [(home, pair) for pair in pairs if place[pair.one] < place[pair.other]]
    return found


def correlation_flags(frame, table, *, limit, low=False, level=2, method="pearson"):
    """Return [(home, Pair)] of siblings that correlate above the limit, or with low below it."""
    return [
        (home, pair)
        for home, pair in sibling_pairs(frame, table, level=level, method=method)
        if (pair.correlation < limit if low else pair.correlation > limit)
    ]


def denominator_pairs(frame, panel, table, *, limit=0.6, method="pearson"):
    """Return Pairs of indicators and denominators whose |correlation| is above the limit.

    Such an indicator grows with the size of the unit: it may want a denominator.
    """
    below = panel.lookup(table.units, table.years, frame.denominators)
    both = Table(
        table.units,
        (*frame.indicators, *frame.denominators),
        np.hstack([table.columns(frame.indicators), below]),
        table.years,
    )
    pairs = correlation_pairs(both, frame.indicators, frame.denominators, method=method)
    return [pair for pair in pairs if abs(pair.correlation) > limit]


def cronbach(table, codes=None, *, complete=False):
    """Return Cronbach's alpha of some columns, default all.

    complete: only rows without a gap; else covariances from the rows that each pair has.
    Source: Cronbach (1951), by the mean covariance as in Handbook on Constructing Composite
    Indicators (2008), box 4. CannotCompute for fewer than two columns.

    >>> table = Table(("u", "v", "w"), ("a", "b"), np.array([[1.0, 2], [2, 4], [3, 6]]), (0, 0, 0))
    >>> round(cronbach(table), 6)
    0.888889
    """
    values = table.values if codes is None else table.columns(codes)
    k = values.shape[1]
    if k < 2:
        raise CannotCompute("Cronbach's alpha needs two columns")
    if complete:
        values = values[~np.isnan(values).any(axis=1)]
    covariance = _covariances(values)
    whole = np.nansum(covariance)
    between = (whole - np.nansum(np.diag(covariance))) / (k * (k - 1))
    return float(k**2 * between / whole)


@dataclass(frozen=True)
class Components:
    """Principal components of siblings. stds, shares of variance: (components,); loadings: float
    array (codes, components), the sign of a component being free.
    """

    parent: str
    codes: tuple[str, ...]
    stds: np.ndarray
    shares: np.ndarray
    loadings: np.ndarray


def components_of(frame, table, level=1, *, together=False):
    """Return Components of the children of each parent of a level, or of the whole level."""
    codes = frame.at_level(level)
    homes = {"": codes}
    if not together:
        homes = {}
        for code in codes:
            homes.setdefault(frame[code].parent, []).append(code)
    found = []
    for home, children in homes.items():
        stds, loadings = components(table.columns(children))
        shares = stds**2 / (stds**2).sum()
        found.append(Components(home, tuple(children), stds, shares, loadings))
    return tuple(found)


def _covariances(values):
    """Return covariances of each pair of columns over the rows that both have."""
    known = ~np.isnan(values)
    k = values.shape[1]
    out = np.full((k, k), np.nan)
    for i, j in np.ndindex(k, k):
        both = known[:, i] & known[:, j]
        if both.sum() > 1:
            x, y = values[both, i], values[both, j]
            out[i, j] = ((x - x.mean()) * (y - y.mean())).sum() / (both.sum() - 1)
    return out
