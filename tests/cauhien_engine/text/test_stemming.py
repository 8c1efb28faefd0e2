"""English endings go; Vietnamese syllables stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.stemming import is_syllable, stem


@pytest.mark.parametrize(
    "family",
    [
        "flood floods flooded flooding",
        "city cities",
        "optimise optimize optimising optimization optimisation",
        "organisation organization",
        "relate related relating",
        "pollution pollutions",
        "policy policies",
        "control controls controlled controlling",
        "agree agreed agrees",
    ],
)
def test_the_forms_of_a_word_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("supervise", "super"), ("water", "wait")])
def test_words_that_must_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["thuy", "khoe", "nguyen", "quyet", "giay", "ngoeo", "duong"])
def test_a_vietnamese_syllable_stays_as_it_is(word):
    assert is_syllable(word)
    assert stem(word) == word


@pytest.mark.parametrize("word", ["traffic", "street", "gis", "wall", "data", "buying"])
def test_other_words_have_not_the_shape_of_a_syllable(word):
    assert not is_syllable(word)


@given(st.text())
def test_no_word_is_refused_nor_emptied(word):
    assert bool(stem(word)) == bool(word)
