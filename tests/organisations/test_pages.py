"""The register of organisations: its pages, order, filters, joined rows and what they cost."""

import re

import pytest

from cauhien.organisations.actions import register
from cauhien.organisations.models import OrganisationName, OrganisationRelation
from cauhien.organisations.states import Zone
from tests.factories import NOW, a_laboratory, a_person, a_source, a_work, an_organisation

pytestmark = pytest.mark.django_db


def titles(answer):
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", answer.content.decode())
    return [re.sub(r"<[^>]+>", "", title) for title in found]


def in_language(client, language):
    client.cookies["django_language"] = language
    return client


@pytest.fixture
def university():
    row = an_organisation(
        "Đại học Bách khoa Hà Nội",
        name_en="Hanoi University of Science and Technology",
        kind="education",
        description_vi="Đào tạo kỹ sư.",
        ror="04nyv3z04",
        zone_basis="register",
        source=a_source(name="ROR", licence="CC0 1.0"),
        source_note="seen_partly: seat not stated",
    )
    OrganisationName.objects.create(organisation=row, value="HUST", kind="acronym", folded="hust")
    return row


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Tóm tắt của người biên tập", "danh bạ các tổ chức nghiên cứu", "một phần"]),
        ("en", ["Summary by the editor", "register of research organisations", "Only a part"]),
    ],
)
def test_the_page_says_where_each_fact_is_from(client, university, language, words):
    page = in_language(client, language).get(f"/organisations/{university.code}/").content.decode()

    for shown in [*words, "https://ror.org/04nyv3z04", "HUST", "CC0 1.0", "seat not stated"]:
        assert shown in page
    assert '<span lang="vi">Đại học' in page or "<h1>Đại học" in page
    assert f'rel="canonical" href="http://testserver/organisations/{university.code}/"' in page


def test_relations_are_read_from_both_sides(client, university):
    school, ministry = an_organisation("Trường Điện"), an_organisation("Bộ Giáo dục")
    OrganisationRelation.objects.create(organisation=school, other=university, kind="parent")
    OrganisationRelation.objects.create(organisation=university, other=ministry, kind="parent")
    OrganisationRelation.objects.create(organisation=ministry, other=university, kind="child")

    page = client.get(f"/organisations/{university.code}/").content.decode().split("</head>")[1]

    above = page.index("Trực thuộc"), page.index("Bộ Giáo dục")
    below = page.index("Đơn vị trực thuộc"), page.index("Trường Điện")
    assert above[0] < above[1] < below[0] < below[1]
    assert page.count("Bộ Giáo dục") == 1


def test_a_joined_row_leads_on_and_its_laboratories_come_along(client, university):
    twin = an_organisation("ĐH Bách khoa HN")
    a_laboratory("Phòng đo lường", host=twin)

    register.join_organisations([(twin, university)], at=NOW)

    answer = client.get(f"/organisations/{twin.code}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/organisations/{university.code}/")
    tab = client.get(f"/organisations/{university.code}/laboratories/")
    assert titles(tab) == ["Phòng đo lường"]
    assert titles(client.get("/organisations/")) == ["Đại học Bách khoa Hà Nội"]
    moved = client.get(f"/organisations/{twin.code}/laboratories/")
    assert moved["Location"] == f"/organisations/{university.code}/laboratories/"


def test_a_tab_is_offered_where_something_is_behind_it(client, university):
    a_laboratory(host=university)

    page = client.get(f"/organisations/{university.code}/").content.decode()

    assert f'href="/organisations/{university.code}/laboratories/"' in page
    assert f'href="/organisations/{university.code}/projects/"' not in page
    empty = client.get(f"/organisations/{university.code}/projects/").content.decode()
    assert "Chưa có dữ liệu loại này" in empty


def test_the_list_is_in_the_order_of_the_vietnamese_alphabet(client):
    for name in ("Đại học Y", "Dược phẩm", "Ân Thi", "An Dương", "Bạch Mai", "Ăn Sạch"):
        an_organisation(name)

    assert titles(client.get("/organisations/")) == [
        "An Dương",
        "Ăn Sạch",
        "Ân Thi",
        "Bạch Mai",
        "Dược phẩm",
        "Đại học Y",
    ]


def test_in_english_the_list_is_in_the_order_of_english_names(client):
    an_organisation("Bạch Mai", name_en="Zoo")
    an_organisation("Ân Thi", name_en="")
    an_organisation("Đại học Y", name_en="academy")

    titles_in_english = titles(in_language(client, "en").get("/organisations/"))

    assert titles_in_english == ["academy", "Zoo", "Ân Thi"]


def test_those_of_the_city_come_first_unless_the_order_is_by_name(client):
    an_organisation("An Dương", zone=Zone.ABROAD)
    an_organisation("Bạch Mai", zone=Zone.CITY)

    assert titles(client.get("/organisations/")) == ["Bạch Mai", "An Dương"]
    assert titles(client.get("/organisations/?sort=name")) == ["An Dương", "Bạch Mai"]


def test_a_search_without_marks_and_two_filters(client):
    rows = [
        an_organisation("Viện Nước Hà Nội", kind="research", topic="water"),
        an_organisation("Công ty Nước sạch", kind="company", topic="water"),
        an_organisation("Công ty Bán dẫn", kind="company", topic="semiconductor"),
    ]
    register.spread(rows, at=NOW)

    assert titles(client.get("/organisations/?q=nuoc&kind=company")) == ["Công ty Nước sạch"]
    assert titles(client.get("/organisations/?kind=company&topic=semiconductor")) == [
        "Công ty Bán dẫn"
    ]
    assert len(titles(client.get("/organisations/?kind=nonsense"))) == 3


def test_what_no_longer_exists_has_a_page_and_is_in_no_list(client):
    gone = an_organisation("Viện Cũ", active=False)

    assert titles(client.get("/organisations/")) == []
    assert "không còn hoạt động" in client.get(f"/organisations/{gone.code}/").content.decode()


def test_the_pages_cost_at_most_twelve_queries(client, university, django_assert_max_num_queries):
    for number in range(25):
        part = an_organisation(f"Khoa {number}", source=university.source)
        OrganisationRelation.objects.create(organisation=part, other=university, kind="parent")
        a_work(f"Nước {number}", by=[a_person(f"Lê {number}")])
        a_laboratory(f"Phòng {number}", host=university)

    for path in ("", f"{university.code}/", f"{university.code}/laboratories/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/organisations/{path}").status_code == 200


def test_the_api_says_the_same(client, university):
    twin = an_organisation("ĐH Bách khoa HN")
    register.join_organisations([(twin, university)], at=NOW)

    answer = client.get(f"/api/v1/organisations/{twin.code}").json()

    assert answer["code"] == university.code
    assert answer["names"] == [{"value": "HUST", "kind": "acronym", "language": ""}]
    assert answer["source"]["licence"] == "CC0 1.0"
    listed = client.get("/api/v1/organisations?kind=education").json()
    assert [row["code"] for row in listed["items"]] == [university.code]
    assert client.get("/api/v1/organisations?kind=castle").status_code == 422
