"""What a column looks like: range, middle, shape, gaps, with flags."""

from dataclasses import asdict, dataclass

import numpy as np

from cauhien_engine.composite.moments import column_means, column_stds, shapes


@dataclass(frozen=True)
class Limits:
    """From where a column is flagged.

    least_data, least_nonzero, least_unique: shares of all units. skewness, kurtosis: flagged where
    both are passed.
    """

    least_data: float = 0.65
    least_nonzero: float = 0.5
    least_unique: float = 0.5
    skewness: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True)
class Description:
    """One column. Counts are of units; shares of the known values but for data_share, of all.

    same: how many units have the commonest value. The last four are flags.
    """

    code: str
    least: float
    most: float
    mean: float
    median: float
    std: float
    skewness: float
    kurtosis: float
    known: int
    nonzero: int
    unique: int
    same: int
    data_share: float
    nonzero_share: float
    unique_share: float
    same_share: float
    few_data: bool
    many_zeros: bool
    few_values: bool
    outliers: bool


def descriptions(table, limits=None):
    """Return a Description of each column of a Table.

    >>> from cauhien_engine.composite.table import Table
    >>> table = Table(("u", "v"), ("a",), np.array([[1.0], [0.0]]), (0, 0))
    >>> descriptions(table)[0].nonzero_share
    0.5
    """
    limits = limits or Limits()
    means, stds = column_means(table.values), column_stds(table.values)
    skew, kurt = shapes(table.values)
    return tuple(
        _of_column(code, table.values[:, at], (means[at], stds[at], skew[at], kurt[at]), limits)
        for at, code in enumerate(table.codes)
    )


def rows_of(described):
    """Return the descriptions as a list of dicts."""
    return [asdict(one) for one in described]


def _of_column(code, column, moments, limits):
    values = column[~np.isnan(column)]
    units, known = len(column), len(values)
    nonzero = int((values != 0).sum())
    counts = np.unique(values, return_counts=True)[1]
    unique, same = len(counts), int(counts.max(initial=0))
    mean, std, skew, kurt = map(float, moments)
    share = (lambda count: count / known) if known else (lambda count: float("nan"))
    return Description(
        code=code,
        least=float(values.min()) if known else float("nan"),
        most=float(values.max()) if known else float("nan"),
        mean=mean,
        median=float(np.median(values)) if known else float("nan"),
        std=std,
        skewness=skew,
        kurtosis=kurt,
        known=known,
        nonzero=nonzero,
        unique=unique,
        same=same,
        data_share=known / units,
        nonzero_share=share(nonzero),
        unique_share=share(unique),
        same_share=share(same),
        few_data=known / units < limits.least_data,
        many_zeros=nonzero / units < limits.least_nonzero,
        few_values=unique / units < limits.least_unique,
        outliers=abs(skew) > limits.skewness and kurt > limits.kurtosis,
    )
