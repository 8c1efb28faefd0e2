"""The page on the API names every call and its limits, and its example gets an answer."""

import re
from pathlib import Path

import pytest

from cauhien.api import api
from cauhien.matching.actions.index import build_index
from cauhien.matching.forms import MATCHES
from cauhien.ui.records import MOST
from tests.factories import a_technology, a_user, sign_in

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "api.md").read_text("utf-8")
EXAMPLE = re.compile(r'\$SITE(/api/v1/match\?\S+)".*?^(\{.*?^\})', re.DOTALL | re.MULTILINE)


def test_it_names_every_call_and_no_other():
    served = api.get_openapi_schema()["paths"]
    calls = [f"{method.upper()} {path}" for path, methods in served.items() for method in methods]

    assert sorted(re.findall(r"^\| `([A-Z]+ /\S+)`", PAGE, re.MULTILINE)) == sorted(calls)


def test_it_says_by_what_each_list_is_narrowed():
    served = api.get_openapi_schema()["paths"]
    usual = {"q", "limit", "offset", "code", "file"}
    wrong = []
    for method, path, cell in re.findall(r"^\| `([A-Z]+) (/\S+)` .*\| (.*)\|$", PAGE, re.MULTILINE):
        taken = {one["name"] for one in served[path][method.lower()].get("parameters", ())}
        if {*re.findall(r"`(\w+)`", cell)} != taken - usual:
            wrong.append(path)

    assert wrong == []


def test_it_says_the_limits_that_hold():
    rate = api.throttle
    minute = 60

    assert (rate.duration, MATCHES.duration) == (minute, minute)
    assert f"{rate.num_requests} requests a minute; {MATCHES.num_requests} of `match`" in PAGE
    assert f"`limit` (1 to {MOST}, else 20)" in PAGE


@pytest.mark.django_db
def test_its_match_gets_an_answer(client, settings, tmp_path, now):
    settings.STATE = tmp_path
    light = a_technology("Điều khiển đèn tín hiệu giao thông ở nút giao theo lưu lượng")
    build_index(at=now)
    sign_in(client, a_user())
    address, body = EXAMPLE.search(PAGE).groups()

    answer = client.post(address, body, content_type="application/json")

    assert [row["code"] for row in answer.json()["items"]] == [light.code]
