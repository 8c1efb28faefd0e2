"""What a use costs by the price list; no database, no clock."""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.timezone import localdate

from cauhien.facilities.states import RateUnit

CENT = Decimal("0.01")
HOUR = 3600  # seconds


class Line(NamedTuple):
    """So many of a unit at so much each."""

    unit: str
    number: Decimal
    amount: Decimal

    @property
    def total(self):
        return (self.number * self.amount).quantize(CENT, ROUND_HALF_UP)


class Quote(NamedTuple):
    """What is charged, line by line; no lines where the host states no price."""

    lines: tuple[Line, ...] = ()
    currency: str = ""

    @property
    def total(self):
        """The sum, None where no price is stated."""
        return sum((line.total for line in self.lines), Decimal(0)) if self.lines else None

    def stored(self):
        """Return the lines as JSON keeps them with the booking."""
        return [
            {"unit": line.unit, "number": f"{line.number:f}", "amount": f"{line.amount:f}"}
            for line in self.lines
        ]


def quote_of(rates, user_class, period):
    """Return the Quote for a period by the rates valid on its first day.

    rates: those of the resource, all in one currency. Time costs what is cheaper, by the hour or
    by the begun day; what is asked for each use is added.
    """
    day = localdate(period.start)
    valid = {
        one.unit: one
        for one in rates
        if one.user_class == user_class
        and one.valid_from <= day
        and (one.valid_to is None or day <= one.valid_to)
    }
    seconds = Decimal(int((period.end - period.start).total_seconds()))
    days = (localdate(period.end) - day).days + 1
    numbers = {RateUnit.HOUR: seconds / HOUR, RateUnit.DAY: Decimal(math.ceil(days))}
    timed = [Line(unit, numbers[unit], valid[unit].amount) for unit in numbers if unit in valid]
    lines = [min(timed, key=lambda line: line.total)] if timed else []
    if RateUnit.USE in valid:
        lines.append(Line(RateUnit.USE, Decimal(1), valid[RateUnit.USE].amount))
    return Quote(tuple(lines), valid[lines[0].unit].currency if lines else "")


def fee_of(price, percent):
    """Return the share of a price that is owed for cancelling late, None where there is no price"""
    return None if price is None else (price * percent / 100).quantize(CENT, ROUND_HALF_UP)
