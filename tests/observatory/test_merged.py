"""The value of a merged province is computed from all its parts, or it is not told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cauhien.observatory.actions.taking import difference_of
from cauhien.observatory.models import Indicator, Unit, Value
from cauhien.observatory.queries.merged import computed_for, computed_of, merged
from cauhien.observatory.queries.profiles import profile_of
from cauhien.observatory.states import Merging
from tests.factories import NOW
from tests.made_once import made_once
from tests.observatory.sheets import taken, the_registers

ENGLISH = {"accept-language": "en"}


@pytest.mark.parametrize(
    ("rule", "numbers", "weights", "whole"),
    [
        (Merging.SUM, [900, 100], [], 1000),
        (Merging.MEAN, [30, 60], [2, 1], 40),
        (Merging.NEVER, [1, 3], [], None),
        (Merging.MEAN, [30, 60], [0, 0], None),
        (Merging.MEAN, [30, 60], [3, -1], None),
    ],
)
def test_the_whole_follows_from_its_parts_by_the_rule_of_the_indicator(
    rule, numbers, weights, whole
):
    assert merged(rule, numbers, weights) == whole


OTHERS = ("Hà Nội", "Huế", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Sơn La")


def both(code, year, first, second, more=""):
    """Return the rows of the two provinces that became Tuyên Quang."""
    return f"{code}|Hà Giang|{year}|{first}{more}", f"{code}|Tuyên Quang|{year}|{second}{more}"


def two_provinces():
    the_registers()
    taken(
        *both("GSO.POP", 2021, 800, 700),
        *both("GSO.POP", 2022, 900, 600),
        *both("GSO.GRDP.PC", 2022, 30, 60),
        *("GSO.POP|Hà Nội|2022|8000", "GSO.POP|Bắc Kạn|2022|320"),  # and no Thái Nguyên
        *both("DTI.RANK", 2022, 40, 20),
        *both("PAPI.D1", 2022, 4.5, 5.5),
        *both("GSO.LAB.TRAINED", 2016, 10, 20),  # and no labour force
        *both("GSO.RETAIL", 2016, 10, "≥ 20"),
        *("GSO.AREA|Hà Giang|2022|7900|One", "GSO.AREA|Tuyên Quang|2022|5900|Another"),
        *(f"GSO.GRDP.PC|{name}|2022|{at}" for at, name in enumerate(OTHERS, start=50)),
        *("GSO.UNI.STUD|Hà Giang|2016|1", "GSO.UNI.STUD|Tuyên Quang|2015|2"),
        *both("GSO.POP.URB", 2016, 1, 2),
        "GSO.POP.URB|tuyen-quang|2016|4",
    )


made, provinces = made_once(two_provinces)


@pytest.mark.django_db
def test_only_whole_sums_and_weighted_means_are_computed_each_with_its_parts(provinces):
    found = {
        (one.indicator.code, one.year): (
            one.number,
            [(part.value.unit.code, part.value.number) for part in one.parts],
        )
        for one in computed_of(Unit.objects.get(code="tuyen-quang"))
    }
    was = ("ha-giang", "tuyen-quang-before-2025")

    assert found == {
        ("GSO_POP", 2022): (1500, list(zip(was, (900, 600), strict=True))),
        ("GSO_GRDP_PC", 2022): (42, list(zip(was, (30, 60), strict=True))),
    }
    assert computed_of(Unit.objects.get(code="thai-nguyen")) == []
    assert computed_of(Unit.objects.get(code="ha-noi")) == []


@pytest.mark.django_db
def test_a_correction_of_a_part_or_a_printed_value_of_the_whole_counts_at_once(provinces):
    people = Indicator.objects.get(code="GSO_POP")
    part = Value.objects.get(indicator=people, unit__code="ha-giang", year=2022)
    whole = Unit.objects.get(code="tuyen-quang")

    Value.objects.filter(pk=part.pk).update(number=1000)
    assert [one.number for one in computed_for(people, year=2022)] == [1600]

    part.pk, part.code, part.unit, part.number = None, "printed", whole, 1590
    part.save()
    assert computed_for(people, year=2022) == []


@pytest.mark.django_db
def test_the_page_of_a_merged_province_leads_to_each_part_and_weight(client, provinces):
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/observatory/units/tuyen-quang/", headers=ENGLISH).content.decode()
    table = page.split("Newest computed value of each indicator<")[1].split("</table>")[0]

    assert "mean, weighted by: Average population" in table
    for value in Value.objects.filter(indicator__code="GSO_GRDP_PC", number__in=[30, 60]):
        assert f"/observatory/values/{value.code}/" in table
    assert "PAPI" not in table
    assert "No values yet" not in page
    assert len(queries) <= 12


@pytest.mark.django_db
def test_the_api_and_the_sheet_give_computed_values_beside_published_ones(client, provinces):
    api = "/api/v1/indicators/GSO_GRDP_PC/values?unit=tuyen-quang"
    (told,) = client.get(api).json()["items"]
    codes = {part["value"] for part in told["parts"]}
    sheet = client.get("/observatory/indicators/GSO_GRDP_PC/values.csv").content
    (line,) = [one for one in sheet.decode().splitlines() if ",tuyen-quang," in one]
    read = difference_of(sheet, at=NOW)

    assert (told["code"], told["number"], told["origin"], told["rule"]) == (
        None,
        42,
        "merged",
        "mean",
    )
    assert codes == {one.code for one in Value.objects.filter(number__in=[30, 60], year=2022)}
    assert told["source"]["name"] == "Page"
    assert client.get(api + "&status=other").json()["items"] == []
    assert ",2022,42," in line
    assert line.endswith(",merged")
    assert all(code in line for code in codes)
    assert (len(read.drafts), read.faults, read.counts) == (9, [], {"same": 9})


@pytest.mark.django_db
def test_a_merged_province_can_be_chosen_and_leads_and_lags_by_computed_values(client, provinces):
    lines = profile_of(Unit.objects.get(code="tuyen-quang")).lines
    with CaptureQueriesContext(connection) as queries:
        page = client.get(
            "/observatory/indicators/GSO_GRDP_PC/?unit=tuyen-quang", headers=ENGLISH
        ).content.decode()
    unit = client.get("/observatory/units/tuyen-quang/", headers=ENGLISH).content.decode()
    told = [(one.value.indicator.code, one.value.number, one.rank, one.of) for one in lines]
    api = client.get("/api/v1/units/tuyen-quang").json()
    (stands,) = api["standings"]

    assert told == [("GSO_GRDP_PC", 42, 8, 8)]  # not among the provinces of before
    assert (stands["rank"], stands["of"], stands["lags"]) == (8, 8, True)
    assert (stands["value"]["number"], stands["value"]["origin"]) == (42, "merged")
    assert {one["code"] for one in api["made_of"]} == {"ha-giang", "tuyen-quang-before-2025"}
    assert '<option value="tuyen-quang" selected>' in page
    assert "Computed here from the merged provinces:" in page
    assert "/observatory/sources/" in page.split("<tbody>")[1]
    assert "/observatory/indicators/GSO_GRDP_PC/?unit=tuyen-quang" in unit.split("Lags in")[1]
    assert len(queries) <= 12
