"""A workbook of a park goes out as XLSX and comes in: compared first, then taken over."""

from datetime import date
from decimal import Decimal

import pytest

from cauhien.accounts.states import Role
from cauhien.core.sheets import Table, book, every_table
from cauhien.park.actions import lots, needs, projects, sheets, totals
from cauhien.park.actions.comparing import compare
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.documents.workbook import Contents, workbook
from cauhien.park.models import (
    CapitalEntry,
    InvestmentProject,
    Need,
    NeedLink,
    Rate,
    Sheet,
    Statement,
)
from cauhien.park.queries.parks import in_full, lots_of
from cauhien.park.queries.reconciling import published_in
from cauhien.park.states import SHEET_TRANSITIONS, SheetState
from tests.factories import NOW, a_challenge, a_technology, a_user, an_organisation, sign_in
from tests.park.things import a_manager, a_park, a_project, capital, with_capital

pytestmark = pytest.mark.django_db
MONEY = {
    "Vốn": "đăng ký",
    "Số tiền": 5_000_000,
    "Loại tiền (mã)": "USD",
    "Vốn tại ngày": date(2020, 1, 2),
}
SQUARE = [[105.5, 21.0], [105.6, 21.0], [105.6, 21.1], [105.5, 21.0]]
OVER_TIME = "Vốn theo thời gian"


@pytest.fixture
def manager(db):
    return a_manager()


@pytest.fixture
def park(manager):
    park = a_park()
    project = a_project(park, manager, investor={"name": "Nidec", "nationality": "JP"})
    with_capital(project, manager)
    return park


def fill(park, by):
    """Add to a park a project inside another one, with whatever a workbook can carry."""
    outer = park.projects.get()
    firm = an_organisation("Công ty A", ror="https://ror.org/02jmfj006")
    investor = {"name": "A", "nationality": "VN", "tier": "national", "organisation": firm}
    inner = a_project(park, by, "Xưởng in", parent=outer, area_ha=Decimal("2.5"), investor=investor)
    later = {"on": date(2020, 2, 29), "precision": "month", "qualifier": "about"}
    with_capital(inner, by, amount="5000000000", currency="VND", kind="disbursed")
    with_capital(inner, by, amount="7000000", kind="adjusted", **later)
    said = {"qualifier": "", "on_date": date(2024, 12, 31), "precision": "year", "document": "BC"}
    spending = {"kind": "research_spending", "value": Decimal("2500000.5"), "currency": "USD"}
    jobs = {"kind": "jobs", "value": Decimal(1200), "currency": ""}
    for figure in (spending, jobs):
        projects.enter(project=inner, what="figure", values=figure | said, by=by, at=NOW)
    place = {"latitude": 21.05, "longitude": 105.5333333, "area_ha": Decimal("0.75")}
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    values = {"name": "L1", "project": inner, "outline": outline, "document": "QĐ 1", **place}
    lots.write_lot(park=park, lot=None, values=values, by=by, at=NOW)
    need = needs.ask_for(project=inner, title="Kỹ sư", description="Cần 5\nđã thử", by=by, at=NOW)
    needs.advance(need=need, to="met", answer="Đã có", is_public=True, by=by, at=NOW)
    offer = {"kind": "technology", "code": a_technology().code, "reason": "Cùng quy trình"}
    needs.link(need=need, **offer, by=by, at=NOW)
    publish(park, by)


def publish(park, by):
    """Withdraw an amount of a park for a better one; record a rate, and a total with its reason."""
    old = CapitalEntry.objects.filter(project__park=park, currency="VND").get()
    better = {"what": "capital", "values": capital("6000000000", "VND", kind="disbursed")}
    projects.correct(entry=old, **better, reason="Gõ nhầm", by=by, at=NOW)
    rate = {"currency": "USD", "in_vnd": Decimal("25432.1"), "on_date": date(2020, 1, 2)}
    totals.record_rate(park=park, stated=rate | {"document": "NHNN"}, by=by, at=NOW)
    stated = {"as_of": date(2020, 12, 31), "document": "Báo cáo 1", "source_url": "https://a.vn/"}
    figures = [("projects", Decimal(3), "", "about"), ("capital", Decimal(10**9), "USD", "")]
    found = totals.record_statement(park=park, stated=stated, totals=figures, by=by, at=NOW)
    text = "Chưa đủ:\nthiếu 1 dự án"
    totals.explain(total=found.totals.first(), text=text, by=by, at=NOW)


