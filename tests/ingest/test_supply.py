"""The tables of a city's supply: what is shown of them and where it is."""

import pytest

from cauhien.challenges.models import Challenge
from cauhien.core.models import AuditLine, SearchEntry
from cauhien.network.models import Contribution, Project, Technology
from cauhien.organisations.models import Office, Organisation, Place, PlaceSuccession
from cauhien.organisations.states import Zone
from tests.ingest.conftest import a_ror, a_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path):
    def table(name, columns, *rows):
        path = tmp_path / f"{name}.csv"
        path.write_text(a_table(columns, *rows))
        return path

    return table


BODY = ["id", "name_vi", "name_en", "type", "role", "website"]


def test_a_city_department_is_an_office_and_one_of_them_coordinates(table, take_in):
    rows = [
        {"id": "HN-O007", "name_vi": "Sở Khoa học và Công nghệ Hà Nội", "type": "city_department"},
        {"id": "HN-O008", "name_vi": "Sở Xây dựng Hà Nội", "type": "city_department"},
        {"id": "HN-O047", "name_vi": "Tập đoàn FPT", "type": "enterprise"},
    ]

    take_in("organisations", table("organisations", BODY, *rows))

    offices = Office.objects.order_by("code")
    assert [(o.code, o.coordinates) for o in offices] == [("hn-o007", True), ("hn-o008", False)]
    assert Organisation.objects.get(code="hn-o008").zone == Zone.CITY


def test_a_row_that_the_register_knows_is_shown_once(table, written, take_in):
    take_in(
        "ror", written("r.jsonl", a_ror("04rw64z44", "NAFOSTED Fund", "Quỹ Phát triển khoa học"))
    )

    row = {"id": "HN-O056", "name_vi": "Quỹ Phát triển khoa học (NAFOSTED)", "type": "fund"}
    take_in("organisations", table("organisations", BODY, row))

    ours = Organisation.objects.get(code="hn-o056")
    assert ours.canonical.ror == "https://ror.org/04rw64z44"
    shown = SearchEntry.objects.filter(kind="organisation").values_list("code", flat=True)
    assert list(shown) == ["04rw64z44"]


def test_an_enterprise_is_in_the_city_only_if_its_row_says_so(table, take_in):
    columns = ["id", "name", "name_en", "kind", "field", "location_basis"]
    rows = [
        {"id": "HN-E001", "name": "A", "location_basis": "stated (Ba Vì, Hà Nội)"},
        {"id": "HN-E002", "name": "B", "location_basis": "works in Hanoi; seat not stated"},
    ]

    take_in("enterprises", table("enterprises", columns, *rows))

    found = Organisation.objects.order_by("code").values_list("zone", "zone_basis", "kind")
    assert list(found) == [("city", "stated", "company"), ("unknown", "", "company")]


def test_a_leader_of_a_project_stays_a_printed_name(table, take_in):
    columns = ["id", "title_vi", "host_organisation", "principal_investigator", "year_start"]
    row = {
        "id": "HN-J001",
        "title_vi": "Cảnh báo lũ",
        "host_organisation": "Trường Đại học Xây dựng Hà Nội; Đại học Nagasaki",
        "principal_investigator": "TS Nguyễn Văn A",
        "year_start": "2020",
    }

    take_in("projects", table("projects", columns, row))

    project = Project.objects.get()
    lines = Contribution.objects.order_by("role").values_list("role", "raw_name", "person")
    assert (project.code, project.zone, project.year_start) == ("hn-j001", Zone.CITY, 2020)
    assert list(lines) == [
        ("host", "Trường Đại học Xây dựng Hà Nội", None),
        ("leader", "TS Nguyễn Văn A", None),
        ("partner", "Đại học Nagasaki", None),
    ]


def test_a_technology_is_where_its_owner_is(table, take_in):
    columns = ["id", "name_vi", "owner_organisation", "kind", "field", "trl"]
    rows = [
        {"id": "HN-C001", "name_vi": "A", "kind": "device", "field": "air quality",
         "owner_organisation": "Trung tâm Giao thông thành phố Hà Nội"},
        {"id": "HN-C002", "name_vi": "B", "kind": "software", "owner_organisation": "Aitogy JSC X"},
        {"id": "HN-C003", "name_vi": "C", "kind": "software", "trl": "12"},
    ]  # fmt: skip

    batch = take_in("technologies", table("technologies", columns, *rows))

    found = Technology.objects.order_by("code").values_list("zone", "topic")
    assert list(found) == [("city", "air"), ("unknown", "")]
    assert [(r.line, r.reason) for r in batch.rejects.all()] == [(4, "bad_value")]


PROBLEM = {"title_en": "", "owner_basis": "inferred", "owner": "Sở Xây dựng Hà Nội", "year": 2026}


def test_what_two_lists_say_of_one_problem_is_shown_once_with_the_fuller_text(written, take_in):
    take_in(
        "problems",
        written(
            "p.jsonl",
            PROBLEM | {"id": "HN-P001", "title_vi": "Giảm ùn tắc", "field": "transport",
                       "description_vi": "Cần cách làm mới."},
            PROBLEM | {"id": "HN-P031", "title_vi": "Đèn tín hiệu", "field": "transport"},
        ),
    )  # fmt: skip
    listed = {
        "id": "HN-G01",
        "no": 1,
        "title_vi": "Mô hình nào?",
        "decision": "1193/QĐ-UBND",
        "basis": "Đất ít.",
        "related": ["HN-P001", "HN-P031"],
        "related_same": ["HN-P001"],
    }

    path = written("g.jsonl", listed)
    take_in("grand-challenges", path)
    take_in("grand-challenges", path)

    shown = Challenge.objects.get(code="hn-g01")
    assert shown.description_vi == "Đất ít.\n\nCần cách làm mới."
    assert (shown.topic, shown.suggested_owner) == ("transport", "Sở Xây dựng Hà Nội")
    assert [c.code for c in shown.related.all()] == ["hn-p031"]
    assert Challenge.objects.get(code="hn-p001").same_as == shown
    assert set(SearchEntry.objects.values_list("code", flat=True)) == {"hn-g01", "hn-p031"}
    assert AuditLine.objects.filter(chain="challenge:hn-g01").count() == 1


def test_an_old_ward_leads_to_the_new_ones_whichever_file_came_first(tmp_path, take_in):
    new = tmp_path / "wards.csv"
    new.write_text(
        "code,full_name,full_name_en,kind,lat,lon,area_km2,formed_from\n"
        '1,Phường Mới,,phuong,21,105,1,"Phường Kim Mã, Phường Trung Hòa"\n'
        '2,Phường Khác,,phuong,21,105,1,"Phường Kim Mã (phần còn lại sau khi sáp nhập)"\n'
    )
    old = tmp_path / "before.csv"
    old.write_text(
        "code,full_name,full_name_en,district_code,district,district_en\n"
        "1,Phường Kim Mã,,1,Quận Ba Đình,\n"
        "2,Phường Trung Hoà,,1,Quận Ba Đình,\n"
    )

    take_in("wards", new)
    take_in("wards-before", old)

    links = PlaceSuccession.objects.order_by("old", "new")
    assert sorted((s.old.name_vi, s.new.name_vi, s.partial) for s in links) == [
        ("Phường Kim Mã", "Phường Khác", True),
        ("Phường Kim Mã", "Phường Mới", True),
        ("Phường Trung Hoà", "Phường Mới", False),
    ]
    assert Place.objects.get(code="ward:1@2025-06-30").parent.name_vi == "Quận Ba Đình"
