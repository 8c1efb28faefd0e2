"""What a park comes to on a day, counted from its projects. Nothing here asks the database.

A project inside another one is never counted beside it: where the outer one says a value itself,
the value of its parts is in it; where it says none, its parts are counted. This holds for each
value by itself, and does not depend on the order in which things were written.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cauhien.park.states import COUNTED, CapitalKind, Qualifier, Status

_ORDER = Status.values
_KINDS = [CapitalKind.REGISTERED, CapitalKind.ADJUSTED]


@dataclass(frozen=True)
class Money:
    """A capital entry. amount: in whole units of the currency (an ISO 4217 code)."""

    kind: str
    on: date
    amount: Decimal
    currency: str
    qualifier: str = ""


@dataclass(frozen=True)
class Known:
    """What is known of one project. parent: the code of the project it is inside, "" for none.

    number: for how many projects it stands. has_origin: whether the nationality of its investor is
    known. statuses: (day, Status) in any order.
    """

    code: str
    parent: str = ""
    number: int = 1
    area_ha: Decimal | None = None
    is_foreign: bool = False
    has_origin: bool = True
    statuses: tuple[tuple[date, str], ...] = ()
    capital: tuple[Money, ...] = ()

    def status(self, day):
        """Return how it stands on a day, "" before anything is known of it."""
        past = [(on, _ORDER.index(status)) for on, status in self.statuses if on <= day]
        return _ORDER[max(past)[1]] if past else ""

    def is_counted(self, day):
        return self.status(day) in COUNTED

    def registered(self, day):
        """Return the Money registered on a day, adjustments included, None for none.

        What is only planned is not registered.
        """
        said = [one for one in self._said(_KINDS, day) if one.qualifier != Qualifier.PLANNED]
        return max(said, key=lambda one: (one.on, _KINDS.index(one.kind)), default=None)

    def planned(self, day):
        """Return the Money that was only planned on a day, None for none."""
        said = [one for one in self._said(_KINDS, day) if one.qualifier == Qualifier.PLANNED]
        return max(said, key=lambda one: one.on, default=None)

    def disbursed(self, day):
        return max(self._said([CapitalKind.DISBURSED], day), key=lambda one: one.on, default=None)

    def _said(self, kinds, day):
        return [one for one in self.capital if one.kind in kinds and one.on <= day]


@dataclass(frozen=True)
class Totals:
    """A park on a day. Capital: {currency: amount}. with_capital: projects that state one.

    itemised: the codes of the projects of which the registered capital is made up.
    """

    day: date
    projects: int
    operating: int
    construction: int
    area_ha: Decimal
    registered: dict[str, Decimal]
    foreign: dict[str, Decimal]
    disbursed: dict[str, Decimal]
    itemised: tuple[str, ...]


def outermost(known, says: Callable):
    """Return those that say a value and are inside none that does.

    known: Known in any order. says: takes one, tells whether it says the value. What claims to be
    inside itself, over others, is never reached.
    """
    inside = defaultdict(list)
    codes = {one.code for one in known}
    for one in sorted(known, key=lambda one: one.code):
        inside[one.parent if one.parent in codes else ""].append(one)
    waiting, found = list(inside[""]), []
    while waiting:
        one = waiting.pop(0)
        if says(one):
            found.append(one)
        else:
            waiting += inside[one.code]
    return found


def totals_on(known, day):
    """Return the Totals of projects on a day.

    >>> spring, whole = date(2018, 4, 30), Money("registered", date(2018, 1, 1), Decimal(5), "USD")
    >>> part = Known("b", "a", statuses=((spring, "licensed"),), capital=(whole,))
    >>> around = Known("a", statuses=((spring, "licensed"),), capital=(whole,))
    >>> totals_on([part, around], spring).registered
    {'USD': Decimal('5')}
    """
    with_capital = outermost(known, lambda one: one.is_counted(day) and one.registered(day))
    spending = outermost(known, lambda one: one.is_counted(day) and one.disbursed(day))
    with_area = outermost(known, lambda one: one.is_counted(day) and one.area_ha)
    return Totals(
        day=day,
        projects=_number(known, lambda one: one.is_counted(day)),
        operating=_number(known, lambda one: one.status(day) == Status.OPERATING),
        construction=_number(known, lambda one: one.status(day) == Status.CONSTRUCTION),
        area_ha=sum((one.area_ha or Decimal(0) for one in with_area), Decimal(0)),
        registered=_by_currency(one.registered(day) for one in with_capital),
        foreign=_by_currency(one.registered(day) for one in with_capital if one.is_foreign),
        disbursed=_by_currency(one.disbursed(day) for one in spending),
        itemised=tuple(sorted(one.code for one in with_capital)),
    )


def _number(known, says):
    return sum(one.number for one in outermost(known, says))


def _by_currency(amounts):
    found = defaultdict(Decimal)
    for one in amounts:
        found[one.currency] += one.amount
    return dict(sorted(found.items()))


def in_currency(amounts, currency, rates):
    """Return the sum of {currency: amount} in one currency, None where a rate is missing.

    rates: {currency: how many dong one unit is worth}; the dong itself is 1.
    """
    worth = rates | {"VND": Decimal(1)}
    if any(one != currency and not (worth.get(one) and worth.get(currency)) for one in amounts):
        return None
    return sum(
        (
            amount if one == currency else amount * worth[one] / worth[currency]
            for one, amount in amounts.items()
        ),
        Decimal(0),
    )
