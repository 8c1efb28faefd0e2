"""Many works help, each less than the one before."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.match.aggregate import saturating

scores = st.lists(st.floats(0, 100), min_size=1, max_size=20).map(np.array)


@given(scores, st.floats(0, 100))
def test_one_more_work_never_lowers_the_sum(values, more):
    assert saturating(np.append(values, more), 0.5) >= saturating(values, 0.5) - 1e-9


@given(scores)
def test_the_sum_stays_under_twice_the_best(values):
    assert values.max() <= saturating(values, 0.5) <= 2 * values.max() + 1e-9
