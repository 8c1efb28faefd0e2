"""The lists of this app: their order, filters, search, and what they cost."""

import re

import pytest

from cauhien.network.actions import persons
from cauhien.network.actions.projects import spread_technologies
from cauhien.network.queries import people_listed
from cauhien.organisations.states import Zone
from tests.factories import (
    NOW,
    a_person,
    a_project,
    a_source,
    a_technology,
    a_work,
)

pytestmark = pytest.mark.django_db


def titles(answer):
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", answer.content.decode())
    return [re.sub(r"<[^>]+>", "", title) for title in found]


def test_vietnamese_people_stand_by_their_given_names():
    names = ["Nguyễn Văn Ân", "Trần Thị An", "Lê Bình", "Phạm Văn Ánh", "Vũ Đức", "Đỗ Dung"]
    for name in names:
        a_person(name)

    assert [person.name for person in people_listed(None)] == [
        "Trần Thị An",
        "Phạm Văn Ánh",
        "Nguyễn Văn Ân",
        "Lê Bình",
        "Đỗ Dung",
        "Vũ Đức",
    ]


def test_those_of_the_city_come_first_unless_the_order_is_by_name(client):
    a_person("Trần Thị An", zone=Zone.ABROAD)
    a_person("Lê Bình", zone=Zone.CITY)

    assert titles(client.get("/people/")) == ["Lê Bình", "Trần Thị An"]
    assert titles(client.get("/people/?sort=name")) == ["Trần Thị An", "Lê Bình"]


def test_a_letter_is_the_initial_of_the_given_name(client):
    for name in ("Nguyễn Văn Ân", "Trần Thị An", "Đỗ Dung", "Vũ Đức"):
        a_person(name)

    assert titles(client.get("/people/?letter=đ")) == ["Vũ Đức"]
    assert titles(client.get("/people/?letter=a")) == ["Trần Thị An"]
    assert titles(client.get("/people/?letter=%00")) != []


@pytest.mark.parametrize("asked", ["tran thi an", "Trần Thị An", "TRẦN AN"])
def test_people_are_found_without_marks(client, asked):
    people = [a_person("Trần Thị An"), a_person("Vũ Đức")]
    persons.spread(people, at=NOW)

    assert titles(client.get("/people/", {"q": asked})) == ["Trần Thị An"]


def test_a_filter_leaves_what_it_says_and_counts_it(client):
    a_technology("Bể lọc", topic="water", kind="device")
    a_technology("Phần mềm", topic="digital", kind="software")
    a_technology("Cảm biến", topic="water", kind="software")

    answer = client.get("/technologies/?topic=water")

    page = answer.content.decode()
    assert titles(answer) == ["Bể lọc", "Cảm biến"]
    kinds = dict(re.findall(r'kind=(\w+)&amp;topic=water" rel.*?count">(\d+)', page))
    assert kinds == {"device": "1", "software": "1"}
    assert titles(client.get("/technologies/?topic=%F0%9F%98%B7")) != []


def test_what_nothing_fits_says_what_to_do(client):
    technology = a_technology()
    spread_technologies([technology], at=NOW)

    page = client.get("/technologies/?q=xyzzy").content.decode()

    assert '<a href="/technologies/">' in page


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "%00"])
def test_a_number_of_no_page_shows_the_nearest(client, number):
    a_work()

    assert client.get(f"/works/?page={number}").status_code == 200


@pytest.mark.parametrize("path", ["people", "works", "projects", "technologies"])
def test_a_list_costs_the_same_however_long_it_is(client, path, django_assert_max_num_queries):
    source = a_source()
    for number in range(25):
        person = a_person(f"Trần Văn An {number}", source=source)
        a_work(f"Nước {number}", by=[person, "Lê B"], source=source)
        a_project(f"Nước {number}", source=source)
        a_technology(f"Nước {number}", source=source)

    with django_assert_max_num_queries(12):
        client.get(f"/{path}/")


def test_the_page_of_a_person_costs_at_most_twelve_queries(client, django_assert_max_num_queries):
    person, source = a_person(), a_source()
    for number in range(25):
        a_work(f"Nước {number}", by=[person, a_person(f"Lê {number}"), "Vũ C"], source=source)

    with django_assert_max_num_queries(12):
        client.get(f"/people/{person.code}/")
