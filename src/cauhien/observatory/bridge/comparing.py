"""Two editions or two methods side by side, and what moved a unit from one to the other."""

from typing import NamedTuple

from cauhien_engine.composite.comparing import causes, compare
from cauhien_engine.composite.errors import BadPlan, CannotCompute


class Shift(NamedTuple):
    """The ranks of a unit before and after; None where one of them has no index of it."""

    unit: str
    before: int | None
    after: int | None

    @property
    def places(self):
        """Return how many places it went up."""
        return self.before - self.after if self.before and self.after else None


def shifts(before, after):
    """Return (a Shift for each unit, by the rank after, correlation of the ranks)."""
    both = compare({"before": before, "after": after})
    found = [
        Shift(unit, *(int(rank) if rank == rank else None for rank in ranks))
        for unit, ranks in zip(both.units, both.ranks.T.tolist(), strict=True)
    ]
    last = len(found) + 1
    found.sort(key=lambda one: (one.after or last, one.before or last, one.unit))
    return [one for one in found if one.before or one.after], float(both.correlation[1])


def steps(before, after, unit):
    """Return [(what was changed, rank after it, score after it)] on the way from one to the other.

    First comes "before"; then the values, the frame, the plan, each upon those before it. Empty
    where one of the ways between cannot be computed.
    """
    try:
        found = causes(before, after, unit)
    except (BadPlan, CannotCompute, StopIteration):
        return []
    return [(one.what, int(one.rank), one.score) for one in found]
