"""A table of projects goes out as XLSX and comes in: compared first, taken over whole or not."""

from datetime import date
from decimal import Decimal

import pytest

from cauhien.accounts.states import Role
from cauhien.core.sheets import Table, book, rows_of
from cauhien.park.actions import sheets
from cauhien.park.actions.comparing import compare
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.documents import workbook
from cauhien.park.models import InvestmentProject, Sheet
from cauhien.park.queries.parks import projects_listed
from cauhien.park.states import SHEET_TRANSITIONS, SheetState
from tests.factories import NOW, a_user, sign_in
from tests.park.things import a_manager, a_park, a_project, with_capital

pytestmark = pytest.mark.django_db
MONEY = {
    "Vốn": "đăng ký",
    "Số tiền": 5_000_000,
    "Loại tiền (mã)": "USD",
    "Vốn tại ngày": date(2020, 1, 2),
}


@pytest.fixture
def manager(db):
    return a_manager()


@pytest.fixture
def park(manager):
    park = a_park()
    project = a_project(park, manager, investor={"name": "Nidec", "nationality": "JP"})
    with_capital(project, manager)
    return park


def a_table(*rows):
    """Return the bytes of a table whose rows are {name of the column: cell}."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [[row.get(name) for name in names] for row in rows]
    return book([Table("Dự án", [(name, 12) for name in names], lines)])


def found_in(park, data):
    return compare(park, rows_of(data), "vi")


def test_a_table_that_went_out_comes_in_without_a_change(park, manager):
    data = workbook(list(projects_listed(manager).filter(park=park)))

    found = found_in(park, data)

    assert (len(found.lines), found.changing, found.faults) == (1, [], [])


def test_each_difference_is_named_by_row_and_column(park):
    code = park.projects.get().code
    row = {"Mã": code, "Tên tiếng Việt": "Nhà máy động cơ", "Diện tích (ha)": "2,5"}

    found = found_in(park, a_table(row, {"Mã": code}))

    (line,) = found.changing
    assert (line.number, line.differences) == (
        2,
        [
            ("Tên tiếng Việt", "Nhà máy vi mạch", "Nhà máy động cơ"),
            ("Diện tích (ha)", "", "2.5"),
        ],
    )
    assert [(one.row, one.column) for one in found.faults] == [(3, "Mã")]


def test_each_wrong_cell_is_named_with_the_reason(park):
    rows = [
        {"Mã": "zz-999", "Tên tiếng Việt": "A", "Diện tích (ha)": "rộng"},
        {"Tên tiếng Việt": "B", "Tình trạng": "mơ ước", "Quốc tịch (mã ISO)": "ZZ"},
        {"Tên tiếng Việt": "C", "Tình trạng": "licensed", "Số tiền": -3},
    ]

    found = found_in(park, a_table(*rows))

    wrong = {(fault.row, fault.column) for fault in found.faults}
    assert wrong >= {
        (2, "Mã"),
        (2, "Diện tích (ha)"),
        (3, "Tình trạng"),
        (3, "Quốc tịch (mã ISO)"),
        (4, "Số tiền"),
        (4, "Tình trạng từ ngày"),
    }


def test_an_unknown_column_stops_the_table_at_its_first_row(park):
    found = found_in(park, a_table({"Mã": "", "Tên tiếng Việt": "A", "Doanh thu": 5}))

    assert [(one.row, one.column) for one in found.faults] == [(1, "Doanh thu")]


def test_nothing_is_half_taken_over(client, park, manager):
    sign_in(client, manager)
    code = park.projects.get().code
    good = {"Mã": code, "Tên tiếng Việt": "Tên mới"}
    bad = {"Tên tiếng Việt": "Dự án mới", "Tình trạng": "đã cấp phép"}
    said = {"park": park, "name": "du-an.xlsx", "language": "vi", "by": manager, "at": NOW}
    sheet = sheets.send_in(data=a_table(good, bad), **said)

    page = client.get(f"/parks/{park.code}/sheets/{sheet.code}/").content.decode()
    with pytest.raises(CannotWrite):
        sheets.apply(sheet=sheet, by=manager, at=NOW)

    assert "Tình trạng từ ngày" in page
    assert 'name="apply"' not in page
    assert [one.name_vi for one in InvestmentProject.objects.all()] == ["Nhà máy vi mạch"]


def test_a_table_goes_only_the_ways_of_the_table_and_only_with_its_manager(park, manager):
    said = {"park": park, "name": "du-an.xlsx", "language": "vi", "by": manager, "at": NOW}
    sheet = sheets.send_in(data=a_table({"Mã": park.projects.get().code}), **said)

    with pytest.raises(CannotWrite):
        sheets.advance(sheet=sheet, to=SheetState.DROPPED, by=a_user(Role.HEAD))
    for source in SheetState:
        for target in SheetState:
            Sheet.objects.update(state=source)
            if target in SHEET_TRANSITIONS.get(source, ()):
                assert sheets.advance(sheet=sheet, to=target, by=manager).state == target
                continue
            with pytest.raises(CannotWrite):
                sheets.advance(sheet=sheet, to=target, by=manager)


def test_a_good_table_is_taken_over_by_its_page(client, park, manager):
    sign_in(client, manager)
    code = park.projects.get().code
    new = {"Tên tiếng Việt": "Dự án mới", "Tình trạng": "đã cấp phép", "Nhà đầu tư": "Hanwha"}
    new |= {"Tình trạng từ ngày": date(2020, 1, 2), "Văn bản làm căn cứ": "GCN 9", **MONEY}
    data = a_table({"Mã": code, "Nằm trong dự án (mã)": ""}, new)
    said = {"park": park, "name": "du-an.xlsx", "language": "vi", "by": manager, "at": NOW}
    sheet = sheets.send_in(data=data, **said)

    client.post(f"/parks/{park.code}/sheets/{sheet.code}/settle/", {"apply": "yes"})

    made = InvestmentProject.objects.exclude(code=code).get()
    (entry,) = made.capital.all()
    assert (made.status_on, made.investor.name) == (date(2020, 1, 2), "Hanwha")
    assert (entry.amount, entry.currency, entry.document) == (Decimal(5_000_000), "USD", "GCN 9")
    sheet.refresh_from_db()
    assert sheet.state == "applied"


@pytest.mark.parametrize("data", [b"no file", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_xlsx_is_refused_at_the_door(park, manager, data):
    said = {"park": park, "name": "x", "language": "vi", "by": manager, "at": NOW}
    with pytest.raises(CannotWrite) as refusal:
        sheets.send_in(data=data, **said)
    assert refusal.value.field == "file"
