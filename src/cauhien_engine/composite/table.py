"""A table of numbers with names: what each stage takes and gives."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cauhien_engine.composite.outliers import Drawing


def frozen(array):
    """Return the array closed to writing."""
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Table:
    """Rows are units (in several years, unit and year), columns are codes.

    values: float array (rows, codes), read-only, nan where unknown. years: one a row.

    >>> table = Table(("vn", "sg"), ("a", "b"), np.array([[1.0, 2.0], [3.0, 4.0]]), (2024, 2024))
    >>> table.column("b").tolist(), table.of("vn")
    ([2.0, 4.0], {'a': 1.0, 'b': 2.0})
    """

    units: tuple[str, ...]
    codes: tuple[str, ...]
    values: np.ndarray
    years: tuple[int, ...]

    def __post_init__(self):
        """Close the values to writing."""
        frozen(self.values)

    @cached_property
    def place(self):
        """Return {code: column}."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def drawing(self):
        """Return the Drawing of the values, which treatments under other limits share."""
        return Drawing(self.values)

    def column(self, code):
        """Return a float array (rows,)."""
        return self.values[:, self.place[code]]

    def columns(self, codes):
        """Return a float array (rows, codes)."""
        return self.values[:, [self.place[code] for code in codes]]

    def of(self, unit, year=None):
        """Return {code: value} of a unit, in its first row or in that of a year."""
        rows = (at for at, one in enumerate(self.units)
                if one == unit and year in {None, self.years[at]})  # fmt: skip
        return dict(zip(self.codes, self.values[next(rows)].tolist(), strict=True))

    def with_values(self, values):
        """Return the table with other values of the same shape."""
        return replace(self, values=values)

    def taking(self, rows):
        """Return the table of some rows. rows: places or a mask."""
        kept = np.arange(len(self.units))[rows]
        return Table(
            tuple(self.units[at] for at in kept),
            self.codes,
            self.values[kept],
            tuple(self.years[at] for at in kept),
        )

    def year_rows(self):
        """Yield (year, places of its rows) in the order of the rows."""
        years = np.asarray(self.years)
        for year in dict.fromkeys(self.years):
            yield year, np.flatnonzero(years == year)
