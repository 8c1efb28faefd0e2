"""Candidates, conflicts and rules -> the seats of a council with their reasons."""

from dataclasses import dataclass, field

import numpy as np

from cauhien.review.states import Out, SeatRole
from cauhien_engine.panel import ENGINE_VERSION
from cauhien_engine.panel.conflicts import Waiver, conflicts_between, waived
from cauhien_engine.panel.rules import DEFAULT_RULES

VERSION = ENGINE_VERSION
QUICK = 0.5  # deterministic seconds of search, for somebody who waits
PATIENT = 120.0  # for the proof in the background


class CannotSeat(Exception):
    """No council meets what is asked. `reasons`: [(\"role\" or \"quota\", its id)], the fewest that
    clash; () where the search was given up before an answer.
    """

    def __init__(self, reasons=()):
        super().__init__(reasons)
        self.reasons = tuple(reasons)


@dataclass(frozen=True)
class Asked:
    """What is asked of a council.

    people: ids of the candidates. fit: {id: suitability, 0 to 1}. roles: {role: how many}.
    quotas: [{id, people, least, most}]. barred: {(id, role)} that a conflict keeps out.
    """

    people: tuple[str, ...]
    fit: dict
    roles: dict
    quotas: tuple[dict, ...] = ()
    barred: frozenset = field(default_factory=frozenset)


@dataclass(frozen=True)
class Seated:
    """One seat as the engine gives it, people by their ids."""

    role: str
    person: str
    fit: float
    place: int
    of: int
    next_best: str | None
    why_not_next: tuple[str, ...]
    stand_in: str | None


@dataclass(frozen=True)
class Formed:
    """The council of largest suitability, and whether that is proved."""

    seats: tuple[Seated, ...]
    total: float
    bound: float
    is_optimal: bool


def asked_of(council):
    """Return what was Asked of a council, as it was stored with it.

    The order of the roles is part of the question, and the database does not keep it.
    """
    free = [one for one in council.candidates if one["out"] in ("", Out.CONFLICT)]
    return Asked(
        people=tuple(one["person"] for one in free),
        fit={one["person"]: one["fit"] for one in free},
        roles={role: council.roles[role] for role in SeatRole if role in council.roles},
        quotas=tuple(council.quotas),
        barred=frozenset((one["person"], role) for one in free for role in one["barred"]),
    )


def conflicts_of(people, files, rules, on, organisations, waivers=()):
    """Return the engine's conflicts of people with files, waivers applied."""
    found = conflicts_between(people, files, rules or DEFAULT_RULES, on, organisations)
    known = {(one.person, one.proposal, one.rule) for one in found}
    given = [
        Waiver(**one) for one in waivers if (one["person"], one["proposal"], one["rule"]) in known
    ]
    return waived(found, given)


def seats_for(asked, *, seed, effort=QUICK):
    """Return the Formed council for what is Asked. Raises CannotSeat."""
    from cauhien_engine.panel import council as engine  # noqa: PLC0415 - OR-Tools: see `load`

    order = {person: at for at, person in enumerate(asked.people)}
    fit = np.array([asked.fit.get(person, 0.0) for person in asked.people])
    free = np.array(
        [[(person, role) not in asked.barred for role in asked.roles] for person in asked.people]
    ).reshape(len(asked.people), len(asked.roles))
    quotas = tuple(
        engine.Quota(one["id"], tuple(order[who] for who in one["people"] if who in order),
                     one.get("least"), one.get("most"))
        for one in asked.quotas
    )  # fmt: skip
    try:
        request = engine.request(fit, free, asked.roles, quotas)
        formed = engine.form_council(request, seed=seed, effort=effort)
    except engine.NoCouncil as refusal:
        raise CannotSeat(refusal.refusal.reasons) from refusal
    except engine.NoAnswer as refusal:
        raise CannotSeat from refusal
    seats = tuple(_seated(seat, asked.people) for seat in formed.seats)
    return Formed(seats, formed.total, formed.bound, formed.is_optimal)


def _seated(seat, people):
    return Seated(
        role=seat.role,
        person=people[seat.candidate],
        fit=seat.fit,
        place=seat.place,
        of=seat.of,
        next_best=_named(seat.next_best, people),
        why_not_next=tuple(seat.why_not),
        stand_in=_named(seat.stand_in, people),
    )


def _named(candidate, people):
    return None if candidate is None else people[candidate]
