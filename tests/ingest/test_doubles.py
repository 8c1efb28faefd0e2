"""An organisation that several files name is shown once; what it holds follows its place."""

import pytest

from cauhien.network.models import Project, Technology
from cauhien.organisations.models import Organisation
from tests.ingest.conftest import a_ror, a_table, a_work, an_author

pytestmark = pytest.mark.django_db

BODY = ["id", "name_vi", "name_en", "type", "role", "website", "seat_in_city", "seat_url"]
PROJECT = ["id", "title_vi", "host_organisation"]
KENT = "University of Kent"
TECHNOLOGY = ["id", "name_vi", "owner_organisation", "kind", "trl"]
MINISTRY, ACADEMY, OXFORD = "02b207r52", "02wsd5p50", "052gg0110"


@pytest.fixture
def table(tmp_path, take_in):
    """Return a function that reads in a table of rows."""

    def table(word, columns, *rows):
        path = tmp_path / f"{word}.csv"
        path.write_text(a_table(columns, *rows))
        return take_in(word, path)

    return table


@pytest.fixture
def works_at(written, take_in):
    """Return a function that reads in a work written at an institution of the register."""

    def works_at(ror, name, country):
        body = {"display_name": name, "ror": f"https://ror.org/{ror}", "country_code": country}
        author = an_author("A", "acl:a", institutions=[body])
        return take_in("works", written("w.jsonl", a_work(authorships=[author])))

    return works_at


def owned(owner, key="HN-C001"):
    return {"id": key, "name_vi": "Thiết bị", "owner_organisation": owner, "kind": "device"}


def shown():
    return {str(row): row.source_key for row in Organisation.objects.filter(canonical=None)}


def test_a_vietnamese_name_that_a_table_ties_to_the_register_is_no_second_body(
    written, take_in, table
):
    table("technologies", TECHNOLOGY, owned("Bộ Khoa học và Công nghệ"))
    take_in("ror", written("r.jsonl", a_ror(MINISTRY, "Ministry of Science and Technology")))
    row = {"id": "HN-O067", "name_vi": "Bộ Khoa học và Công nghệ", "type": "national_agency",
           "name_en": "Ministry of Science and Technology"}  # fmt: skip

    table("organisations", BODY, row)

    assert shown() == {"Bộ Khoa học và Công nghệ": f"https://ror.org/{MINISTRY}"}
    assert Technology.objects.get().zone == "city"


def test_a_part_named_under_the_former_name_of_its_body_is_one_with_the_other(
    written, take_in, table
):
    names = "Vietnam Academy of Science and Technology", "Viện Hàn lâm Khoa học và Công nghệ"
    take_in("ror", written("r.jsonl", a_ror(ACADEMY, *names)))
    former = {"id": "HN-O068", "name_vi": "Viện Khoa học và Công nghệ Việt Nam",
              "name_en": names[0], "type": "research_institute"}  # fmt: skip
    table("technologies", TECHNOLOGY, owned("Viện Hóa học, Viện Khoa học và Công nghệ Việt Nam"))
    table("organisations", BODY, former)

    table("technologies", TECHNOLOGY, owned(f"Viện Hóa học, {names[1]}", "HN-C002"))

    assert sorted(shown()) == ["Viện Hàn lâm Khoa học và Công nghệ", "Viện Hóa học"]


def test_parts_with_one_name_in_two_bodies_stay_two(written, take_in, table):
    take_in(
        "ror",
        written(
            "r.jsonl",
            a_ror(ACADEMY, "A", "Đại học Thứ Nhất"),
            a_ror(OXFORD, "B", "Đại học Thứ Hai"),
        ),
    )

    table(
        "technologies",
        TECHNOLOGY,
        owned("Viện Hóa học, Đại học Thứ Nhất"),
        owned("Viện Hóa học, Đại học Thứ Hai", "HN-C002"),
    )

    assert Organisation.objects.filter(canonical=None, name_vi="Viện Hóa học").count() == 2


@pytest.mark.parametrize(
    ("ukri_country", "register_country", "is_one"),
    [("", "GB", True), ("United Kingdom", "GB", True), ("United Kingdom", "US", False)],
)
def test_a_host_that_the_register_names_later_is_the_same_body_unless_in_another_country(
    written, take_in, works_at, ukri_country, register_country, is_one
):
    project = {
        "id": "ukri:1",
        "title": "Rice",
        "funder": "BBSRC",
        "lead_org": "University of Oxford",
    }
    take_in("ukri", written("u.jsonl", project | {"lead_country": ukri_country}))

    works_at(OXFORD, "University of Oxford", register_country)

    assert Organisation.objects.filter(canonical=None, name_en="University of Oxford").count() == (
        1 if is_one else 2
    )
    assert not is_one or Project.objects.get().zone == "abroad"


def test_a_seat_that_a_page_states_gives_the_things_held_their_place(table):
    table("technologies", TECHNOLOGY, owned("Viện Nghiên cứu Rau quả"))
    assert Technology.objects.get().zone == "unknown"

    table(
        "organisations",
        BODY,
        {
            "id": "HN-O069",
            "name_vi": "Viện Nghiên cứu Rau quả (FAVRI)",
            "type": "research_institute",
            "seat_in_city": "Gia Lâm, Hà Nội",
            "seat_url": "http://favri.org.vn/",
        },
    )

    body = Organisation.objects.get(canonical=None)
    assert (body.zone, body.zone_basis) == ("city", "stated")
    assert body.source_note == "seat: Gia Lâm, Hà Nội (http://favri.org.vn/)"
    assert Technology.objects.get().zone == "city"


def test_a_country_that_a_later_source_states_is_taken_up(written, take_in, table):
    table("projects", PROJECT, {"id": "HN-J114", "title_vi": "Ngập", "host_organisation": KENT})

    line = {"id": "ukri:1", "title": "Floods", "funder": "EPSRC", "lead_org": KENT}
    take_in("ukri", written("u.jsonl", line | {"lead_country": "United Kingdom"}))

    body = Organisation.objects.get(name_en=KENT)
    assert (body.country_code, body.zone, body.zone_basis) == ("GB", "abroad", "country")
    assert set(Project.objects.values_list("zone", flat=True)) == {"abroad"}
