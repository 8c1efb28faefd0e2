"""What moves a unit into the first k."""

import math

import numpy as np
import pytest

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.denominate import Denominate
from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.factors import Noise
from cauhien_engine.composite.frame import Frame, Node
from cauhien_engine.composite.impute import Impute
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.standing import standings
from cauhien_engine.composite.treat import Treat
from cauhien_engine.composite.whatif import _searches, moves_into, shortest_into
from tests.cauhien_engine.composite.things import a_frame, a_panel

WHOLE = Plan((
    Denominate(), Impute(), Screen(), Treat(overrides={"papers": "none"}), Normalise(low=1),
    Aggregate(method=["arithmetic", "geometric"]),
))  # fmt: skip


def rank_with(result, unit, changes):
    named = {(unit, code, 2024): value for code, value in changes.items()}
    again = compute(result.frame, result.panel.with_values(named), result.plan, (2024,))
    return again.ranks().of(unit)[result.frame.top]


@pytest.mark.parametrize(
    "plan",
    [
        WHOLE,
        WHOLE.with_options("normalise", method="zscore", low=None, mean=10.0),
        WHOLE.with_options("impute", by="row"),  # not column by column: each point computed anew
    ],
)
def test_the_change_suffices_and_a_hair_less_does_not(plan):
    result = compute(a_frame(), a_panel(), plan, (2024,))
    k = int(result.ranks().of("f")["index"]) - 1
    moves = moves_into(result, "f", k)

    assert any(move.suffices for move in moves)
    for move in moves:
        (code,), (now,), (needed,) = move.codes, move.now, move.needed
        assert rank_with(result, "f", {code: needed}) == move.rank
        assert move.suffices == (move.rank <= k)
        less = now + (needed - now) * (1 - 1e-9)
        assert not move.suffices or rank_with(result, "f", {code: less}) > k


def of_four_indicators():
    rng = np.random.default_rng(3)
    values = rng.lognormal(sigma=1.5, size=(1, 25, 4))
    nodes = [Node(f"i{at}", parent="t") for at in range(4)]
    frame = Frame((*nodes, Node("t", kind="Aggregate", level=2)))
    panel = Panel(tuple(f"u{at}" for at in range(25)), frame.indicators, (2024,), values)
    return compute(frame, panel, Plan((Treat(), Normalise(), Aggregate())), (2024,))


def test_it_is_the_first_crossing_that_a_fine_walk_finds():
    result = of_four_indicators()
    unit = result.table.units[int(np.argsort(-result.index)[8])]

    move = next(move for move in moves_into(result, unit, 4) if move.suffices)

    way = np.linspace(0, 1, 400)[1:]
    first = next(share for share in way if rank_with(
        result, unit, {move.codes[0]: _at(move, share)}) <= 4)  # fmt: skip
    assert move.share <= first
    assert move.share > first - way[0]


def _at(move, share):
    limit = move.now[0] + (move.needed[0] - move.now[0]) / move.share
    return move.now[0] + share * (limit - move.now[0])


def test_the_shortest_are_those_of_all_moves_in_their_order():
    result = of_four_indicators()
    unit = result.table.units[int(np.argsort(-result.index)[8])]
    every = moves_into(result, unit, 6)
    fewer = shortest_into(result, unit, 6, 1)
    enough = [move for move in fewer if move.suffices]

    assert 1 <= len(enough) < sum(move.suffices for move in every)
    assert tuple(enough) == every[: len(enough)]


def test_two_indicators_that_move_together_need_less_of_each():
    result = compute(a_frame(), a_panel(), WHOLE, (2024,))
    (alone,) = moves_into(result, "f", 2, ways=[("patents",)])
    (both,) = moves_into(result, "f", 2, ways=[("patents", "papers")])

    assert both.suffices
    assert both.share < alone.share
    assert rank_with(result, "f", dict(zip(both.codes, both.needed, strict=True))) == both.rank


def test_who_is_there_already_needs_nothing_and_who_cannot_is_told_how_far_it_gets():
    result = compute(a_frame(), a_panel(), WHOLE, (2024,))
    first = result.table.units[int(np.argmax(result.index))]

    assert {move.share for move in moves_into(result, first, 1)} == {0.0}
    small = moves_into(result, "f", 1, limits=dict.fromkeys(a_frame().indicators, 0))
    assert all(not move.suffices and move.rank > 1 for move in small)


def test_a_tie_that_rounds_the_other_way_beside_other_points_still_gives_a_move():
    result = compute(a_frame(), a_panel(), WHOLE, (2024,))
    _, (search,) = _searches(result, "f", 2, [("patents", "papers")], None, {})
    shares = search.between()

    assert search.closer(shares, np.full(len(shares), -1.0)) is search


def test_the_ranking_may_be_among_some_units():
    result = compute(a_frame(), a_panel(), WHOLE, (2024,))
    moves = moves_into(result, "f", 1, among=("e", "f"))

    assert moves[0].rank == 1
    assert not math.isnan(moves[0].share)


def test_what_a_change_is_worth_is_told_under_all_variants():
    variation = WHOLE.vary(Noise("weights", {1: 0.5, 2: 0.5}))
    ensemble = Ensemble(a_frame(), a_panel(), variation)
    design = ensemble.sample(400, np.random.default_rng(1))
    result = compute(a_frame(), a_panel(), WHOLE, (2024,))
    move = moves_into(result, "f", 2)[0]

    after = ensemble.with_values({("f", move.codes[0]): move.needed[0]})
    before, then = (standings(one, design).within(2)[5] for one in (ensemble, after))

    assert before < then < 1
