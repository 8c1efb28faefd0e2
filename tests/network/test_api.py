"""What the API says of people, works, projects and technologies."""

import pytest

from cauhien.network.models import Authorship, Contribution
from tests.factories import a_person, a_project, a_source, a_technology, a_work, an_organisation

pytestmark = pytest.mark.django_db


def test_a_work_with_its_source_and_the_lines_of_its_authors(client):
    body, person = an_organisation("Viện Nước"), a_person("Trần Thị An")
    work = a_work("Lọc nước", by=[person, "B. Le"], source=a_source(name="ACL", licence="CC0"))
    Authorship.objects.filter(person=person).update(
        organisation=body, raw_affiliations=["Institute of Water"]
    )

    answer = client.get(f"/api/v1/works/{work.code}").json()

    assert answer["title"] == "Lọc nước"
    assert (answer["source"]["name"], answer["source"]["licence"]) == ("ACL", "CC0")
    assert answer["authorships"] == [
        {
            "name": "Trần Thị An",
            "person": person.code,
            "affiliations": ["Institute of Water"],
            "organisation": {"code": body.code, "name": "Viện Nước"},
        },
        {"name": "B. Le", "person": None, "affiliations": [], "organisation": None},
    ]


def test_a_person_with_affiliations_and_coauthors(client):
    person, friend = a_person("Trần Thị An"), a_person("Lê Bình")
    for year in (2020, 2023):
        a_work(f"Nước {year}", by=[person, friend], year=year)
    Authorship.objects.filter(person=person).update(raw_affiliations=["Institute of Water"])

    answer = client.get(f"/api/v1/people/{person.code}").json()

    assert answer["works"] == 2
    assert answer["coauthors"] == [{"code": friend.code, "name": "Lê Bình", "works_together": 2}]
    assert answer["affiliations"] == [
        {
            "printed": "Institute of Water",
            "organisation": None,
            "first_year": 2020,
            "last_year": 2023,
            "works": 2,
        }
    ]
    works = client.get(f"/api/v1/people/{person.code}/works").json()
    assert [work["year"] for work in works["items"]] == [2023, 2020]


def test_a_project_and_a_technology_link_to_organisations(client):
    body = an_organisation("Viện Nước")
    project = a_project(summary_vi="Lọc", topic="water")
    Contribution.objects.create(project=project, role="host", raw_name="V. Nước", organisation=body)
    technology = a_technology(owner=body, owner_printed="V. Nước")

    one = client.get(f"/api/v1/projects/{project.code}").json()
    other = client.get(f"/api/v1/technologies/{technology.code}").json()

    link = {"code": body.code, "name": "V. Nước"}
    assert one["contributions"] == [{"role": "host", "who": link}]
    assert (one["summary"], one["source"]) == ({"vi": "Lọc", "en": ""}, None)
    assert other["owner"] == link


def test_a_list_comes_in_parts(client):
    for number in range(5):
        a_work(f"Nước {number}", year=2020 + number)

    answer = client.get("/api/v1/works?limit=2&offset=1").json()

    assert (answer["count"], answer["limit"], answer["offset"]) == (5, 2, 1)
    assert [work["year"] for work in answer["items"]] == [2023, 2022]
    assert client.get("/api/v1/works?year=2024").json()["count"] == 1


@pytest.mark.parametrize(
    "path",
    [
        "works?limit=0",
        "works?limit=101",
        "works?offset=-1",
        "works?offset=99999999999999999999",
        "works?year=99999999999",
        "people?zone=moon",
        "technologies?kind=%00",
        "people/%00",
        f"people?q={'a' * 201}",
    ],
)
def test_what_cannot_be_asked_is_refused_in_json(client, path):
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("path", ["people", "works", "projects", "technologies"])
def test_what_is_not_there_is_answered_404_in_json(client, path):
    answer = client.get(f"/api/v1/{path}/nothing")

    assert answer.status_code == 404
    assert answer.json()["detail"]


@pytest.mark.parametrize("asked", ["%00", "'", "%22%5C", "()&|!:*", "%F0%9F%98%B7", "a" * 200])
@pytest.mark.parametrize("path", ["people", "works", "search", "challenges"])
def test_any_question_is_answered(client, path, asked):
    assert client.get(f"/api/v1/{path}?q={asked}").status_code == 200
