"""A download of the World Bank is read as it is, by the way of every other sheet."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.core.sheets import TooLong
from cauhien.observatory.actions.sheets.world_bank import rows_of, unzipped
from cauhien.observatory.actions.taking import difference_of, take_shipped
from cauhien.observatory.models import Load, Value
from cauhien.observatory.states import Refused
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.observatory.sheets import taken, the_registers

CODE = "GB.XPD.RSDV.GD.ZS"


def a_download(vietnam, updated="2026-07-13", code=CODE, data_set="World Development Indicators"):
    """Return the bytes of a download. vietnam: texts of 2016, 2017, 2018."""
    row = f'"Research and development expenditure (% of GDP)","{code}"'
    told = ",".join(f'"{one}"' for one in vietnam)
    facts = f'"Data Source","{data_set}",\n\n"Last Updated Date","{updated}",\n\n'
    lines = [
        '"Country Name","Country Code","Indicator Name","Indicator Code","2016","2017","2018",',
        f'"Aruba","ABW",{row},"","","",',
        f'"Arab World","ARB",{row},"","0.692556590528382","0.677204938802721",',
        f'"Viet Nam","VNM",{row},{told},',
    ]
    return ("\ufeff" + (facts if updated else "") + "\n".join(lines) + "\n").encode()


def a_zip(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in files.items():
            made.writestr(f"{name}.csv", data)
    return packed.getvalue()


def test_each_value_becomes_a_row_with_the_line_it_stands_in_and_its_edition():
    (group, *_more, last) = rows_of(a_download(("", "0.41895", "")), 10)

    assert (group.number, group.cells["unit"]) == (7, "ARB")
    assert (last.number, last.cells["period"], last.cells["value"]) == (8, "2017", "0.41895")
    assert last.cells["updated"] == "2026-07-13"
    assert last.cells["licence"] == "CC BY 4.0"
    assert rows_of(b"indicator_code,year\nA,2020\n", 10) is None
    assert rows_of(b'"Data Source","x",\n\n\n\n\n\n\n', 10) is None
    with pytest.raises(TooLong):
        rows_of(a_download(("", "1", "")), 2)


def test_the_table_is_found_in_the_zip_and_nothing_else_is_taken_for_one():
    data = a_download(("", "0.41895", ""))

    assert unzipped(a_zip(API_A_DS2=data, Metadata_Country_API_A_DS2=b"x"), 10_000) == data
    assert unzipped(a_zip(values=data), 10_000) is None
    assert unzipped(data, 10_000) is None
    with pytest.raises(TooLong):
        unzipped(a_zip(API_A_DS2=data), 100)


made, registers = made_once(the_registers)


@pytest.mark.django_db
def test_a_later_edition_is_shown_with_its_source_and_licence_and_no_group_of_countries(registers):
    taken(f"{CODE}|VNM|2017|0.52682||||WDI-2021-09")
    take_shipped(name="a.csv", data=a_download(("", "0.41895", "0.4"), "2027-07-01"), at=NOW)
    again = difference_of(a_download(("", "0.4189500", "0.4"), "2027-07-01"), at=NOW)
    value = Value.objects.get(printed="0.41895")

    assert (value.status, value.why, value.flags) == ("shown", "newer", ["revised"])
    assert (value.source.name, value.source.version, value.source.licence) == (
        "World Development Indicators",
        "2027-07-01",
        "CC BY 4.0",
    )
    assert Value.objects.get(printed="0.52682").status == "other"
    assert (again.counts, again.left_out, again.new_sources) == ({"same": 2}, ["Arab World"], [])


@pytest.mark.django_db
def test_an_edition_that_is_known_is_the_same_source_and_an_unknown_indicator_one_fault(registers):
    known = difference_of(a_download(("", "0.41895", "")), at=NOW)
    other = difference_of(a_download(("1", "2", ""), data_set="Another"), at=NOW)
    no_code = difference_of(a_download(("1", "2", ""), code="NO.SUCH"), at=NOW)
    no_date = difference_of(a_download(("1", "2", ""), ""), at=NOW)
    cited = difference_of(a_download(("1", "2", ""), ""), at=NOW, cited={"title": "World Bank"})

    assert known.drafts[0].value.source.code == "WDI-2026-07"
    assert other.new_sources[0].licence == "facts only"
    assert [(one.column, one.reason) for one in no_code.faults] == [
        ("Indicator Code", Refused.NO_INDICATOR)
    ]
    assert [one.reason for one in no_date.faults] == [Refused.NO_SOURCE]
    assert (len(cited.drafts), cited.faults) == (2, [])


@pytest.mark.django_db
def test_the_data_steward_sends_in_the_zip_and_sees_what_would_change(client, registers):
    sign_in(client, a_user(Role.DATA_STEWARD, language="en"))
    data = a_zip(API_GB_DS2=a_download(("", "0.41895", "")), Metadata_Indicator=b"x")

    client.post(reverse("observatory:sheets"), {"file": SimpleUploadedFile("wb.zip", data)})
    load = Load.objects.get(stored__isnull=False)
    page = client.get(reverse("observatory:sheet", args=[load.code])).content.decode()

    assert "1 country or group of countries that is not kept here is left out" in page
    assert "Arab World" in page
    assert "0.41895" in page
    client.post(reverse("observatory:take", args=[load.code]))
    assert Value.objects.get(printed="0.41895").source.code == "WDI-2026-07"
