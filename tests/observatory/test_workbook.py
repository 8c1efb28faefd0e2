"""The workbook of an index comes back changed: a fork, or the cells that cannot be taken."""

import io
import json
import re

import numpy as np
import openpyxl
import pytest
from django.test import Client

from cauhien.accounts.states import Role
from cauhien.core.sheets import tables_of
from cauhien.observatory.actions import compute_all
from cauhien.observatory.bridge import workbook
from cauhien.observatory.bridge.frames import result_of
from cauhien.observatory.models import Computation, Frame
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.sheets import from_sheets
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.observatory.asia import an_index

pytestmark = pytest.mark.django_db
PAGE = "/observatory/index/asia/"


def an_index_and_its_keeper():
    an_index()
    compute_all(at=NOW)
    found = Computation.objects.get(year=2024, frame__code="asia")
    sent = Client().get(f"{PAGE}stages.xlsx?year=2024").content
    return a_user(Role.DATA_STEWARD, language="en"), found, sent


made, stage = made_once(an_index_and_its_keeper)


@pytest.fixture
def steward(stage, client):
    sign_in(client, stage[0])
    return stage[0]


@pytest.fixture
def book(stage):
    return openpyxl.load_workbook(io.BytesIO(stage[2]))


def cell(book, sheet, code, column):
    """Return the cell of a code and a column; the code stands in any column of its row."""
    names = [one.value for one in book[sheet][1]]
    row = next(row for row in book[sheet].iter_rows(min_row=2) if code in {c.value for c in row})
    return row[names.index(column)]


def sent(client, book):
    out = io.BytesIO()
    book.save(out)
    out.name = "asia.xlsx"
    out.seek(0)
    english = {"accept-language": "en"}
    return client.post(f"{PAGE}workbook/", {"file": out}, headers=english)


def plain(book):
    held = {}
    for sheet in book.worksheets:
        names, *rows = sheet.iter_rows(values_only=True)
        held[sheet.title] = [dict(zip(names, row, strict=True)) for row in rows]
    return held


def told(answer):
    """Return the cells of each row of the table of what differs or cannot be taken."""
    page = answer.content.decode()
    rows = (
        page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:] if "<tbody>" in page else []
    )
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub("<[^>]+>", "", one).strip() for one in cells] for cells in found]


def test_a_workbook_that_nobody_changed_reads_back_to_the_same_and_makes_no_fork(
    client, steward, stage, book
):
    found = stage[1]
    again = compute(*from_sheets(plain(book))[:3])

    answer = sent(client, book)

    index = result_of(found.frame, found.snapshot).index
    assert np.allclose(again.index, index, rtol=1e-12, atol=0)
    assert answer.status_code == 422
    assert "The workbook changes nothing." in answer.content.decode()


def test_other_weights_and_options_are_shown_first_and_become_a_fork_with_its_author(
    client, steward, book
):
    cell(book, "iMeta", "rnd", "Weight").value = 3
    options = cell(book, "Plan", "normalise", "options")
    options.value = json.dumps(
        json.loads(options.value) | {"method": "zscore", "low": None, "high": None}
    )

    answer = sent(client, book)
    form = answer.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given |= {"name": "Mine", "note": "Why"}
    before = Frame.objects.count()
    client.post(f"{PAGE}fork/", given)

    assert ["rnd", "3", "1", "iMeta, 2"] in told(answer)
    assert [row[0] for row in told(answer)][1:] == [
        "normalise.high",
        "normalise.low",
        "normalise.method",
    ]
    made = Frame.objects.get(name_en="Mine")
    assert (before, made.by, made.fork_of.code) == (1, steward.uuid, "asia")
    assert next(one for one in made.nodes if one["iCode"] == "rnd")["Weight"] == 3
    assert steward.name in client.get(f"/observatory/index/{made.code}/").content.decode()
    as_sent = compute(*from_sheets(plain(book))[:3])
    forked = made.computations.get(year=2024)
    index = result_of(made, forked.snapshot).index
    assert np.allclose(index, as_sent.index, rtol=1e-12, atol=0)


def test_bad_cells_are_told_with_sheet_row_column_and_reason_and_nothing_is_kept(
    client, steward, book
):
    cell(book, "iMeta", "dust", "Weight").value = "heavy"
    cell(book, "iMeta", "dust", "Direction").value = 1
    cell(book, "iData", "vnm", "rnd").value = 9
    cell(book, "Plan", "normalise", "options").value = '{"method": "magic"}'
    row = cell(book, "Plan", "aggregate", "options").row
    cell(book, "Plan", "aggregate", "options").value = "all"
    before = Frame.objects.count()

    answer = sent(client, book)

    assert answer.status_code == 422
    found = {(place.split(",")[0], column): why for place, column, why in told(answer)}
    assert found["iMeta", "Weight"] == "A weight is a number of zero or more."
    assert found["iMeta", "Direction"] == "Of the tree only weights may be changed."
    assert found["iData", "rnd"].startswith("A value comes with its source")
    assert [f"Plan, {row}", "options", "These are no options in JSON."] in told(answer)
    assert any("magic" in why for *_, why in told(answer))
    assert Frame.objects.count() == before


def test_only_who_may_fork_sends_a_workbook_back_and_only_one_of_this_index(client, steward, book):
    others = Client()
    sign_in(others, a_user(Role.OFFICER))
    refused = sent(others, book)
    cell(book, "About", "result", "is").value = "another"
    other = sent(client, book)
    text = client.post(f"{PAGE}workbook/", {"file": io.BytesIO(b"a,b\n1,2\n")})

    assert refused.status_code == 403
    assert "not of an edition of this index" in other.content.decode()
    assert text.status_code == 422


def test_lines_that_are_new_gone_or_twice_are_told(stage):
    _steward, found, data = stage
    tables = tables_of(data, titles=workbook.ASKED)
    tables["iMeta"][0] = tables["iMeta"][1]

    told = workbook.read_back(found.frame, found.snapshot, tables)
    lacking = workbook.read_back(found.frame, found.snapshot, {})

    assert {one.reason for _sheet, one in told.faults} == {"twice", "no_line"}
    assert [sheet for sheet, _one in lacking.faults] == ["iMeta", "iData", "Plan"]
