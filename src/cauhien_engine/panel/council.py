"""A council of roles, quotas and limits: the best there is, proved, or why there is none."""

from dataclasses import dataclass, field

import numpy as np

from cauhien_engine.panel.solvers import cp_sat

SCALE = 10_000  # suitability is weighed to the fourth decimal


@dataclass(frozen=True)
class Quota:
    """How many of a council may or must be of a group.

    id: by which reasons name it. group: int tuple, places of candidates. least, most: None where
    there is no such limit.
    """

    id: str
    group: tuple[int, ...]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Request:
    """What is asked of a council. Build it with `request`.

    fit: float array (candidates, roles), suitability. allowed: bool array of that shape. roles:
    names. seats: int tuple, how many of each role. quotas: sequence of Quota.
    """

    fit: np.ndarray
    allowed: np.ndarray
    roles: tuple[str, ...]
    seats: tuple[int, ...]
    quotas: tuple[Quota, ...]


@dataclass(frozen=True)
class Seat:
    """One place on a council and why its holder has it.

    place: how many of those allowed in the role are more suitable, plus one; of: how many are
    allowed. next_best: most suitable of those on no seat, None if there is nobody, and why_not:
    "" if he could take this seat as it is, else the ids of the quotas that he would break.
    stand_in: who takes the seat if its holder declines, all quotas kept; no two seats share one.
    """

    role: str
    candidate: int
    fit: float
    place: int
    of: int
    next_best: int | None
    why_not: tuple[str, ...]
    stand_in: int | None


@dataclass(frozen=True)
class Council:
    """Seats, the sum of their fit, what no council can pass, and whether that is proved."""

    seats: tuple[Seat, ...]
    total: float
    bound: float
    is_optimal: bool


@dataclass(frozen=True)
class Refusal:
    """The smallest set of demands that no council meets together: ("role", name) or
    ("quota", id). Without any one of them the others could be met.
    """

    reasons: tuple[tuple[str, str], ...] = field(default=())


class NoCouncil(Exception):
    """Nobody can be seated as asked; `refusal` says what stands in the way."""

    def __init__(self, refusal):
        super().__init__(refusal)
        self.refusal: Refusal = refusal


class NoAnswer(Exception):
    """The effort was spent before a council was found: ask for more."""


def request(fit, allowed, roles, quotas=()):
    """Return a Request. roles: {name: how many}. fit: one column for all roles, or one of each.

    >>> request([0.5, 0.9], None, {"chair": 1}).fit
    array([[0.5],
           [0.9]])
    """
    fit = np.asarray(fit, dtype=float)
    fit = fit[:, None] if fit.ndim == 1 else fit
    shape = (len(fit), len(roles))
    fit = np.broadcast_to(fit, shape)
    known = ~np.isnan(fit)
    allowed = known if allowed is None else known & np.broadcast_to(_columns(allowed), shape)
    return Request(fit, allowed, tuple(roles), tuple(roles.values()), tuple(quotas))


def form_council(asked, *, seed=0, effort=5.0):
    """Return the Council of largest fit that keeps every demand of a Request.

    seed: with the same one the same council, of equals too. effort: deterministic seconds of
    search, the same on a fast and on a slow machine; where they do not suffice for a proof the
    best council found stands with is_optimal False, and a longer effort proves it or betters it.
    Raises NoCouncil with the smallest set of reasons, NoAnswer.
    Source: CP-SAT of OR-Tools (Perron and Didier), one worker, so that it is replayed exactly.

    >>> asked = request([0.9, 0.8, 0.7], None, {"chair": 1, "member": 1},
    ...                 [Quota("one of a firm", (0, 1), most=1)])
    >>> [(one.role, one.candidate) for one in form_council(asked).seats]
    [('chair', 0), ('member', 2)]
    """
    kept = _promising(asked)
    solver, status, chosen = _solved(asked, kept, seed, effort)
    if status == cp_sat().INFEASIBLE:
        raise NoCouncil(Refusal(smallest_reasons(asked, seed)))
    if status not in {cp_sat().OPTIMAL, cp_sat().FEASIBLE}:
        raise NoAnswer("no council was found within the effort")
    held = sorted(
        ((role, one) for (one, role), seat in chosen.items() if solver.value(seat)),
        key=lambda seat: (seat[0], -asked.fit[seat[1], seat[0]], seat[1]),
    )
    total = float(sum(asked.fit[one, role] for role, one in held))
    optimal = status == cp_sat().OPTIMAL
    bound = total if optimal else solver.best_objective_bound / SCALE
    return Council(_told(asked, held), total, bound, optimal)


def smallest_reasons(asked, seed=0):
    """Return the fewest demands of a Request that cannot be met together, () if all can.

    The fewest demands that touch each set found so far of demands given up are tried; if they
    can be met, together with as many others as possible, what is then given up is one more set.
    Source: Ignatiev, Previti, Liffiton and Marques-Silva (2015), smallest unsatisfiable subsets.

    >>> asked = request([1, 1, 1], None, {"chair": 1}, [Quota("a", (0, 1, 2), most=0)])
    >>> smallest_reasons(asked)
    (('role', 'chair'), ('quota', 'a'))
    """
    every = [("role", role) for role in asked.roles] + [("quota", one.id) for one in asked.quotas]
    given_up, tried = [], []
    while (met := _most_met(asked, every, tried, seed)) is not None:
        rest = [one for one in every if one not in met]
        if not rest:
            return ()
        given_up.append(rest)
        tried = _fewest_that_touch(given_up, every, seed)
    return tuple(tried)


