"""How far a target is: position, pace, and how likely it is to be met."""

from typing import NamedTuple

from cauhien.observatory.states import Operator
from cauhien_engine.composite import ENGINE_VERSION
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.forecasting import LEAST_POINTS, brier, prediction
from cauhien_engine.composite.hashing import hash_of
from cauhien_engine.composite.progress import Goal, gap_to
from cauhien_engine.composite.trends import slope

VERSION, LEAST = ENGINE_VERSION, LEAST_POINTS
LOWER = {Operator.MOST, Operator.LESS}
STRICT = {Operator.MORE, Operator.LESS}
NUMBERED = {Operator.EQUAL, Operator.LEAST, Operator.MOST, Operator.MORE, Operator.LESS}
RANGE = (0.1, 0.9)


class Outlook(NamedTuple):
    """The chance of meeting a target by its year, and where 80 % of what may come lies then.

    key: hash of all that it rests on.
    """

    chance: float
    low: float
    middle: float
    high: float
    points: int
    model: str
    key: str


def direction(target):
    """Return 1 where the target asks for more, -1 where it asks for less."""
    if target.operator in LOWER:
        return -1
    if target.operator == Operator.EQUAL and target.indicator and target.indicator.direction < 0:
        return -1
    return 1


def meets(target, number):
    """Return whether a number is what a target asks for."""
    beyond = direction(target) * (number - target.number)
    return beyond > 0 if target.operator in STRICT else beyond >= 0


def gap(target, points):
    """Return the engine's Gap of comparable points [(year, number)], None without any."""
    years, numbers = [year for year, _ in points], [number for _, number in points]
    base = years[0] if years else target.year
    return gap_to(years, numbers, Goal(direction(target), target.number, target.year, base))


def pace(points):
    """Return the median change a year of comparable points [(year, number)], nan under three."""
    return slope([year for year, _ in points], [number for _, number in points])[0]


def outlook(target, points):
    """Return the Outlook of a target, None where the engine says that it cannot be computed."""
    years, numbers = [year for year, _ in points], [number for _, number in points]
    try:
        told = prediction(years, numbers, target.year)
    except CannotCompute:
        return None
    low, high = (told.quantile(edge) for edge in RANGE)
    best = max(zip(told.weights, told.models, strict=True))[1]
    chance = told.chance(target.number, direction(target))
    key = _key(target, points)
    return Outlook(chance, low, told.quantile(0.5), high, told.points, best, key)


def outlook_told(issued, target, points):
    """Return the Outlook that an IssuedProbability tells, None where the series is another now."""
    if issued is None or issued.input_key != _key(target, points):
        return None
    ends = issued.low, issued.middle, issued.high
    return Outlook(issued.probability, *ends, issued.points, issued.model, issued.input_key)


def _key(target, points):
    years, numbers = [year for year, _ in points], [number for _, number in points]
    return hash_of(years, numbers, target.year, target.number, target.operator)


def score(chance, is_met):
    """Return the Brier score of one told chance: 0 the best, 1 the worst."""
    return brier([chance], [is_met])
