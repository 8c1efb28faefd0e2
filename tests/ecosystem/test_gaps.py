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


def test_a_cell_is_sure_by_kind_perhaps_or_missing(client, listed):
    chart = client.get("/ecosystem/gaps/").context["chart"]

    assert {name: signs for name, *signs in chart.rows} == {
        "Mọi lĩnh vực": ["5", "2 (2)", "1 (2)", "2", "1", "1"],
        "Để ngỏ lĩnh vực": ["1", "(1)", "(1)", "0", "0", "0"],
        "Năng lượng": ["2", "1", "1", "2", "1", "1"],
        "Chất thải": ["1", "(1)", "(1)", "≤1", "≤1", "≤1"],
        "Đất đai, quản lý đô thị": ["1", "1", "≤1", "0", "0", "0"],
    }


def test_each_number_leads_to_a_list_of_as_many(client, listed):
    rows = client.get("/ecosystem/gaps/").context["rows"]
    linked = [cell for _name, cells in rows for cell in cells]

    counted = [client.get(url).context["page"].paginator.count for _stage, _sign, url in linked]
    said = [sum(map(int, re.findall(r"\d+", sign))) for _stage, sign, _url in linked]
    assert said == counted


def test_the_sentences_say_what_the_table_shows(client, listed):
    page = client.get("/ecosystem/gaps/", headers={"Accept-Language": "en"}).context

    said = [int(one) for one in re.findall(r"\d+", page["chart"].sentence)]
    assert said == [5, 4, 3, 3, 15, 6, 2, 4, 3]
    most, missing, nobody = page["findings"]
    assert most.startswith("Most is listed for: Energy (2); Waste (1)")
    assert missing.count(" – ") == 3
    assert "transport" in nobody
    assert "energy" not in nobody


def test_where_nothing_is_listed_the_page_says_what_to_do(client, listed):
    page = client.get("/ecosystem/gaps/?of=startups")

    assert page.context["chart"] is None
    assert "/ecosystem/register/" in page.content.decode()
