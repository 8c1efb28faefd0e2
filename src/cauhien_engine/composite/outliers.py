"""What may be done to a skewed column: winsorising and transforms, with their exact rules."""

from typing import NamedTuple

import numpy as np

from cauhien_engine.composite.moments import column_ranges, shapes

UNTOUCHED, HIGH, LOW = "", "winhi", "winlo"


def passes(skew, kurt, limits):
    """Return +1 where a shape is accepted, 0 where not, nan where that cannot be said.

    limits: (of |skewness|, of kurtosis). One of the two suffices.
    """
    either = (np.abs(skew) < limits[0]) | (kurt < limits[1])
    return np.where(~either & (np.isnan(skew) | np.isnan(kurt)), np.nan, either)


def winsorised(drawing, columns, *, most, limits, force=False):
    """Return (values, marks, counts): the farthest points drawn in until the shape passes.

    drawing, columns: a Drawing, and places of columns in it. While a column does not pass, all
    points that hold its extreme value on the side of its skewness take the next value; ties count
    together.
    most: stop once so many points are drawn in, None without end. limits: as in `passes`. force:
    draw in `most` points whatever the shape. counts: points at the drawn-in ends, (columns,).
    A column that is constant, too short, or would become so stays as it is, with count -1.

    >>> given = Drawing(np.array([[1.0], [2], [3], [4], [90]]))
    >>> values, marks, counts = winsorised(given, np.array([0]), most=1, limits=(2, 3.5))
    >>> values.ravel().tolist(), counts.tolist()
    ([1.0, 2.0, 3.0, 4.0, 4.0], [1])
    """
    values = drawing.values[:, columns]
    out, counts = values.copy(), np.zeros(len(columns), int)
    live, turn = np.arange(len(columns)), 0
    while live.size:
        at = columns[live]
        now = drawing.turn(turn, at)
        state = passes(now.skew[at], now.kurt[at], limits)
        lost = np.isnan(state)
        going = ~lost & ((state == 0) | force)
        if most is not None:
            going &= counts[live] < most
        counts[live[lost]] = -1
        live, turn = live[going], turn + 1
        after = drawing.turn(turn, columns[live])
        can = after.can[columns[live]]
        counts[live[~can]] = -1
        live = live[can]
        out[:, live] = after.values[:, columns[live]]
        counts[live] = after.counts[columns[live]]
    back = counts < 0
    out[:, back] = values[:, back]
    marks = np.where(out < values, HIGH, np.where(out > values, LOW, UNTOUCHED))
    return out, marks, counts


class Drawing:
    """Columns with their farthest points drawn in, turn after turn, each computed once.

    An ensemble treats one table by the hundred, and limits only say at which turn a column stops.
    """

    def __init__(self, values):
        """Hold float array (rows, columns); nothing is computed yet."""
        self.values = values
        self._turns = []

    def turn(self, turn, columns):
        """Return the Turn in which at least these columns are known. turn: 0 is as given."""
        if turn == len(self._turns):
            self._turns.append(Turn.of(self.values.shape))
        found = self._turns[turn]
        new = columns[~found.known[columns]]
        if new.size:
            given = self.values[:, new]
            now, can = given, True
            if turn:
                before = self._turns[turn - 1]
                held = before.values[:, new]
                drawn, can = _drawn_in(held, before.skew[new] >= 0)
                now = np.where(can, drawn, held)
            found.values[:, new], found.can[new], found.known[new] = now, can, True
            found.skew[new], found.kurt[new] = shapes(now)
            found.counts[new] = (np.abs(now - given) > 0).sum(axis=0)
        return found


class Turn(NamedTuple):
    """Columns after so many turns. can: whether there was a next value to draw to. counts: points
    drawn in so far. What is not known is empty.
    """

    values: np.ndarray
    skew: np.ndarray
    kurt: np.ndarray
    counts: np.ndarray
    can: np.ndarray
    known: np.ndarray

    @classmethod
    def of(cls, shape):
        """Return one in which nothing is known yet. shape: (rows, columns)."""
        many = shape[1]
        numbers = np.empty(shape), np.empty(many), np.empty(many), np.zeros(many, int)
        return cls(*numbers, np.zeros(many, bool), np.zeros(many, bool))


def _drawn_in(values, upper):
    """Return (values with the end drawn in, whether there is a next value)."""
    sign = np.where(upper, 1.0, -1.0)
    turned = values * sign
    at_end = turned == np.fmax.reduce(turned, axis=0)
    rest = np.fmax.reduce(np.where(at_end, -np.inf, turned), axis=0)
    return np.where(at_end, rest, turned) * sign, np.isfinite(rest)


def log_shifted(values):
    """Return log(x - min + 0.01 (max - min)) of each column (COINr's log_CT)."""
    low, high = column_ranges(values)
    return _log(values - low + 0.01 * (high - low))


def log_both_ways(values):
    """Return `log_shifted` where a column leans to the right, its mirror image where to the left
    (COINr's log_CT_plus).
    """
    low, high = column_ranges(values)
    small = 0.01 * (high - low)
    right = shapes(values)[0] > 0
    return np.where(right, _log(values - low + small), -_log(high + small - values))


def log_plain(values):
    """Return log(x - min + 1) of each column (COINr's log_CT_orig)."""
    return _log(values - column_ranges(values)[0] + 1)


def log_gii(values):
    """Return log((max - 1) (x - min) / (max - min) + 1), the transform of the Global Innovation
    Index. nan where the highest value is not above 1.

    >>> log_gii(np.array([[1.0], [2.0], [3.0], [50.0]])).ravel().round(3).tolist()
    [0.0, 0.693, 1.099, 3.912]
    """
    low, high = column_ranges(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        stretched = (high - 1) * (values - low) / (high - low) + 1
    return _log(np.where(high > 1, stretched, np.nan))


def boxcox(values, power=0.0, positive=True):
    """Return (x^power - 1) / power, or log x for power 0, of each column.

    positive: first move the column so that its lowest value is 1.
    Source: Box and Cox (1964), An analysis of transformations.
    """
    if positive:
        values = values - column_ranges(values)[0] + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        out = _log(values) if power == 0 else (values**power - 1) / power
    return np.where(np.isfinite(out), out, np.nan)


TRANSFORMS = {
    "log": log_shifted,
    "log_both_ways": log_both_ways,
    "log_plain": log_plain,
    "log_gii": log_gii,
    "boxcox": boxcox,
}


def _log(values):
    with np.errstate(divide="ignore", invalid="ignore"):
        out = np.log(values)
    return np.where(np.isfinite(out), out, np.nan)
