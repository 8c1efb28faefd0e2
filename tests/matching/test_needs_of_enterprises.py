"""What enterprises need and show: found by search, API and the engine, from both sides."""

import pytest

from cauhien.enterprises import actions
from cauhien.matching.actions.index import build_index, update_index
from cauhien.matching.actions.runs import run_match
from tests.enterprises.things import a_need, an_enterprise
from tests.factories import Role, a_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(collection, now):
    """Return a need that is shown, in an index of everything."""
    enterprise, owner = an_enterprise()
    found = a_need(enterprise, owner)
    actions.move_need(need=found, act="need_show", by=owner, at=now)
    build_index(at=now)
    return found


def _places(client, collection, code):
    technology, laboratory = collection["technology"].code, collection["laboratory"].code
    places = {
        "technology": f"/technologies/{technology}/problems/",
        "laboratory": f"/laboratories/{laboratory}/needs/",
        "search": "/search/?q=đèn+tín+hiệu+thích+ứng",
        "api": "/api/v1/technology-needs?q=den+tin+hieu",
        "api of technology": f"/api/v1/technologies/{technology}/needs",
    }
    answers = {name: client.get(address) for name, address in places.items()}
    assert {one.status_code for one in answers.values()} == {200}
    return {name for name, one in answers.items() if code in one.content.decode()}


def test_a_need_is_found_from_technology_laboratory_search_and_api_until_it_is_kept(
    client, collection, need, now
):
    shown = _places(client, collection, need.code)
    one = client.get(f"/api/v1/technology-needs/{need.code}").json()
    owner = need.enterprise.registered_by
    owner.day = now.date()
    actions.move_need(need=need, act="need_keep", by=owner, at=now)
    at_once = _places(client, collection, need.code)
    update_index(at=now)

    assert shown == {"technology", "laboratory", "search", "api", "api of technology"}
    assert (one["title"]["vi"], one["enterprise"]["name"]) == (need.title_vi, "Công ty Cơ khí")
    assert (at_once, _places(client, collection, need.code)) == (set(), set())
    assert client.get(f"/api/v1/technology-needs/{need.code}").status_code == 404


def test_from_a_need_to_whoever_may_help_persons_are_for_staff_alone(client, collection, need):
    address = f"/technology-needs/{need.code}/help/"
    person, technology = collection["person"].code, collection["technology"].code

    public = client.get(address).content.decode()
    api = client.get(f"/api/v1/technology-needs/{need.code}/help").json()
    sign_in(client, a_user(Role.COORDINATOR))
    staff = client.get(address).content.decode()

    assert [technology in html for html in (public, staff)] == [True, True]
    assert [person in html for html in (public, staff)] == [False, True]
    assert {one["kind"] for one in api["items"]} <= {
        "technology",
        "laboratory",
        "organisation",
        "enterprise",
    }


def test_a_need_solves_no_problem_of_the_city(need, problem, found, now):
    assert "technology_need" not in found(run_match(challenge=problem, by=None, at=now))
