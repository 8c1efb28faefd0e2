"""Which uncertain choice moves the ranks: first-order and total Sobol indices, with bootstrap."""

from dataclasses import dataclass

import numpy as np
import scipy

from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.ranking import ranks_of

RULES = ("jansen", "saltelli")
HALVINGS = 4


@dataclass(frozen=True, eq=False)
class Indices:
    """Sobol indices of one or more outputs.

    first, total: float arrays (factors,) or (factors, outputs): share of the variance by a factor
    alone, and by it with all that it acts with. nan where an output does not vary. first_range,
    total_range: (low, high) of them by bootstrap, None without. variance: of the output.
    """

    first: np.ndarray
    total: np.ndarray
    variance: np.ndarray
    first_range: tuple[np.ndarray, np.ndarray] | None = None
    total_range: tuple[np.ndarray, np.ndarray] | None = None


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """What moves the ranks of an ensemble.

    factors: names. shift: Indices of the mean absolute change of rank. units: Indices of the rank
    of every unit (factors, units), None if not asked for. convergence: [(n, Indices)] of shift on
    the first n points. runs: how many variants were computed. failed: {reason: variants}.
    """

    factors: tuple[str, ...]
    shift: Indices
    units: Indices | None
    convergence: tuple
    runs: int
    failed: dict[str, int]


def sobol_cube(count, widths, rng, *, both_ways=False):
    """Return float array (blocks * count, sum of widths): points A, B, then A with the columns of
    each factor in turn from B, and with both_ways then B with those of A.

    widths: columns of each factor; a factor of several columns (noise on weights) moves as one.
    count: a power of two is best. rng: numpy Generator that scrambles the sequence.
    Source: Sobol' (1967); Saltelli et al. (2010), Variance based sensitivity analysis.
    """
    wide = sum(widths)
    points = scipy.stats.qmc.Sobol(2 * wide, rng=rng).random(count)
    a, b = points[:, :wide], points[:, wide:]
    blocks = [a, b]
    for base, other in ((a, b), (b, a))[: 1 + both_ways]:
        start = 0
        for width in widths:
            mixed = base.copy()
            mixed[:, start : start + width] = other[:, start : start + width]
            blocks.append(mixed)
            start += width
    return np.vstack(blocks)


@dataclass(frozen=True)
class Bootstrap:
    """How often points are drawn again, and the share that the ranges are to hold."""

    times: int
    rng: np.random.Generator
    confidence: float = 0.9


def estimate(outputs, count, *, rule="jansen", both_ways=False, bootstrap=None):
    """Return the Indices of outputs at the points of `sobol_cube`.

    outputs: float array (blocks * count,) or with a column for each output. rule: of the first
    order: "jansen" keeps to 0 to 1 best, "saltelli" is what COINr computes. bootstrap: a Bootstrap;
    every point is drawn again with all its values, and the variance found anew.
    Source: Jansen (1999), Analysis of variance designs; Saltelli et al. (2010), table 2.
    """
    if rule not in RULES:
        raise BadPlan(f"rule: {rule!r} is none of {', '.join(RULES)}")
    blocks = outputs.reshape(-1, count, *outputs.shape[1:])
    if len(blocks) < 3 or np.isnan(blocks).any():
        raise CannotCompute("sensitivity needs every output of at least one factor")
    terms = _terms(blocks, rule, both_ways)
    first, total, variance = _indices(terms.mean(axis=1), count, rule)
    if bootstrap is None:
        return Indices(first, total, variance)
    drawn = _redrawn(terms, bootstrap)
    again = _indices(np.moveaxis(drawn, 0, 1), count, rule)
    ranges = [_range(values, bootstrap.confidence) for values in again[:2]]
    return Indices(first, total, variance, *ranges)


