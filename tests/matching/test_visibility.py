"""Who sees the people of a match: on the page, in its counts, in the export and in the API."""

import io
import json

import openpyxl
import pytest

from cauhien.accounts.states import SEES_SUGGESTED_PERSONS, Role
from cauhien.challenges.states import State
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from cauhien.matching.models import Match
from tests.factories import a_challenge, a_user, an_office

pytestmark = pytest.mark.django_db

NAME = "Trần Thị Hoa"


@pytest.fixture
def catalogued(indexed, now):
    """Return a problem that everybody sees, matched; one of its candidates is a person."""
    problem = a_challenge(
        State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm", description_vi=""
    )
    run_match(challenge=problem, by=None, at=now)
    return problem


def page(client, problem, **query):
    return client.get(f"/challenges/{problem.code}/who/", query).content.decode()


def exported(client, problem):
    """Return all that stands in the exported table, as one text."""
    answer = client.get(f"/challenges/{problem.code}/who/export/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return " ".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)


def all_of(problem):
    """Return how many candidates the run has, whoever may see them."""
    return Match.objects.filter(run__challenge=problem).count()


def seen(client, problem):
    """Return where the person's name (or, in counts, the tab of people) stands."""
    text = {"text": "ùn tắc giao thông giờ cao điểm"}
    of_text = client.post("/match/", text).content.decode()
    api = client.get(f"/api/v1/challenges/{problem.code}/matches?limit=100").json()
    by_text = client.post("/api/v1/match", json.dumps(text), content_type="application/json").json()
    return {
        "page": NAME in page(client, problem) and NAME in page(client, problem, kind="person"),
        "tab": "kind=person" in page(client, problem),
        "text": NAME in of_text or 'value="person"' in of_text,
        "export": NAME in exported(client, problem),
        "api": NAME in json.dumps(api, ensure_ascii=False),
        "api of a text": NAME in json.dumps(by_text, ensure_ascii=False),
        "count": api["count"] == all_of(problem),
    }


@pytest.mark.parametrize("role", Role)
def test_the_people_of_a_match_are_seen_by_the_roles_of_the_matrix_alone(client, catalogued, role):
    client.force_login(a_user(role, office=an_office()))

    everywhere = dict.fromkeys(seen(client, catalogued), role in SEES_SUGGESTED_PERSONS)
    assert seen(client, catalogued) == everywhere


def test_the_public_sees_nobody_anywhere(client, catalogued):
    assert NAME not in page(client, catalogued)
    assert "kind=person" not in page(client, catalogued)
    assert NAME not in page(client, catalogued, kind="person")
    assert client.get(f"/challenges/{catalogued.code}/who/export/").status_code == 404
    api = client.get(f"/api/v1/challenges/{catalogued.code}/matches?limit=100").json()
    kinds = {row["kind"] for row in api["items"]}
    assert (api["count"], kinds & {"person"}) == (all_of(catalogued) - 1, set())
    answer = client.get(f"/api/v1/challenges/{catalogued.code}/matches?kind=person").json()
    assert (answer["count"], answer["items"]) == (0, [])


def test_a_person_sees_themself_and_nobody_else(client, catalogued, indexed):
    account = a_user()
    indexed["person"].user = account
    indexed["person"].save()
    client.force_login(account)

    assert all(seen(client, catalogued).values())


def test_a_role_that_has_ended_shows_nobody(client, catalogued, now):
    ended = a_user(Role.COORDINATOR, ends_on=now.date().replace(month=1, day=2))
    client.force_login(ended)

    assert NAME not in page(client, catalogued)


def test_who_has_left_is_shown_to_nobody(client, catalogued, indexed, now):
    client.force_login(a_user(Role.COORDINATOR))
    indexed["person"].left_at = now
    indexed["person"].save()

    assert not any(seen(client, catalogued).values())


def test_a_problem_of_an_office_is_no_similar_problem_for_others(client, indexed, now):
    own = a_challenge(State.TRIAGE, title_vi="Ùn tắc giao thông ở cổng bệnh viện")
    catalogued = a_challenge(
        State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm", description_vi=""
    )
    build_index(at=now)
    run_match(challenge=catalogued, by=None, at=now)
    before = own.code in page(client, catalogued)

    client.force_login(own.officer)

    assert (before, own.code in page(client, catalogued)) == (False, True)


@pytest.mark.parametrize("path", ["", "export/"])
def test_the_page_of_a_draft_does_not_exist_for_others(client, matched, problem, path):
    client.force_login(a_user(Role.OFFICER))

    assert client.get(f"/challenges/{problem.code}/who/{path}").status_code == 404


def test_marks_of_an_office_are_not_shown_to_the_public(client, catalogued, indexed):
    officer = a_user(Role.OFFICER)
    client.force_login(officer)
    client.post(
        f"/challenges/{catalogued.code}/who/mark/",
        {
            "kind": "technology",
            "code": indexed["technology"].code,
            "verdict": "does_not_fit",
            "reason": "Quá đắt cho thành phố",
        },
    )
    to_staff = page(client, catalogued)
    client.logout()

    assert "Quá đắt" in to_staff
    assert "Quá đắt" not in page(client, catalogued)