def _most_met(asked, every, must, seed):
    """Return the most demands that can be met, with some that must be; None if those cannot."""
    model, kept = cp_sat().CpModel(), np.argwhere(asked.allowed)
    holds = {one: model.new_bool_var("") for one in every}
    chosen = {(int(one), int(role)): model.new_bool_var("") for one, role in kept}
    loose = {one: model.new_bool_var("") for one, _ in chosen}
    sits = {one: sum(seats) + loose[one] for one, seats in _by(chosen, 0).items()}
    counts = dict(zip(asked.roles, asked.seats, strict=True))
    # The seats of a role that is given up may be filled by anybody.
    free = sum(count * (1 - holds["role", role]) for role, count in counts.items())
    model.add(sum(loose.values()) <= free)
    for seat in sits.values():
        model.add(seat <= 1)
    for at, (role, count) in enumerate(counts.items()):
        model.add(sum(_by(chosen, 1).get(at, [])) == count * holds["role", role])
    for quota in asked.quotas:
        _limit(model, quota, sits, holds["quota", quota.id])
    for one in must:
        model.add(holds[one] == 1)
    model.maximize(sum(holds.values()))
    solver, status = _search(model, seed, 20.0)
    if status == cp_sat().INFEASIBLE:
        return None
    return {one for one, held in holds.items() if solver.value(held)}


def _fewest_that_touch(sets, every, seed):
    """Return the fewest demands of which each set holds one."""
    model = cp_sat().CpModel()
    taken = {one: model.new_bool_var("") for one in every}
    for demands in sets:
        model.add_bool_or([taken[one] for one in demands])
    model.minimize(sum(taken.values()))
    solver, _ = _search(model, seed, 20.0)
    return [one for one in every if solver.value(taken[one])]


def _columns(allowed):
    allowed = np.asarray(allowed, dtype=bool)
    return allowed[:, None] if allowed.ndim == 1 else allowed


def _promising(asked):
    """Return a bool array (candidates, roles): who can be in a best council.

    Of candidates who belong to the same quotas and may take the same roles, more than there are
    seats are never needed for any role: the less suitable ones are left out.
    """
    member = np.array([[one in quota.group for quota in asked.quotas]
                       for one in range(len(asked.fit))]).reshape(len(asked.fit), -1)  # fmt: skip
    kind = np.unique(np.hstack([member, asked.allowed]), axis=0, return_inverse=True)[1].ravel()
    kept, most = np.zeros_like(asked.allowed), sum(asked.seats)
    for role in range(len(asked.roles)):
        order = np.lexsort((np.arange(len(kind)), -asked.fit[:, role], kind))
        first = np.searchsorted(kind[order], kind[order])
        kept[order, role] = np.arange(len(kind)) - first < most
    return kept & asked.allowed


def _solved(asked, kept, seed, effort):
    """Return (solver, status, {(candidate, role): seat})."""
    model = cp_sat().CpModel()
    chosen = {(int(one), int(role)): model.new_bool_var("") for one, role in np.argwhere(kept)}
    sits = {one: sum(seats) for one, seats in _by(chosen, 0).items()}
    by_role = _by(chosen, 1)
    for seat in sits.values():
        model.add(seat <= 1)
    for role, count in enumerate(asked.seats):
        model.add(sum(by_role.get(role, [])) == count)
    for quota in asked.quotas:
        _limit(model, quota, sits)
    model.maximize(
        sum(round(SCALE * float(asked.fit[pair])) * seat for pair, seat in chosen.items())
    )
    return *_search(model, seed, effort), chosen


def _limit(model, quota, sits, holds=True):
    """Let a quota be kept where `holds` is true."""
    inside = sum(sits[one] for one in quota.group if one in sits)
    model.add(inside >= (quota.least or 0)).only_enforce_if(holds)
    if quota.most is not None:
        model.add(inside <= quota.most).only_enforce_if(holds)


def _search(model, seed, effort):
    """Return (solver, status): one worker and no clock, so that a search can be replayed."""
    solver = cp_sat().CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    return solver, solver.solve(model)


def _by(chosen, side):
    table = {}
    for pair, seat in chosen.items():
        table.setdefault(pair[side], []).append(seat)
    return table


def _told(asked, held):
    taken = {one for _, one in held}
    seats = []
    for role, one in held:
        rest = _rest(asked, role, taken)
        broken = [(other, _broken(asked, taken - {one} | {other})) for other in rest]
        spare = {seat.stand_in for seat in seats}
        stand_in = next((other for other, ids in broken if not ids and other not in spare), None)
        following, why_not = broken[0] if broken else (None, ())
        fits = asked.fit[asked.allowed[:, role], role]
        place = 1 + int((fits > asked.fit[one, role]).sum())
        fit = float(asked.fit[one, role])
        seats.append(
            Seat(asked.roles[role], one, fit, place, len(fits), following, why_not, stand_in)
        )
    return tuple(seats)


def _rest(asked, role, taken):
    """Return the candidates allowed in a role who sit nowhere, most suitable first."""
    order = np.argsort(-asked.fit[:, role], kind="stable")
    return [int(one) for one in order if asked.allowed[one, role] and one not in taken]


def _broken(asked, members):
    """Return the ids of the quotas that a set of members breaks."""
    counts = [(quota, len(members & {*quota.group})) for quota in asked.quotas]
    return tuple(
        quota.id for quota, count in counts
        if count < (quota.least or 0) or (quota.most is not None and count > quota.most)
    )  # fmt: skip
