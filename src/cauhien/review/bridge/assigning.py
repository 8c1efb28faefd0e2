"""Files, members, suitability and wishes -> who reads what, and how good that is."""

from dataclasses import dataclass, field

import numpy as np

NEXT = 2  # members shown beside a file who came next


class CannotShare(Exception):
    """The files cannot be shared out so.

    files, members: codes; the fewest files that want more readers (`wanted`) than all who may
    read one of them can take (`possible`). wanted 0: what must be is more than may be.
    """

    def __init__(self, files, members, wanted=0, possible=0):
        super().__init__(files, members, wanted, possible)
        self.files, self.members = tuple(files), tuple(members)
        self.wanted, self.possible = wanted, possible


@dataclass(frozen=True)
class Load:
    """What is asked. files, members: codes. fits: 0 to 1, a list for each file, of each member.

    barred, fixed, forbidden: sets of (file, member): kept apart by a conflict; must be; must not.
    """

    files: tuple[str, ...]
    members: tuple[str, ...]
    fits: tuple
    per_file: int
    per_member: int
    barred: frozenset = field(default_factory=frozenset)
    fixed: frozenset = field(default_factory=frozenset)
    forbidden: frozenset = field(default_factory=frozenset)


@dataclass(frozen=True)
class Shared:
    """The answer. pairs: [(file, member)]. nearly: [(file, member, why not)], the best not seated.

    worst: mean suitability at the file that is served worst. The bounds hold for every assignment
    that keeps conflicts and loads, whatever was wished.
    """

    pairs: tuple[tuple[str, str], ...]
    nearly: tuple[tuple[str, str, str], ...]
    total: float
    total_bound: float
    worst: float
    worst_bound: float


def share_out(load, *, seed):
    """Return how files are Shared out. The same seed gives the same answer. Raises CannotShare."""
    from cauhien_engine.panel import assign as engine  # noqa: PLC0415 - solvers: see `load`

    rows = {code: at for at, code in enumerate(load.files)}
    columns = {code: at for at, code in enumerate(load.members)}
    fits = np.array(load.fits, dtype=float).reshape(len(rows), len(columns))
    fixed = np.array([(rows[file], columns[one]) for file, one in sorted(load.fixed)], dtype=int)
    fixed = fixed.reshape(-1, 2)
    demand, capacity = _left(load, fixed)
    free = _free(load, rows, columns, load.barred | load.forbidden | load.fixed)
    try:
        rng = np.random.default_rng(seed)
        found = engine.assign(fits, free, demand, capacity, rng=rng)
    except engine.CannotServe as refusal:
        short = refusal.shortage
        files = [load.files[at] for at in short.papers]
        members = [load.members[at] for at in short.reviewers]
        raise CannotShare(files, members, short.wanted, short.possible) from None
    seats = np.concatenate([fixed, found.seats]).astype(int)
    return _told(load, fits, seats[np.lexsort(seats.T[::-1])], (rows, columns))


def _left(load, fixed):
    """Return (readers that each file still wants, files that each member still takes)."""
    held = [np.bincount(fixed[:, side], minlength=len(all_)) for side, all_ in
            enumerate((load.files, load.members))]  # fmt: skip
    demand, capacity = load.per_file - held[0], load.per_member - held[1]
    if (demand < 0).any() or (capacity < 0).any():
        raise CannotShare(
            [load.files[at] for at in np.flatnonzero(demand < 0)],
            [load.members[at] for at in np.flatnonzero(capacity < 0)],
        )
    return demand, capacity


def _free(load, rows, columns, pairs):
    free = np.ones((len(rows), len(columns)), dtype=bool)
    for file, member in pairs:
        free[rows[file], columns[member]] = False
    return free


def _told(load, fits, seats, places):
    from cauhien_engine.panel import alternatives, bounds, edges  # noqa: PLC0415 - as above

    rows, columns = places
    free = _free(load, rows, columns, load.barred)
    problem = edges.instance(fits, free, load.per_file, load.per_member)
    most = bounds.bounds_of(edges.all_edges(problem), problem.demand, problem.capacity)
    wished = _free(load, rows, columns, load.barred | load.forbidden)
    problem = edges.instance(fits, wished, load.per_file, load.per_member)
    beside = alternatives.alternatives(problem, seats, most=NEXT)
    chosen = fits[seats[:, 0], seats[:, 1]]
    means = np.bincount(seats[:, 0], weights=chosen, minlength=len(fits)) / load.per_file
    return Shared(
        pairs=tuple((load.files[file], load.members[one]) for file, one in seats),
        nearly=tuple(
            (load.files[one.paper], load.members[one.reviewer], str(one.why))
            for of_file in beside
            for one in of_file
        ),
        total=round(float(chosen.sum()), 6),
        total_bound=round(most.total, 6),
        worst=round(float(means.min()), 6),
        worst_bound=round(most.worst, 6),
    )
