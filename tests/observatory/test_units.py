"""A unit leads and lags among its peers, and its report says the same on paper."""

import io

import openpyxl
import pypdf
import pytest
from docx import Document

from cauhien.observatory.actions import compute_all
from cauhien.observatory.charts.units import line_rows
from cauhien.observatory.models import Unit, Value
from cauhien.observatory.queries.profiles import profile_of
from cauhien.observatory.states import IndicatorKind, Qualifier, UnitKind
from tests.factories import NOW, a_source
from tests.observatory.asia import a_value, an_index, an_indicator

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def test_a_unit_leads_in_the_best_quarter_and_lags_in_the_last_in_the_direction_of_each():
    an_index()

    def told(code):
        profile = profile_of(Unit.objects.get(code=code))
        leads = {one.value.indicator.code: one.rank for one in profile.leads}
        return leads, {one.value.indicator.code for one in profile.lags}

    assert told("kor") == ({"rnd": 1, "researchers": 1, "schooling": 1}, set())
    assert told("ind")[1] == {"dust", "schooling", "researchers"}
    assert told("sgp")[0]["dust"] == 1


def test_the_page_and_the_papers_of_a_unit_say_the_same(client):
    an_index()
    compute_all(at=NOW)
    page = client.get("/observatory/units/kor/", headers=ENGLISH).content.decode()
    sentence = "Korea is in the best quarter of its peers in 3 of 4 indicators"
    sent = {
        form: client.get(f"/observatory/units/kor/report.{form}", headers=ENGLISH).content
        for form in ("pdf", "docx", "xlsx")
    }
    printed = pypdf.PdfReader(io.BytesIO(sent["pdf"])).pages[0].extract_text()
    written = "\n".join(one.text for one in Document(io.BytesIO(sent["docx"])).paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(sent["xlsx"]))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))

    assert sentence in page
    assert sentence in " ".join(printed.split())
    assert sentence in written
    assert {(row[0], row[1], row[4], row[5]) for row in rows} == {
        ("Research spending", 4.9, 1, 11),
        ("Researchers", 9100, 1, 11),
        ("Schooling", 100, 1, 11),
        ("Fine dust", 26, 7, 11),
    }
    assert all(row[7] and row[9] for row in rows)


def test_a_value_without_a_peer_has_no_rank_and_stands_last():
    source, (alone, other) = a_source(), provinces(2)
    park, people = (an_indicator(code, code, code, level=UnitKind.PROVINCE) for code in "AB")
    values = [a_value(park, alone, 2024, 5, source)]
    values += [a_value(people, unit, 2024, at, source) for at, unit in enumerate((alone, other))]
    Value.objects.bulk_create(values)

    lines = profile_of(alone).lines
    said = [row[3:] for row in line_rows(lines)]

    assert [one.value.indicator.code for one in lines] == ["B", "A"]
    assert said == [["2 trên 2", "0,5"], ["chưa có đơn vị khác", ""]]


def provinces(count):
    rows = [
        Unit(
            code=f"tinh-{at}",
            kind=UnitKind.PROVINCE,
            name_vi=f"Tỉnh {at}",
            name_en=f"Province {at}",
            sort_key=f"{at:02}",
        )
        for at in range(count)
    ]
    return Unit.objects.bulk_create(rows)


def test_provinces_are_compared_by_one_indicator_in_its_newest_full_year(client):
    source, units = a_source(), provinces(9)
    index = an_indicator("PII", "Chỉ số đổi mới", "Innovation index", level=UnitKind.PROVINCE)
    values = [a_value(index, unit, 2024, 30 + at, source) for at, unit in enumerate(units)]
    Value.objects.bulk_create([*values, a_value(index, units[0], 2025, 99, source)])

    page = client.get("/observatory/provinces/?indicator=PII", headers=ENGLISH).content.decode()

    assert "Innovation index, 2024: Province 8 is first of 9 with 38 %." in page
    assert page.index("Province 8</a>") < page.index("Province 0</a>")


def test_cities_stand_side_by_side_as_they_were_published(client):
    source = a_source()
    rank = an_indicator("SB", "Hạng", "Rank", kind=IndicatorKind.RANK, direction=-1, family="SB")
    names = {"a": (12, "12"), "b": (None, "61-70"), "c": (None, "not listed")}
    for code, (number, printed) in names.items():
        city = Unit.objects.create(
            code=code, kind=UnitKind.CITY, name_vi=code.upper(), name_en=code.upper()
        )
        low, high = (61, 70) if code == "b" else (None, None)
        said = {"printed": printed, "low": low, "high": high}
        kind = {"a": Qualifier.EXACT, "b": Qualifier.BAND, "c": Qualifier.UNLISTED}[code]
        Value.objects.bulk_create(
            [a_value(rank, city, 2024, number, source, qualifier=kind, **said)]
        )

    page = client.get("/observatory/cities/", headers=ENGLISH).content.decode()
    table = page.split("<tbody>")[1].replace("\u00a0", " ")

    assert table.index("12 (2024)") < table.index("61–70 (2024)") < table.index("not listed (2024)")
    assert "3 cities in 1 published" in page
