"""The table of candidates that is taken away."""

import io

import openpyxl
import pytest

from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from cauhien.matching.models import Match
from cauhien.organisations.states import Zone
from tests.factories import a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client, problem):
    """Return a function that gives the lines of the table as tuples, names of columns first."""

    def table(sheet=0, language="vi", **query):
        problem.officer.language = language
        problem.officer.save()
        client.force_login(problem.officer)
        answer = client.get(f"/challenges/{problem.code}/who/export/", query)
        assert answer.headers["content-disposition"].endswith(f'filename="{problem.code}.xlsx"')
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        return list(book.worksheets[sheet].iter_rows())

    return table


def values(row):
    return [cell.value for cell in row]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("vi", ["Thứ hạng", "Loại", "Tên tiếng Việt", "Tên tiếng Anh"]),
        ("en", ["Rank", "Kind", "Name in Vietnamese", "Name in English"]),
    ],
)
def test_its_columns_are_named_in_the_language_of_the_reader(table, matched, language, names):
    assert values(table(language=language)[0])[:4] == names


def test_it_holds_every_candidate_that_the_page_shows(table, matched, indexed):
    lines = table()

    codes = {values(line)[9] for line in lines[1:]}
    assert codes == {match.code for match in Match.objects.filter(run=matched)}
    assert codes >= {indexed["person"].code, indexed["work"].code, indexed["technology"].code}


def test_a_title_that_looks_like_a_formula_stays_a_text(table, problem, indexed, now):
    title = "=1+1 giảm ùn tắc giao thông giờ cao điểm bằng đèn tín hiệu thích ứng"
    a_project(title, zone=Zone.CITY)
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)

    cells = [cell for line in table() for cell in line if cell.value == title]

    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_the_shortlist_alone_can_be_taken(client, table, problem, matched, indexed):
    client.force_login(problem.officer)
    work = indexed["work"]
    chosen = {"kind": "work", "code": work.code, "shortlisted": "yes"}
    client.post(f"/challenges/{problem.code}/who/shortlist/", chosen)

    lines = table(what="shortlist")

    assert [values(line)[9] for line in lines[1:]] == [work.code]
    assert values(lines[1])[10] == "có"


def test_it_says_how_it_was_found(table, matched, problem):
    facts = dict(map(values, table(sheet=1, language="en")))

    assert facts["Problem"] == str(problem)
    assert (facts["Engine"], facts["Index"]) == (matched.engine_version, matched.index_version)
    assert facts["Fingerprint of the question"] == matched.input_hash


def test_before_the_first_match_there_is_no_table(client, problem):
    client.force_login(problem.officer)

    assert client.get(f"/challenges/{problem.code}/who/export/").status_code == 404