def taken_out(park):
    rows = InvestmentProject.objects.filter(park=park).order_by("name_vi")
    asked = Need.objects.filter(project__park=park)
    links = NeedLink.objects.filter(need__in=asked)
    besides = Contents(lots_of(park), asked, links, Rate.objects.all(), published_in(park))
    return workbook(park, list(in_full(rows, has_withdrawn=True)), besides)


CODES = ("Mã", "Mục ghi (mã)", "Dự án (mã)", "Lô đất (mã)", "Nhu cầu (mã)", "Số liệu công bố (mã)")


def named_only(park):
    """Return {title: rows} of the workbook of a park, without the codes it gave to its things."""
    tables = every_table(taken_out(park))
    called = {one.code: one.name_vi for one in park.projects.all()}
    for row in (row for rows in tables.values() for row in rows):
        row.cells.update({name: None for name in CODES if name in row.cells})
        if inside := row.cells.get("Nằm trong dự án (mã)"):
            row.cells["Nằm trong dự án (mã)"] = called[inside]
    return {title: rows for title, rows in tables.items() if title != "Khu công nghệ cao"}


def written(tables):
    """Return the bytes of a workbook with some sheets."""
    return book(
        Table(
            title, [(name, 12) for name in rows[0].cells], [[*row.cells.values()] for row in rows]
        )
        for title, rows in tables.items()
    )