def sensitivity(ensemble, count, rng, *, among=None, units=True, bootstrap=500):
    """Return the Sensitivity of an Ensemble.

    count: points of A; count * (2 + 2 factors) variants are run. among: units to rank, only among
    themselves. units: indices of every unit too. Raises CannotCompute where a variant fails.
    """
    widths = ensemble.widths
    design = ensemble.design(sobol_cube(count, list(widths.values()), rng, both_ways=True))
    columns = slice(None) if among is None else [ensemble.units.index(unit) for unit in among]
    parts, failed = [], {}
    for scores, reasons in ensemble.stream(design):
        parts.append(ranks_of(scores[:, columns]).astype(np.float32))
        failed |= reasons
    if failed:
        raise CannotCompute(
            f"some variants failed, so that shares of variance mean nothing: {failed}"
        )
    ranks = np.concatenate(parts)
    nominal = ranks_of(ensemble.nominal[None, columns])
    shift = np.nanmean(np.abs(ranks - nominal), axis=1, dtype=float)
    how = {"both_ways": True, "bootstrap": Bootstrap(bootstrap, rng) if bootstrap else None}
    found = estimate(shift, count, **how)
    of_units = estimate(ranks.astype(float), count, **how) if units else None
    steps = [count >> halving for halving in range(HALVINGS - 1, -1, -1) if count >> halving > 1]
    blocks = shift.reshape(-1, count)
    so_far = tuple((n, estimate(blocks[:, :n].ravel(), n, both_ways=True)) for n in steps)
    return Sensitivity(tuple(widths), found, of_units, so_far, len(design), failed)


def _terms(blocks, rule, both_ways):
    """Return float array (3 + 2 factors, count, outputs…): what is averaged over the points.

    y_A, y_B and the sum of their squares, then for each factor the term of the first order, then
    for each that of the total.
    """
    centre = 0.0 if rule == "saltelli" else blocks[:2].mean(axis=(0, 1))
    a, b, mixed = blocks[0] - centre, blocks[1] - centre, blocks[2:] - centre
    ways = [(a, b, mixed)]
    if both_ways:
        half = len(mixed) // 2
        ways = [(a, b, mixed[:half]), (b, a, mixed[half:])]
    total = [np.stack([(own - one) ** 2 / 2 for one in moved]) for own, _, moved in ways]
    if rule == "saltelli":
        first = [np.stack([far * (one - own) for one in moved]) for own, far, moved in ways]
    else:
        first = [np.stack([(far - one) ** 2 / 2 for one in moved]) for _, far, moved in ways]
    middle = [sum(terms) / len(ways) for terms in (first, total)]
    return np.concatenate([np.stack([a, b, a * a + b * b]), *middle])


def _indices(means, count, rule):
    """Return (first, total, variance) from the means of `_terms`."""
    sums = (means[0] + means[1]) / 2
    scale = count * 2 / (count * 2 - 1)
    variance = (means[2] / 2 - sums * sums) * scale
    floor = 1e-12 * np.maximum(np.abs(means[2]), 1e-300)
    varies = np.where(variance > floor, variance, np.nan)
    half = (len(means) - 3) // 2
    first, total = means[3 : 3 + half] / varies, means[3 + half :] / varies
    return (first if rule == "saltelli" else 1 - first), total, variance


def _range(values, confidence):
    """Return (low, high) over the second axis of what is known there, nan where nothing is."""
    edges = (1 - confidence) / 2, (1 + confidence) / 2
    flat = np.moveaxis(values, 1, 0).reshape(values.shape[1], -1)
    out = np.full((2, flat.shape[1]), np.nan)
    some = ~np.isnan(flat).all(axis=0)
    out[:, some] = np.nanquantile(flat[:, some], edges, axis=0)
    low, high = out.reshape(2, *np.delete(values.shape, 1))
    return low, high


def _redrawn(terms, bootstrap):
    """Return float array (times, terms…, outputs…): means over points drawn again."""
    count, times = terms.shape[1], bootstrap.times
    weights = np.empty((times, count), dtype=np.float32)
    for row in weights:
        row[:] = np.bincount(bootstrap.rng.integers(0, count, count), minlength=count)
    flat = np.moveaxis(terms, 1, 0).reshape(count, -1).astype(np.float32)
    means = weights @ flat / count
    return means.reshape(times, len(terms), *terms.shape[2:]).astype(float)
