"""How tasks stand by the targets of the observatory that they serve, as that judges them."""

from cauhien.observatory.charts.goals import standing
from cauhien.resolution.queries import Pace, stands_of
from cauhien.resolution.states import PaceBy, Verdict

_JUDGED = {
    "met": Verdict.REACHED,
    "on_pace": Verdict.ON_PACE,
    "behind": Verdict.BEHIND,
    "missed": Verdict.MISSED,
}


def stands(tasks, user, day):
    """Return {id: Stand} of tasks of `queries.standing`, told in every way that can be."""
    return stands_of(tasks, user, day, _by_target)


def _by_target(target, series, day):
    """Return the Pace of a target of the observatory, or why it has none."""
    found = standing(target, series, day, lambda _target, _points: None)
    said = f"{target}: {found.reason}"
    if found.verdict not in _JUDGED:
        return said
    return Pace(PaceBy.TARGET, _JUDGED[found.verdict], said, found.share)
