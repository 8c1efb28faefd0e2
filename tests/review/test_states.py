"""How a seat moves from the proposal to its end."""

from cauhien.review.states import ACTIVE_SEATS, SEAT_MOVES, SeatAct, SeatState, seat_moves


def test_a_member_sits_only_after_accepting_and_declaring():
    ways = [move for move in SEAT_MOVES if move.target == SeatState.SITTING]

    assert [(way.act, way.source) for way in ways] == [(SeatAct.DECLARE, SeatState.DECLARING)]


def test_every_seat_in_use_can_be_excluded_for_a_conflict_with_a_reason():
    ways = [seat_moves(source, SeatState.EXCLUDED) for source in ACTIVE_SEATS]

    assert [(way.act, way.needs_reason) for (way,) in ways] == [(SeatAct.EXCLUDE, True)] * 5


def test_nobody_comes_back_to_a_seat_that_was_left():
    sources = {move.source for move in SEAT_MOVES if move.target in ACTIVE_SEATS}

    assert sources & {SeatState.DECLINED, SeatState.EXCLUDED, SeatState.WITHDRAWN} == set()
