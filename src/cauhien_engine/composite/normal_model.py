"""Gaps filled by what all indicators together say: a normal model fitted by EM."""

import hashlib
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from cauhien_engine.composite.moments import column_means, column_stds

RIDGE, ROUNDS, CLOSE = 0.1, 200, 1e-9
BITS = 2.0**64


@dataclass(frozen=True, eq=False)
class Fitted:
    """A normal model of standardised columns. mean: (columns,). covariance: (columns, columns)."""

    mean: np.ndarray
    covariance: np.ndarray

    def expected(self, scaled, gaps, row):
        """Return (expectations in the gaps of a row, their covariance) from what is known."""
        gap, seen = gaps[row], ~gaps[row]
        cov = self.covariance
        slope = np.linalg.solve(cov[np.ix_(seen, seen)], cov[np.ix_(seen, gap)])
        middle = self.mean[gap] + (scaled[row, seen] - self.mean[seen]) @ slope
        return middle, cov[np.ix_(gap, gap)] - cov[np.ix_(gap, seen)] @ slope


def by_normal_model(values, ridge=RIDGE, normals=None):
    """Return the columns with their expectation under a normal model in the gaps.

    ridge: added to the diagonal of the correlations, for there are often more indicators than
    units. normals: float array like values; with it the gaps hold what the model holds possible,
    drawn by these standard normal numbers. A column with fewer than two different known values
    keeps its gaps. Source: Dempster, Laird and Rubin (1977); ridge as in Schafer (1997), section
    5.2.3; draws as in Rubin (1987), the model being held fast.
    """
    spread = column_stds(values)
    usable = np.flatnonzero(spread > 0)
    middle = column_means(values[:, usable])
    scaled = (values[:, usable] - middle) / spread[usable]
    gaps = np.isnan(scaled)
    fitted = _fit(scaled, gaps, ridge)
    filled = scaled.copy()
    for row in np.flatnonzero(gaps.any(axis=1)):
        centre, unsure = fitted.expected(scaled, gaps, row)
        if normals is not None:
            centre = centre + np.linalg.cholesky(unsure) @ normals[row, usable][gaps[row]]
        filled[row, gaps[row]] = centre
    out = values.copy()
    out[:, usable] = np.where(gaps, filled * spread[usable] + middle, values[:, usable])
    return out


def normals_of(units, codes, draw):
    """Return float array (units, codes) of standard normal numbers that belong to the names and
    the number of a draw: the same in any order, on any machine, and other ones for another draw.

    >>> normals_of(("u",), ("a",), 1).shape
    (1, 1)
    """
    words = [[f"{draw}\0{unit}\0{code}".encode() for code in codes] for unit in units]
    parts = [[int.from_bytes(hashlib.sha256(word).digest()[:8]) for word in row] for row in words]
    return ndtri((np.array(parts, dtype=float) + 0.5) / (BITS + 1))


def _fit(scaled, gaps, ridge):
    """Return the Fitted model of standardised columns."""
    filled = np.where(gaps, 0.0, scaled)
    floor = ridge * np.eye(scaled.shape[1])
    fitted = Fitted(filled.mean(axis=0), filled.T @ filled / len(filled) + floor)
    rows = np.flatnonzero(gaps.any(axis=1))
    for _ in range(ROUNDS):
        before, unsure = filled.copy(), np.zeros_like(floor)
        for row in rows:
            at = np.ix_(gaps[row], gaps[row])
            filled[row, gaps[row]], more = fitted.expected(scaled, gaps, row)
            unsure[at] += more
        mean = filled.mean(axis=0)
        apart = filled - mean
        fitted = Fitted(mean, (apart.T @ apart + unsure) / len(filled) + floor)
        if np.abs(filled - before).max(initial=0) < CLOSE:
            break
    return fitted
