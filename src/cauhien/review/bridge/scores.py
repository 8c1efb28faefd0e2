"""Points that members gave -> how each file stands, and what that cannot tell apart."""

from dataclasses import asdict, dataclass

import numpy as np

from cauhien.review import queries
from cauhien.review.queries.scores import MOST
from cauhien.review.states import CouncilState


@dataclass(frozen=True)
class Standing:
    """How one file stands, in points of 100, rounded as they are shown.

    mean, interval, adjusted: None where nothing can be said. place: by the raw mean, equals share
    the best. ranks: (best, worst) that it may hold. adjusted: the mean freed of the severity of its
    members, advisory, only where members scored different files. spread: between the highest and
    the lowest score. disagrees: the spread is over the limit of the procedure. given: how many
    scored it. alike: keys of the files from which it cannot be told apart.
    """

    mean: float | None = None
    place: int | None = None
    interval: tuple[float, float] | None = None
    ranks: tuple[int, int] | None = None
    adjusted: float | None = None
    spread: float = 0.0
    disagrees: bool = False
    given: int = 0
    alike: tuple[str, ...] = ()

    def as_json(self):
        return asdict(self)


def standings(council, files=None):
    """Return {code of a file: Standing}: as it was when the council concluded, or as it is now.

    files: those that are judged, where they are known.
    """
    if council.state == CouncilState.CONCLUDED:
        return {
            code: Standing(**row.standing) for code, row in queries.proposals_of(council).items()
        }
    points, limit = queries.points_of(council, files), queries.limit_of(council)
    return standings_of(points, limit=limit, seed=council.seed)


def standing_alone(points, *, limit):
    """Return the Standing of a file without the others: its mean, and whether members differ.

    points: of those who scored it, at least one.
    """
    spread = max(points) - min(points)
    return Standing(
        mean=_shown(sum(points) / len(points)),
        spread=_shown(spread),
        disagrees=spread > limit,
        given=len(points),
    )


def standings_of(points, *, limit, seed):
    """Return {file: Standing}. points: {file: {member: points, 0 to 100}}, keys as text.

    limit: points by which scores of one file may differ. seed: the same seed gives the same answer.
    """
    from cauhien_engine.panel import scores as engine  # noqa: PLC0415 - SciPy: see `load`

    scored = [file for file in points if points[file]]
    if not scored:
        return {file: Standing() for file in points}
    members = sorted({member for file in scored for member in points[file]})
    table = np.array([[points[file].get(one, np.nan) for one in members] for file in scored])
    found = engine.standings(table, limit=limit, rng=np.random.default_rng(seed))
    said = {
        file: _standing(one, len(points[file]), tuple(scored[other] for other in one.alike))
        for file, one in zip(scored, found, strict=True)
    }
    return {file: said.get(file, Standing()) for file in points}


def _standing(found, given, alike):
    low, high = found.interval
    return Standing(
        mean=_shown(found.mean),
        place=found.place,
        interval=None if np.isnan(low) else (_shown(max(low, 0)), _shown(min(high, MOST))),
        ranks=found.ranks,
        adjusted=None if found.adjusted is None else _shown(found.adjusted),
        spread=_shown(found.spread),
        disagrees=found.disagrees,
        given=given,
        alike=alike,
    )


def _shown(value):
    return round(float(value), 2)
