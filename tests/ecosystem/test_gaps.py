"""What is missing: a number, "?" or 0 for each field at each stage, each leading to its list."""

import re

import pytest

from tests.ecosystem.things import a_body
from tests.made_once import made_once

pytestmark = pytest.mark.django_db


def some():
    a_body("A", stages=("seed",), topics=("energy",))
    a_body("B", "HN-S902", stages=("every",), topics=("energy",))
    a_body("C", "HN-S903", topics=("waste",))
    a_body("D", "HN-S904", stages=("idea",), topics=("land",))
    a_body("E", "HN-S905")
    a_body("F 2019", "HN-S906", stages=("idea",), topics=("waste",), last_year=2019)
    return True


made, listed = made_once(some)


def test_a_cell_is_a_number_unknown_or_empty(client, listed):
    rows = dict(client.get("/ecosystem/gaps/?of=bodies").context["rows"])
    signs = {name: [sign for sign, _url, _mark in cells] for name, cells in rows.items()}

    assert signs == {
        "Chất thải": ["0–1", "0–1", "0–1", "0–1", "0–1", "1"],
        "Năng lượng": ["1", "1", "2", "1", "1", "0"],
        "Đất đai, quản lý đô thị": ["1", "0", "0", "0", "0", "0"],
        "Không nêu lĩnh vực": ["0", "0", "0", "0", "0", "1"],
    }


def test_each_number_leads_to_a_list_of_as_many(client, listed):
    rows = client.get("/ecosystem/gaps/").context["rows"]
    linked = [cell for _name, cells in rows for cell in cells if cell[2] == "count"]

    counted = [client.get(url).context["page"].paginator.count for _sign, url, _mark in linked]
    assert [int(sign) for sign, _url, _mark in linked] == counted


def test_the_sentence_says_what_the_table_shows(client, listed):
    chart = client.get("/ecosystem/gaps/", headers={"Accept-Language": "en"}).context["chart"]

    whole, silent, cells, known, unknown, empty = map(int, re.findall(r"\d+", chart.sentence))
    inside = [sign for name, *signs, _open in chart.rows[:-1] for sign in signs]
    assert (whole, silent, cells) == (5, 1, len(inside))
    open_cells = [sign for sign in inside if sign.startswith("0–")]
    assert (unknown, empty) == (len(open_cells), inside.count("0"))
    assert known + unknown + empty == cells


def test_where_nothing_is_listed_the_page_says_what_to_do(client, listed):
    page = client.get("/ecosystem/gaps/?of=startups")

    assert page.context["chart"] is None
    assert "/ecosystem/register/" in page.content.decode()
