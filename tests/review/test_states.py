"""How a seat moves from the proposal to its end."""

from itertools import product

import pytest

from cauhien.accounts.states import Role
from cauhien.review.rules.council import way_for_seat
from cauhien.review.states import (
    ACTIVE_SEATS,
    SEAT_MOVES,
    SeatAct,
    SeatActor,
    SeatState,
    seat_moves,
)
from tests.factories import a_user
from tests.review.sitting import a_small_council, holder

NAMES = {
    SeatActor.COORDINATOR: "coordinator",
    SeatActor.HOLDER: "holder",
    SeatActor.SYSTEM: "the installation",
}


def test_a_member_sits_only_after_accepting_and_declaring():
    ways = [move for move in SEAT_MOVES if move.target == SeatState.SITTING]

    assert [(way.act, way.source) for way in ways] == [(SeatAct.DECLARE, SeatState.DECLARING)]


def test_every_seat_in_use_can_be_excluded_for_a_conflict_with_a_reason():
    ways = [seat_moves(source, SeatState.EXCLUDED) for source in ACTIVE_SEATS]

    assert [(way.act, way.needs_reason) for (way,) in ways] == [(SeatAct.EXCLUDE, True)] * 5


def test_nobody_comes_back_to_a_seat_that_was_left():
    sources = {move.source for move in SEAT_MOVES if move.target in ACTIVE_SEATS}

    assert sources & {SeatState.DECLINED, SeatState.EXCLUDED, SeatState.WITHDRAWN} == set()


@pytest.mark.django_db
def test_each_move_of_a_seat_is_open_to_its_actors_and_to_nobody_else():
    council = a_small_council(files=1)
    seat = council.seats.first()
    known = {
        "coordinator": a_user(Role.COORDINATOR),
        "secretary": a_user(Role.SECRETARY),
        "holder": holder(council, seat.role),
        "another member": holder(council, council.seats.last().role),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "auditor": a_user(Role.AUDITOR),
        "the installation": None,
    }
    seat.council = council
    for source, target in product(SeatState, SeatState):
        seat.state = source
        actors = {actor for move in seat_moves(source, target) for actor in move.actors}
        # The secretary invites from outside alone.
        named = {NAMES[actor] for actor in actors - {SeatActor.SECRETARY}}

        may = {name for name, user in known.items() if way_for_seat(user, seat, target)}

        assert (source, target, may) == (source, target, named)
