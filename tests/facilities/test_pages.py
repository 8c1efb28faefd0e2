"""The catalogue of laboratories."""

import re

import pytest

from cauhien.facilities import actions
from cauhien.facilities.models import Equipment
from tests.factories import NOW, a_laboratory, a_source, an_organisation

pytestmark = pytest.mark.django_db


def titles(answer):
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", answer.content.decode())
    return [re.sub(r"<[^>]+>", "", title) for title in found]


@pytest.fixture
def laboratory():
    host = an_organisation("Viện Đo lường")
    row = a_laboratory(
        "Phòng đo lường Điện",
        name_en="Electrical Measurement Laboratory",
        capabilities_vi="Hiệu chuẩn phương tiện đo điện",
        accreditation="VILAS 216",
        host=host,
        host_printed="Viện Đo lường Việt Nam",
        kind="calibration",
        source=a_source(),
    )
    Equipment.objects.create(laboratory=row, name_vi="Máy đo")
    return row


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Thiết bị nêu trong nguồn"), ("en", "Equipment named in")]
)
def test_the_page_of_a_laboratory(client, laboratory, language, words):
    client.cookies["django_language"] = language

    page = client.get(f"/laboratories/{laboratory.code}/").content.decode()

    link = f'<a href="/organisations/{laboratory.host.code}/">Viện Đo lường Việt Nam</a>'
    for shown in (words, "Máy đo", "VILAS 216", link, "CC BY 4.0"):
        assert shown in page


def test_laboratories_are_found_by_what_they_can_do(client, laboratory):
    other = a_laboratory("Phòng vi sinh", kind="medical")
    actions.spread([laboratory, other], at=NOW)

    assert titles(client.get("/laboratories/?q=hieu+chuan")) == ["Phòng đo lường Điện"]
    assert titles(client.get("/laboratories/?kind=medical")) == ["Phòng vi sinh"]


def test_the_list_and_the_page_cost_at_most_twelve_queries(
    client, laboratory, django_assert_max_num_queries
):
    for number in range(25):
        a_laboratory(f"Phòng {number}", host=laboratory.host, source=laboratory.source)

    for path in ("", f"{laboratory.code}/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/laboratories/{path}").status_code == 200


def test_the_api_says_the_same(client, laboratory):
    answer = client.get(f"/api/v1/laboratories/{laboratory.code}").json()

    assert answer["equipment"] == [{"vi": "Máy đo", "en": ""}]
    assert answer["host"] == {"code": laboratory.host.code, "name": "Viện Đo lường Việt Nam"}
    assert client.get("/api/v1/laboratories?kind=calibration").json()["count"] == 1
    assert client.get("/api/v1/laboratories/nothing").status_code == 404
