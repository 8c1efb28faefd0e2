"""Weights: given, equal, from components, optimised."""

import numpy as np
import pytest

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.correlate import correlations
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.weigh import Weigh
from tests.cauhien_engine.composite.things import a_frame, a_panel


def weighed(**options):
    return compute(a_frame(), a_panel(), Plan((Normalise(), Weigh(**options), Aggregate())))


def test_given_weights_are_the_frames_and_single_ones_may_be_put_over_them():
    weights = weighed(weights={"papers": 5}).stages["weigh"].notes["weights"]

    assert (weights["patents"], weights["papers"], weights["idle"]) == (2.0, 5.0, 1.0)


def test_equal_weights_of_one_level():
    weights = weighed(method="equal", levels=[1]).stages["weigh"].notes["weights"]

    assert {weights[code] for code in a_frame().indicators} == {1.0}


def test_squared_loadings_are_shares():
    weights = weighed(method="pca").stages["weigh"].notes["weights"]

    assert weights["patents"] + weights["papers"] == pytest.approx(1)
    assert min(weights.values()) >= 0


def test_balanced_weights_are_shares_and_their_correlations_are_equal():
    result = weighed(method="balanced", level=2)
    table = result.table
    weights = result.stages["weigh"].notes["weights"]
    found = correlations(table.columns(("people", "science")), table.columns(("index",)))

    assert weights["people"] + weights["science"] == pytest.approx(1)
    assert min(weights.values()) >= 0
    assert np.ptp(found) < 1e-6


def test_informative_weights_have_the_largest_sum_of_correlations():
    result = weighed(method="informative", level=2)
    obtained = sum(result.stages["weigh"].notes["obtained"].values())
    for share in np.linspace(0, 1, 21):
        other = weighed(weights={"people": share, "science": 1 - share}).table
        parts = correlations(other.columns(("people", "science")), other.columns(("index",)))

        assert parts.sum() <= obtained + 1e-9


def test_a_negative_weight_is_refused():
    with pytest.raises(BadPlan, match="papers"):
        Weigh(weights={"papers": -1.0})
