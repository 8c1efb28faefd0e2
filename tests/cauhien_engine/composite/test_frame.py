"""The tree of indicators and the values."""

import numpy as np
import pytest

from cauhien_engine.composite.errors import BadFrame
from cauhien_engine.composite.frame import Frame, Node
from tests.cauhien_engine.composite.things import a_frame, a_panel


@pytest.mark.parametrize(
    ("nodes", "reason"),
    [
        ((Node("x", parent="t"), Node("x", parent="t")), "code twice"),
        ((Node("x", parent="t"), Node("t", kind="Aggregate", level=1)), "indicators stand at"),
        ((Node("x", parent="gone"), Node("t", kind="Aggregate", level=2)), "no aggregate"),
        ((Node("x", direction=0), Node("t", kind="Aggregate", level=2)), "direction"),
        ((Node("x"), Node("t", kind="Aggregate", level=2)), "one node without a parent"),
        ((Node("x", weight=float("nan")),), "weight"),
    ],
)
def test_a_tree_that_cannot_be_read_is_refused_with_the_reason(nodes, reason):
    with pytest.raises(BadFrame, match=reason):
        Frame(nodes)


def test_the_hash_of_a_frame_changes_with_a_weight_and_with_the_version():
    assert a_frame().key == a_frame().key
    assert a_frame().key != a_frame(papers={"weight": 3.0}).key
    assert a_frame().key != Frame(a_frame().nodes, "2").key


def test_values_cannot_be_written_to_and_are_a_copy():
    given = np.ones((2, 6, 5))
    panel = a_panel()
    other = type(panel)(panel.units, panel.codes, panel.years, given)

    given[:] = 0

    assert other.values.min() == 1
    with pytest.raises(ValueError, match="read-only"):
        other.values[0, 0, 0] = 2


def test_a_table_holds_only_units_with_a_value_in_that_year():
    values = a_panel().values.copy()
    values[0, 2] = np.nan
    panel = type(a_panel())(a_panel().units, a_panel().codes, (2023, 2024), values)

    assert panel.table((2023,)).units == ("a", "b", "d", "e", "f")
    assert len(panel.table((2023, 2024)).units) == 11
