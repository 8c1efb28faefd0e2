"""Who sees what: one test for each thing, each role and each place where it would show."""

import pytest

from tests.visibility.matrix import ROLES, rows
from tests.visibility.places import PLACES, shows

pytestmark = pytest.mark.django_db
CELLS = [
    pytest.param(*row, kind, role, id=f"{row[0]}: {row[1]} | {kind} | {role}")
    for row in rows()
    for kind in PLACES[row]
    for role in ROLES
]


def test_each_row_has_its_places_and_no_place_lacks_a_row():
    assert PLACES.keys() == rows().keys()


@pytest.mark.parametrize(("state", "thing", "kind", "role"), CELLS)
def test_is_shown_to_whom_the_matrix_says_and_to_nobody_else(cases, ask, state, thing, kind, role):
    place = PLACES[state, thing][kind]
    sees = rows()[state, thing][role] and not place.never

    shown = shows(place, cases[state], lambda address: ask(state, role, address))

    assert shown == sees
