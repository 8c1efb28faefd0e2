"""What the front pages show: some problems, found in the search."""

import pytest

from cauhien.challenges.states import State
from cauhien.core.search import Thing, index_many
from tests.factories import a_challenge


@pytest.fixture
def a_found_problem(db, now):
    """Return a function that makes a catalogued problem which the search can find."""

    def make(title, english="", summary="", **facets):
        problem = a_challenge(
            State.CATALOGUED, title_vi=title, title_en=english, description_vi=summary
        )
        thing = Thing("challenge", problem.code, (title, english), (summary, ""), **facets)
        index_many([thing], at=now)
        return problem

    return make
