"""A sheet on its way in: what is refused, what stands side by side, what a person chose."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.audit import verify
from cauhien.core.keeping import CannotKeep
from cauhien.core.sheets import NotATable, Table, TooLong, book
from cauhien.observatory import rules
from cauhien.observatory.actions.choosing import choose
from cauhien.observatory.actions.sheets.reading import NoColumns, sheet_of
from cauhien.observatory.actions.sheets.writing import HEADER, lines_of
from cauhien.observatory.actions.taking import (
    HasFaults,
    NotWaiting,
    advance,
    difference_of,
    send_in,
    take_over,
)
from cauhien.observatory.models import Load, Value
from cauhien.observatory.states import LOAD_WAYS, Act, LoadState, Refused, Status, Why
from tests.factories import NOW, a_user
from tests.made_once import made_once
from tests.observatory.sheets import a_sheet, drafts, faults, taken, the_registers

pytestmark = pytest.mark.django_db
made, registers = made_once(the_registers)
PARK = "HHTP_PROJECTS|Khu CNC Hòa Lạc|2020"


@pytest.fixture(autouse=True)
def _registers(registers):
    """Every test here stands on the registers."""


def steward():
    return a_user(Role.DATA_STEWARD)


def shown():
    return [(one.printed, one.status, one.why) for one in Value.objects.order_by("id")]


def sent(data, by):
    return send_in(data=data, name="sheet.csv", by=by, at=NOW)


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("NOTHING|Hà Nội|2024|1", "indicator_code", Refused.NO_INDICATOR),
        ("GRDP_PC|Atlantis|2024|1", "unit_name", Refused.NO_UNIT),
        ("GRDP_PC|Hà Nội|24|1", "year", Refused.YEAR),
        ("GRDP_PC|Hà Nội|2030|1", "year", Refused.AHEAD),
        ("GRDP_PC|Hà Nội|2024|many", "value", Refused.NUMBER),
        ("GRDP_PC|Hà Nội|2024|61-70", "value", Refused.NUMBER),
        ("GRDP_PC|Hà Nội|2024|89,300", "value", Refused.SEPARATOR),
        ("PII_RANK|Hà Nội|2024|1.5", "value", Refused.RANK),
        ("PII_RANK|Hà Nội|2024|0", "value", Refused.RANK),
        ("DIGECO_SHARE|Hà Nội|2024|17||| nobody's", "definition", Refused.DEFINITION),
        ("GRDP_PC|Hà Nội|2024|1||||WDI-1999", "source_title", Refused.NO_SOURCE),
        ("GRDP_PC|Hà Nội|2024|1e999", "value", Refused.NUMBER),
        (f"GRDP_PC|Hà Nội|2024|1||{'x' * 1001}", "note", Refused.LONG),
    ],
)
def test_a_bad_cell_is_named_by_row_column_and_reason(row, column, why):
    assert faults("GRDP_PC|Hà Nội|2025|7200", row) == [(3, column, why)]


def test_the_reason_is_in_the_readers_language():
    (fault,) = faults("GRDP_PC|Hà Nội|2024|many")

    with override("vi"):
        assert "không phải là số" in Refused(fault.reason).label


def test_another_unit_of_measure_a_bad_address_and_a_second_row_of_the_same_are_refused():
    data = (
        "indicator,unit_name,year,value,unit_of_measure,source_title,source_url\n"
        "GB_XPD_RSDV_GD_ZS,Việt Nam,2023,1,% of GRDP,Page,https://example.org\n"
        "GRDP_PC,Hà Nội,2024,1,USD,Page,example\n"
        "GRDP_PC,Hà Nội,2023,1,USD,Page,https://example.org\n"
        "GRDP_PC,Hà Nội,2023,1,USD,Page,https://example.org\n"
    )

    found = difference_of(data.encode(), at=NOW).faults

    assert found == [
        (2, "unit_of_measure", Refused.MEASURE),
        (3, "source_url", Refused.URL),
        (5, "value", Refused.TWICE),
    ]


def test_a_file_that_is_no_sheet_is_refused_whole():
    with pytest.raises(NoColumns, match="value"):
        sheet_of(b"indicator_code,unit_name,year\nGRDP_PC,x,2024\n")
    nothing = a_sheet("GRDP_PC|Hà Nội|2024|1||a \0 note")
    for data in (
        nothing,
        b"\xff\xfe\x00",
        b"PK\x03\x04 no book",
        b"\x1f\x8b broken",
        b"a,a\n1,2\n",
    ):
        with pytest.raises(NotATable):
            sheet_of(data)
    with pytest.raises(TooLong):
        sheet_of(a_sheet(*["GRDP_PC|Hà Nội|2024|1"] * 3), most=2)


def test_in_a_sheet_with_decimal_commas_a_point_before_three_figures_is_not_guessed():
    point = "GRDP_PC|Hà Nội|2024|7.200"
    comma = "GRDP_GROWTH|Hà Nội|2024|7,5"
    refused = [(3, "value", Refused.SEPARATOR)]

    assert (faults(comma, point), faults(point)) == (refused, [])
    assert faults(comma, point, "TFP_SHARE|Hà Nội|2024|0.5") == []  # it writes points as well
    header = "ma chi so;ten don vi;nam;gia tri;ten nguon\n"
    said = f"{header}GRDP_PC;Hà Nội;2024;7.200;Trang\n"
    assert difference_of(said.encode(), at=NOW).faults == [(2, "gia tri", Refused.SEPARATOR)]


def test_a_row_that_is_too_short_is_a_fault_of_that_row():
    data = a_sheet("GRDP_PC|Hà Nội|2024|1") + b"\nGRDP_PC,short\n"

    assert difference_of(data, at=NOW).faults == [(3, "", Refused.COLUMNS)]


def test_csv_with_semicolons_and_vietnamese_names_and_a_workbook_say_the_same():
    vietnamese = (
        "Mã chỉ số;Tên đơn vị;Năm;Giá trị;Tên nguồn\nGRDP_GROWTH;Hà Nội;2025;8,16;Trang\n"
    ).encode()
    names = ("indicator_code", "unit_name", "year", "value", "source_title")
    cells = ["GRDP_GROWTH", "Hà Nội", 2025, 8.16, "Trang"]
    workbook = book([Table("Values", [(name, 20) for name in names], [cells])])

    (one,), (other,) = (difference_of(data, at=NOW).drafts for data in (vietnamese, workbook))

    assert one.value.number == other.value.number == 8.16
    assert one.value.key == other.value.key


def test_a_sheet_with_one_bad_cell_writes_nothing():
    data = a_sheet("GRDP_PC|Hà Nội|2025|7200", "GRDP_PC|Hà Nội|2024|many")

    with pytest.raises(HasFaults) as refusal:
        sent(data, steward())

    assert refusal.value.faults == [(3, "value", Refused.NUMBER)]
    assert (Value.objects.count(), Load.objects.filter(stored__isnull=False).count()) == (0, 0)


def test_what_sources_say_differently_stands_side_by_side():
    taken(f"{PARK}|90|A|more than")
    taken(f"{PARK}|94|B", f"{PARK}|≥ 90|C")

    assert shown() == [
        ("90", Status.SHOWN, Why.FIRST),
        ("94", Status.OTHER, ""),
        ("≥ 90", Status.OTHER, ""),
    ]


def test_a_later_edition_of_the_same_publisher_is_shown_and_an_earlier_one_is_not():
    row = "GB_XPD_RSDV_GD_ZS|Việt Nam|2017"
    taken(f"{row}|0.527||||WDI-2021-09")
    taken(f"{row}|0.419||||WDI-2026-07")
    taken(f"{row}|0.5||||WDI-2025-04")

    assert shown() == [
        ("0.527", Status.OTHER, ""),
        ("0.419", Status.SHOWN, Why.NEWER),
        ("0.5", Status.OTHER, ""),
    ]


def test_what_a_person_chose_stays_whatever_later_sheets_say():
    row = "GB_XPD_RSDV_GD_ZS|Việt Nam|2017"
    taken(f"{row}|0.527||||WDI-2021-09", f"{row}|0.52|Page")
    page = Value.objects.select_related("indicator", "unit").get(printed="0.52")

    choose(value=page, reason="The ministry's own figure", by=steward(), at=NOW)
    (draft,) = drafts(f"{row}|0.419||||WDI-2026-07")
    taken(f"{row}|0.419||||WDI-2026-07")

    page.refresh_from_db()
    assert (draft.outcome, page.status, page.why) == ("conflict", Status.SHOWN, Why.CHOSEN)
    assert Value.objects.filter(status=Status.SHOWN).count() == 1
    assert verify("indicator:GB_XPD_RSDV_GD_ZS") == 1


def test_the_same_sheet_twice_changes_nothing():
    by, data = steward(), a_sheet(f"{PARK}|94|B", "GRDP_PC|Hà Nội|2025|7200")
    take_over(load=sent(data, by), by=by, at=NOW)

    again = take_over(load=sent(data, by), by=by, at=NOW)

    assert (again.counts, Value.objects.count()) == ({"same": 2}, 2)


def test_only_the_data_steward_takes_over_and_only_once():
    by = steward()
    load = sent(a_sheet(f"{PARK}|94"), by)

    for role in (Role.COORDINATOR, Role.AUDITOR, Role.OFFICER):
        with pytest.raises(PermissionDenied):
            take_over(load=load, by=a_user(role), at=NOW)
    take_over(load=load, by=by, at=NOW)
    with pytest.raises(NotWaiting):
        take_over(load=load, by=by, at=NOW)

    value = Value.objects.get()
    assert (value.by, value.load, verify(f"sheet:{load.code}")) == (by.uuid, load, 1)


def test_a_sheet_moves_only_by_a_row_of_the_table():
    by, officer = steward(), a_user(Role.OFFICER)
    load = sent(a_sheet(f"{PARK}|94"), by)

    for state in LoadState:
        for act in (Act.SHEET_TAKEN, Act.SHEET_DROPPED):
            load.state = state
            load.save()
            rows = [row for row in LOAD_WAYS if (row.source, row.act) == (state, act)]
            may = [rules.load_way(who, load, act) is not None for who in (by, officer)]
            assert may == [bool(rows), False]
            if not rows:
                with pytest.raises(NotWaiting):
                    advance(load=load, act=act, by=by, at=NOW)


def test_a_workbook_that_cannot_be_opened_is_not_kept():
    with pytest.raises(CannotKeep):
        sent(b"PK\x03\x04 no workbook", steward())

    assert not Load.objects.filter(stored__isnull=False).exists()


def test_what_is_exported_can_be_read_in_again_and_changes_nothing():
    rows = (
        f"{PARK}|90|A|more than", f"{PARK}|94|B", "SG_EMERGING_BAND|Hà Nội|2023|not listed",
        "SG_EMERGING_BAND|Manila|2025|61-70", "TFP_SHARE|Hà Nội|2021-2025|53",
        "DIGECO_SHARE|Hà Nội|2022|23|||city", "GRDP_GROWTH|Gia Lai|2024|7",
        "GB_XPD_RSDV_GD_ZS|Việt Nam|2017|0.419||||WDI-2026-07",
    )  # fmt: skip
    taken(*rows)
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *lines_of(Value.objects.select_related())])

    difference = difference_of(out.getvalue().encode(), at=NOW)

    assert (difference.counts, difference.faults) == ({"same": len(rows)}, [])


WIDE = b"uCode,uName,Time,Group_ASEAN,GB_XPD_RSDV_GD_ZS,SP_POP_TOTL\n"


def test_a_wide_table_in_coinrs_layout_is_read_unchanged():
    by, cited = steward(), {"title": "COINr", "url": "", "licence": "CC0"}
    data = WIDE + b"VNM,Viet Nam,2023,ASEAN,0.42,100352192\nSGP,Singapore,2023,ASEAN,NA,5917648\n"

    load = send_in(data=data, name="idata.csv", by=by, at=NOW, cited=cited)
    take_over(load=load, by=by, at=NOW)

    found = Value.objects.values_list("indicator__code", "unit__code", "year", "number")
    assert sorted(found) == [
        ("GB_XPD_RSDV_GD_ZS", "vnm", 2023, 0.42),
        ("SP_POP_TOTL", "sgp", 2023, 5917648),
        ("SP_POP_TOTL", "vnm", 2023, 100352192),
    ]
    assert {value.source.licence for value in Value.objects.select_related("source")} == {"CC0"}


def test_a_fault_in_a_wide_table_is_named_by_its_indicator():
    data = WIDE + b"VNM,Viet Nam,2023,ASEAN,much,1\n"

    cited = difference_of(data, at=NOW, cited={"title": "COINr"}).faults
    assert cited == [(2, "GB_XPD_RSDV_GD_ZS", Refused.NUMBER)]
    without = {fault.reason for fault in difference_of(data, at=NOW).faults}
    assert without == {Refused.NUMBER, Refused.NO_SOURCE}
