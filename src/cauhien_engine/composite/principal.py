"""Principal components of standardised columns."""

import numpy as np

from cauhien_engine.composite.errors import CannotCompute


def components(values):
    """Return (standard deviations, loadings): of the components of the columns.

    values: float array (rows, columns), standardised here; rows with a gap are left out.
    loadings: float array (columns, components), a component's sign such that its loadings sum to
    zero or more. CannotCompute for a column without spread or fewer than two full rows.
    Source: singular values of the standardised table, as prcomp of R.

    >>> sd, loadings = components(np.array([[1.0, 2.0], [2.0, 4.1], [3.0, 5.9]]))
    >>> sd.round(3).tolist(), loadings[:, 0].round(3).tolist()
    ([1.414, 0.031], [0.707, 0.707])
    """
    full = values[~np.isnan(values).any(axis=1)]
    if len(full) < 2:
        raise CannotCompute("principal components need two rows without a gap")
    apart = full - full.mean(axis=0)
    spread = full.std(axis=0, ddof=1)
    if (spread <= 1e-14 * np.abs(full).max(axis=0)).any():
        raise CannotCompute("principal components of a column without spread")
    _, sizes, turned = np.linalg.svd(apart / spread, full_matrices=False)
    loadings = turned.T
    loadings = loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    return sizes / np.sqrt(len(full) - 1), loadings