def a_table(*rows, title="Dự án"):
    """Return the bytes of a table whose rows are {name of the column: cell}."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [[row.get(name) for name in names] for row in rows]
    return book([Table(title, [(name, 12) for name in names], lines)])


def found_in(park, data):
    return compare(park, every_table(data), "vi", a_manager())


def sent_in(park, by, data):
    said = {"name": "du-an.xlsx", "language": "vi", "by": by, "at": NOW}
    return sheets.send_in(park=park, data=data, **said)


def taken_over(park, by, data):
    """Send a workbook in and take it over; return what became of it."""
    sheet = sent_in(park, by, data)
    return sheets.apply(sheet=sheet, seal=sheets.compared(sheet, by).seal, by=by, at=NOW)


def test_a_workbook_that_went_out_comes_in_without_a_change(park, manager):
    fill(park, manager)

    found = found_in(park, taken_out(park))

    assert (found.changes, found.faults, found.unread) == ([], [], [])


def test_a_workbook_carries_a_whole_park_into_another_one(park, manager):
    fill(park, manager)
    data, other = taken_out(park), a_park("Khu thứ hai")

    applied = taken_over(other, manager, data)

    assert applied.refused == []
    assert named_only(other) == named_only(park)
    again = found_in(other, data)
    assert (again.changes, again.faults) == ([], [])
    assert again.elsewhere.startswith(park.name_vi)
    assert "\n" in Need.objects.get(project__park=other).description


def test_a_park_that_lost_what_its_manager_wrote_has_it_again_from_its_workbook(park, manager):
    """Its entries have other codes by then, and the withdrawn amount stands once more."""
    fill(park, manager)
    data, before = taken_out(park), named_only(park)
    Statement.objects.all().delete()
    NeedLink.objects.all().delete()
    CapitalEntry.objects.filter(document="GCN 01", amount=6_000_000_000).delete()
    stands = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": "", "code": "x"}
    CapitalEntry.objects.filter(amount=5_000_000_000).update(**stands)
    tables = every_table(data)
    tables["Khu công nghệ cao"][0].cells["Xuất từ trang"] = "https://khac.vn"

    taken_over(park, manager, written(tables))

    assert named_only(park) == before


def test_rows_of_what_never_changes_are_refused_where_they_say_otherwise(park, manager):
    fill(park, manager)
    tables = every_table(taken_out(park))
    tables["Tỷ giá"][0].cells["Số đồng cho một đơn vị"] = 1
    tables["Số liệu công bố"][0].cells["Giá trị"] = 4
    gone = next(row for row in tables[OVER_TIME] if row.cells["Đã thu hồi"] == "có")
    gone.cells["Số tiền"] = 7

    found = found_in(park, written(tables))

    assert found.changes == []
    assert {(one.sheet, one.column) for one in found.faults} == {
        ("Tỷ giá", "Số đồng cho một đơn vị"),
        ("Số liệu công bố", "Giá trị"),
        (OVER_TIME, "Mục ghi (mã)"),
    }


def test_the_same_table_sent_in_twice_makes_no_project_twice(park, manager):
    new = {"Tên tiếng Việt": "Dự án mới", "Tình trạng": "đã cấp phép"}
    new |= {"Tình trạng từ ngày": date(2020, 1, 2), "Văn bản làm căn cứ": "GCN 9", **MONEY}
    taken_over(park, manager, a_table(new))

    again = found_in(park, a_table(new))

    assert (again.changes, again.faults) == ([], [])


def test_a_link_to_what_a_reader_may_not_see_leaves_with_no_workbook(client, park, manager):
    fill(park, manager)
    link = NeedLink.objects.get()
    NeedLink.objects.update(kind="challenge", subject_code=a_challenge().code)

    data = client.get(f"/parks/{park.code}/projects.xlsx").content

    tables = every_table(data)
    assert "Nhu cầu của đơn vị trong khu" in tables
    assert link.reason not in str(tables)


def test_each_difference_is_named_by_row_and_column_as_the_language_writes_it(park):
    code = park.projects.get().code
    row = {"Mã": code, "Tên tiếng Việt": "Nhà máy động cơ", "Diện tích (ha)": "1234,5"}

    found = found_in(park, a_table(row, {"Mã": code}))

    (change,) = found.changes
    assert (change.number, change.differences) == (
        2,
        [
            ("Tên tiếng Việt", "Nhà máy vi mạch", "Nhà máy động cơ"),
            ("Diện tích (ha)", "", "1.234,5"),
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


def test_an_unknown_column_or_sheet_is_named_and_holds_nothing_up(park):
    code = park.projects.get().code
    row = {"Mã": code, "Tên tiếng Việt": "Tên mới", "Doanh thu": 5}
    tables = every_table(a_table(row, title="Dự án đầu tư"))
    tables |= every_table(a_table({"Họ tên": "X"}, title="Ghi chú"))

    found = found_in(park, written(tables))

    assert [(one.row, one.column) for one in found.faults] == [(1, "Doanh thu")]
    assert (len(found.changes), found.unread) == (1, ["Ghi chú"])


def test_a_wrong_row_is_left_out_and_loses_no_other(client, park, manager):
    sign_in(client, manager)
    good = {"Mã": park.projects.get().code, "Tên tiếng Việt": "Tên mới"}
    bad = {"Tên tiếng Việt": "Dự án mới", "Tình trạng": "đã cấp phép"}
    sheet = sent_in(park, manager, a_table(bad, good))
    address = f"/parks/{park.code}/sheets/{sheet.code}/"

    page = client.get(address).content.decode()
    seal = sheets.compared(sheet, manager).seal
    client.post(f"{address}settle/", {"apply": "yes", "seal": seal})

    assert "Tình trạng từ ngày" in page
    assert [one.name_vi for one in InvestmentProject.objects.all()] == ["Tên mới"]
    assert "Tình trạng từ ngày" in client.get(address).content.decode()


def test_a_recorded_amount_is_replaced_only_where_its_row_says_why(park, manager):
    old = CapitalEntry.objects.get()
    row = {"Mục ghi (mã)": old.code, "Số tiền": 210_000_000}
    unfounded = found_in(park, a_table(row, title=OVER_TIME))
    row["Lý do thu hồi giá trị đã ghi"] = "Gõ nhầm"

    applied = taken_over(park, manager, a_table(row, title=OVER_TIME))

    old.refresh_from_db()
    new = CapitalEntry.objects.get(withdrawn_at=None)
    assert [(one.sheet, one.row, one.column) for one in unfounded.faults] == [
        (OVER_TIME, 2, "Lý do thu hồi giá trị đã ghi")
    ]
    assert (applied.taken, old.withdrawn_reason) == (1, "Gõ nhầm")
    assert (new.amount, new.on_date) == (Decimal(210_000_000), old.on_date)
    again = found_in(park, a_table(row, title=OVER_TIME))
    assert (again.changes, again.faults) == ([], [])


def test_what_was_withdrawn_does_not_come_back_with_an_older_workbook(park, manager):
    data, old = taken_out(park), CapitalEntry.objects.get()
    said = {"reason": "Sai", "by": manager, "at": NOW}
    projects.withdraw(project=old.project, what="capital", entry=old, **said)

    found = found_in(park, data)

    assert (found.changes, found.faults) == ([], [])


def test_sheets_that_contradict_each_other_are_named(park):
    code = park.projects.get().code
    tables = every_table(a_table({"Mã": code, "Tên tiếng Việt": "A", "Quốc tịch (mã ISO)": "KR"}))
    investor = {"Nhà đầu tư": "Nidec", "Quốc tịch (mã ISO)": "JP"}
    tables |= every_table(a_table(investor, title="Nhà đầu tư"))
    tables = {title.replace("Dự án", "Dự án đầu tư"): rows for title, rows in tables.items()}

    found = found_in(park, written(tables))

    assert [(one.sheet, one.row) for one in found.faults] == [("Nhà đầu tư", 2)]


def test_nothing_else_is_taken_over_than_was_shown(park, manager):
    code = park.projects.get().code
    sheet = sent_in(park, manager, a_table({"Mã": code, "Tên tiếng Việt": "Tên mới"}))
    seal = sheets.compared(sheet, manager).seal
    InvestmentProject.objects.update(name_vi="Tên khác")

    with pytest.raises(CannotWrite):
        sheets.apply(sheet=sheet, seal=seal, by=manager, at=NOW)

    assert park.projects.get().name_vi == "Tên khác"


def test_a_table_goes_only_the_ways_of_the_table_and_only_with_its_manager(park, manager):
    sheet = sent_in(park, manager, a_table({"Mã": park.projects.get().code}))

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


def test_a_new_project_comes_with_its_capital_in_one_row(park, manager):
    code = park.projects.get().code
    new = {"Tên tiếng Việt": "Dự án mới", "Tình trạng": "đã cấp phép", "Nhà đầu tư": "Hanwha"}
    new |= {"Tình trạng từ ngày": date(2020, 1, 2), "Văn bản làm căn cứ": "GCN 9", **MONEY}

    taken_over(park, manager, a_table({"Mã": code, "Nằm trong dự án (mã)": ""}, new))

    made = InvestmentProject.objects.exclude(code=code).get()
    (entry,) = made.capital.all()
    assert (made.status_on, made.investor.name) == (date(2020, 1, 2), "Hanwha")
    assert (entry.amount, entry.currency, entry.document) == (Decimal(5_000_000), "USD", "GCN 9")


@pytest.mark.parametrize("data", [b"no file", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_xlsx_is_refused_at_the_door(park, manager, data):
    said = {"park": park, "name": "x", "language": "vi", "by": manager, "at": NOW}
    with pytest.raises(CannotWrite) as refusal:
        sheets.send_in(data=data, **said)
    assert refusal.value.field == "file"
