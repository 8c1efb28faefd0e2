"""The values: unit × indicator × year, each with a flag and its origin."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from cauhien_engine.composite.hashing import hash_of
from cauhien_engine.composite.table import Table, frozen


@dataclass(frozen=True, eq=False)
class Panel:
    """All values of one collection.

    units, codes, years: names of the axes; codes: indicators and denominators. values: float array
    (years, units, codes) in the unit of each indicator, nan where unknown. names: {unit: name}.
    groups: {name of a grouping: one label a unit}. flags, origins: text arrays of the same shape,
    what is said of a value and which source row it came from; "" where nothing is.
    The arrays are made read-only.

    >>> panel = Panel(("vn", "sg"), ("gdp",), (2024,), np.array([[[4.0], [8.0]]]))
    >>> panel.table((2024,)).values.tolist()
    [[4.0], [8.0]]
    """

    units: tuple[str, ...]
    codes: tuple[str, ...]
    years: tuple[int, ...]
    values: np.ndarray
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: np.ndarray | None = None
    origins: np.ndarray | None = None

    def __post_init__(self):
        """Check the shapes and close the arrays to writing."""
        shape = (len(self.years), len(self.units), len(self.codes))
        for name, kind in (("values", float), ("flags", str), ("origins", str)):
            given = getattr(self, name)
            array = np.broadcast_to("", shape) if given is None else np.array(given, dtype=kind)
            if array.shape != shape:
                raise ValueError(f"{name}: want {shape} (years, units, codes), got {array.shape}")
            object.__setattr__(self, name, frozen(array))
        for what in ("units", "codes", "years"):
            if len(set(getattr(self, what))) != len(getattr(self, what)):
                raise ValueError(f"{what}: one stands twice")

    @cached_property
    def key(self):
        """Return the hash of the values and groups; names, flags and origins change no result."""
        return hash_of(self.units, self.codes, self.years, self.values, self.groups)

    @cached_property
    def _places(self):
        return tuple({one: at for at, one in enumerate(axis)}
                     for axis in (self.years, self.units, self.codes))  # fmt: skip

    def table(self, years, codes=None):
        """Return a Table of the units that have any value in each of the years, year by year.

        codes: those wanted, default all; one that the panel lacks is a column of nan.
        """
        rows = [
            (unit, year)
            for year in years
            for unit, known in zip(self.units, self._is_known(year), strict=True)
            if known
        ]
        units, of = tuple(unit for unit, _ in rows), tuple(year for _, year in rows)
        codes = self.codes if codes is None else tuple(codes)
        return Table(units, codes, self.lookup(units, of, codes), of)

    def lookup(self, units, years, codes):
        """Return a float array (rows, codes): values of the pairs of unit and year."""
        by_year, by_unit, by_code = self._places
        rows = [by_year[year] for year in years], [by_unit[unit] for unit in units]
        found = np.full((len(units), len(codes)), np.nan)
        here = [at for at, code in enumerate(codes) if code in by_code]
        columns = [by_code[codes[at]] for at in here]
        found[:, here] = self.values[rows[0], rows[1]][:, columns]
        return found

    def with_values(self, changes):
        """Return a panel with some values changed. changes: {(unit, code, year): value}."""
        values = self.values.copy()
        by_year, by_unit, by_code = self._places
        for (unit, code, year), value in changes.items():
            values[by_year[year], by_unit[unit], by_code[code]] = value
        return replace(self, values=values)

    def labels(self, group, units):
        """Return the labels of a grouping for some units, "" where there is none."""
        of = dict(zip(self.units, self.groups[group], strict=True))
        return tuple(of[unit] for unit in units)

    def _is_known(self, year):
        return (~np.isnan(self.values[self._places[0][year]])).any(axis=1)
