"""Bodies that a cell names: found, made once, or left alone."""

import pytest

from cauhien.facilities.models import Laboratory
from cauhien.ingest.actions.hosts import Hosts
from cauhien.ingest.models import DoubtfulPair
from cauhien.ingest.queries.register import Register
from cauhien.organisations.models import Organisation
from cauhien.organisations.states import Zone
from tests.factories import NOW, a_source
from tests.ingest.conftest import a_ror, a_table

pytestmark = [pytest.mark.django_db, pytest.mark.database]

VNU, HUS, ACADEMY = "02jmfj006", "05w54hk79", "02wsd5p50"


@pytest.fixture
def register(written, take_in):
    """The register: a national university with a part, and an academy."""
    parent = [{"type": "parent", "id": f"https://ror.org/{VNU}"}]
    path = written(
        "ror.jsonl",
        a_ror(VNU, "Vietnam National University, Hanoi", "Đại học Quốc gia Hà Nội"),
        a_ror(HUS, "VNU University of Science", "Đại học Khoa học Tự nhiên Hà Nội",
              relationships=parent),
        a_ror(ACADEMY, "Vietnam Academy of Science and Technology",
              "Viện Hàn lâm Khoa học và Công nghệ Việt Nam"),
    )  # fmt: skip
    take_in("ror", path)


def hosts():
    return Hosts(source=a_source(), at=NOW)


def body(text):
    return hosts().bodies([text])[text]


@pytest.mark.parametrize(
    "text",
    [
        "Đại học Quốc gia Hà Nội",
        "ĐHQG Hà Nội",
        "ĐHQGHN",
        "đại học quốc gia hà nội",
        "Trường Đại học Quốc gia Hà Nội",
        "Vietnam National University, Hanoi",
    ],
)
def test_a_whole_name_is_found_however_it_is_shortened_or_written(register, text):
    assert body(text).ror == f"https://ror.org/{VNU}"


def test_a_part_is_found_inside_the_body_it_is_printed_with(register):
    assert body("Trường Đại học Khoa học Tự nhiên, ĐHQG Hà Nội").ror.endswith(HUS)


def test_an_unknown_part_is_made_once_inside_its_body_and_takes_over_its_place(register):
    made = body("Viện Hóa học, Viện Hàn lâm KH&CN Việt Nam")
    again = body("Viện Hóa học (Viện Hàn lâm KH&CN Việt Nam)")

    assert (made.name_vi, made.zone, made.zone_basis) == ("Viện Hóa học", Zone.CITY, "parent")
    assert again == made
    assert [r.other.ror[-9:] for r in made.relations.all()] == [ACADEMY]


def test_parts_with_one_name_in_two_bodies_are_two(register):
    one = body("Khoa Hóa học, ĐHQGHN")
    two = body("Khoa Hóa học, Viện Hàn lâm KH&CN Việt Nam")

    assert one != two


def test_a_short_form_alone_is_left_and_waits_for_a_person(register):
    body("Trường Đại học Khoa học và Công nghệ Hà Nội (USTH)")

    assert body("USTH") is None
    pair = DoubtfulPair.objects.get()
    assert (pair.left, pair.reasons) == ("printed:USTH", ["short_form"])


@pytest.mark.parametrize("text", ["Các viện thuộc Viện Hàn lâm KH&CN Việt Nam", "XYZ", "", "Đội A"])
def test_what_is_no_single_body_makes_none(register, text):
    before = Organisation.objects.count()

    assert hosts().bodies([text]).get(text) is None
    assert Organisation.objects.count() == before


def test_a_body_is_in_the_city_only_where_something_says_so(register):
    zones = {
        text: (row.zone, row.zone_basis)
        for text, row in hosts().bodies(
            ["Bệnh viện Việt Pháp Hà Nội", "Viện Nghiên cứu Ngô (Đan Phượng, Hà Nội)",
             "Bệnh viện Thanh Nhàn"]
        ).items()
    }  # fmt: skip

    assert list(zones.values()) == [
        (Zone.CITY, "named"),
        (Zone.CITY, "stated"),
        (Zone.UNKNOWN, ""),
    ]


def test_a_former_address_with_its_district_is_the_ward_of_that_district(tmp_path, take_in):
    wards = tmp_path / "before.csv"
    wards.write_text(
        "code,full_name,full_name_en,district_code,district,district_en\n"
        "1,Phường Nghĩa Đô,,5,Quận Cầu Giấy,\n"
        "2,Phường Trung Hòa,,5,Quận Cầu Giấy,\n"
        "3,Xã Trung Hòa,,7,Huyện Chương Mỹ,\n"
    )
    take_in("wards-before", wards)
    table = tmp_path / "laboratories.csv"
    columns = ["id", "name_vi", "host", "accreditation", "address_ward"]
    table.write_text(
        a_table(
            columns,
            {"id": "HN-L001", "name_vi": "A", "address_ward": "Trung Hoà, Cầu Giấy"},
            {"id": "HN-L002", "name_vi": "B", "address_ward": "8 Hoàng Quốc Việt, Nghĩa Đô"},
            {"id": "HN-L003", "name_vi": "C", "address_ward": "phường Trung Hòa"},
            {"id": "HN-L004", "name_vi": "D", "address_ward": "Thủ Đức"},
        )
    )

    take_in("laboratories", table)

    found = Laboratory.objects.order_by("source_key")
    assert [(lab.place and lab.place.source_key, lab.zone) for lab in found] == [
        ("ward:2@2025-06-30", Zone.CITY),
        ("ward:1@2025-06-30", Zone.CITY),
        (None, Zone.CITY),
        (None, Zone.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("affiliation", "ror"),
    [
        ("Faculty of Chemistry, VNU University of Science, Vietnam National University, Hanoi,"
         " Vietnam", HUS),
        ("X, Vietnam Academy of Science and Technology. 100000, Hanoi, Viet Nam", ACADEMY),
        ("Vietnam National University, Hanoi", VNU),
        ("Hanoi University of Science, Hanoi, Vietnam", None),
        ("Vietnam National University", None),
        ("VNU University of Science, Da Lat, France", None),
        ("University of Washington, Seattle", None),
    ],
)  # fmt: skip
def test_an_affiliation_is_an_organisation_only_by_a_whole_name_in_its_country(
    register, affiliation, ror
):
    row, _ = Register().read(affiliation)

    assert (row and row.ror[-9:]) == ror
