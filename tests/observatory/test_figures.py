"""Indicators, values, sources and sheets from outside: pages, API, search, who may do what."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.core.sheets import rows_of
from cauhien.observatory.actions.choosing import choose
from cauhien.observatory.models import Load, Value
from cauhien.observatory.states import LoadState, Status
from tests.factories import NOW, a_user, an_office, sign_in
from tests.made_once import made_once
from tests.observatory.sheets import a_sheet, taken, the_registers

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PARK = "HHTP_PROJECTS|Khu CNC Hòa Lạc"


def some_figures():
    the_registers()
    taken(
        *(f"{PARK}|2012|68", f"{PARK}|2020|90|Seed document|more than", f"{PARK}|2020|94|News"),
        *(f"{PARK}|2024|109", "DIGECO_SHARE|Hà Nội|2022|17.15|||report-2022"),
        *("SG_EMERGING_BAND|Hà Nội|2021|91-100", "SG_EMERGING_BAND|Hà Nội|2022|not listed"),
        *("PAPI.D3|Hà Nội|2020|5.1", "PAPI.D3|Hà Nội|2021|4.3"),
    )


made, figures = made_once(some_figures)


@pytest.fixture(autouse=True)
def _figures(figures):
    """Every test here reads the same figures."""


def page(client, name, *arguments, user=None, language="en", **query):
    if user:
        sign_in(client, user)
    client.cookies["django_language"] = language
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse(f"observatory:{name}", args=arguments), query)
    assert (answer.status_code, len(queries) <= MOST_QUERIES) == (200, True), len(queries)
    return answer.content.decode()


def a_value(printed):
    return Value.objects.get(printed=printed)


def test_a_citizen_follows_a_number_to_its_source_in_two_clicks(client):
    shown = a_value("90")

    series = page(client, "indicator", "HHTP_PROJECTS")
    value = page(client, "value", shown.code)
    source = page(client, "source", shown.source.code)

    assert reverse("observatory:value", args=[shown.code]) in series
    assert reverse("observatory:source", args=[shown.source.code]) in series
    assert reverse("observatory:source", args=[shown.source.code]) in value
    assert "https://example.org/a" in value
    assert "facts only" in value
    assert "https://example.org/a" in source
    assert "≥ 90" in source


def test_conflicting_values_stand_side_by_side_and_the_page_says_why_one_is_shown(client):
    english = page(client, "value", a_value("94").code)
    vietnamese = page(client, "value", a_value("94").code, language="vi")

    assert "≥ 90" in english
    assert "It came first, and nobody has chosen yet" in english
    assert "Stands beside" in english
    assert "Another source says something else" in english
    assert "Giá trị vào trước, chưa có người chọn" in vietnamese
    assert "Nguồn khác cho giá trị khác" in vietnamese


def test_a_series_tells_its_breaks_bands_and_definitions(client):
    papi = page(client, "indicator", "PAPI_D3")
    bands = page(client, "indicator", "SG_EMERGING_BAND")
    share = page(client, "indicator", "DIGECO_SHARE", language="vi")

    assert "questions were changed" in papi
    assert "5.1 in 2020, 4.3 in 2021" in papi
    assert "91–100" in bands
    assert "not listed" in bands
    assert "Báo cáo thường niên kinh tế số 2022" in share
    assert "17,15" in share


def test_the_list_the_hub_and_the_search_lead_to_an_indicator(client):
    address = reverse("observatory:indicator", args=["HHTP_PROJECTS"])

    assert address in page(client, "indicators", q="Hoa Lac projects", family="PARK")
    assert reverse("observatory:indicators") in page(client, "home", language="vi")
    client.cookies["django_language"] = "vi"
    assert address in client.get("/search/", {"q": "số dự án Hòa Lạc"}).content.decode()


def test_the_template_names_its_columns_and_explains_them(client):
    answer = client.get(reverse("observatory:template"))

    assert rows_of(answer.content) == []
    assert answer.headers["Content-Disposition"].endswith('"values.xlsx"')


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.ENTERPRISE, Role.EXPERT])
def test_sheets_are_not_for_everybody(client, role):
    if role:
        sign_in(client, a_user(role))
    value = a_value("94")
    sheet = SimpleUploadedFile("a.csv", a_sheet("GRDP_PC|Hà Nội|2025|7200"))
    tries = [
        client.get(reverse("observatory:sheets")),
        client.post(reverse("observatory:sheets"), {"file": sheet}),
        client.get(reverse("observatory:new_value")),
        client.post(reverse("observatory:choose", args=[value.code]), {"reason": "mine"}),
    ]

    assert {answer.status_code for answer in tries} == {403 if role else 302}
    assert "Show this value" not in page(client, "value", value.code)
    assert (Load.objects.filter(stored__isnull=False).count(), a_value("94").status) == (0, "other")


def test_coordinator_and_auditor_look_on_and_change_nothing(client):
    for role in (Role.COORDINATOR, Role.AUDITOR):
        html = page(client, "sheets", user=a_user(role, language="en"))
        sheet = SimpleUploadedFile("a.csv", a_sheet("GRDP_PC|Hà Nội|2025|7200"))

        assert "Values on which sources differ" in html
        assert '<input type="file"' not in html
        assert client.post(reverse("observatory:sheets"), {"file": sheet}).status_code == 403


def test_the_data_steward_sends_in_a_sheet_sees_what_differs_and_takes_it_over(client):
    sign_in(client, a_user(Role.DATA_STEWARD, language="en"))
    data = a_sheet(f"{PARK}|2020|95|Other", f"{PARK}|2023|104", "TFP_SHARE|Hà Nội|2021-2025|53")

    sent = client.post(reverse("observatory:sheets"), {"file": SimpleUploadedFile("a.csv", data)})
    load = Load.objects.get(stored__isnull=False)
    html = page(client, "sheet", load.code)
    assert "Another source says something else" in html
    assert "A period of several years" in html
    assert Value.objects.filter(printed="95").count() == 0
    client.post(reverse("observatory:take", args=[load.code]))

    load.refresh_from_db()
    assert (sent.status_code, load.state) == (302, LoadState.DONE)
    assert load.counts == {"conflict": 1, "new": 2}
    assert a_value("95").status == Status.OTHER


def test_a_bad_sheet_is_refused_with_row_column_and_reason(client):
    sign_in(client, a_user(Role.DATA_STEWARD, language="vi"))
    client.cookies["django_language"] = "vi"
    data = a_sheet(f"{PARK}|2023|104", "GRDP_PC|Atlantis|2025|7200")

    answer = client.post(reverse("observatory:sheets"), {"file": SimpleUploadedFile("a.csv", data)})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<td>unit_name</td>" in html
    assert '"number">3</th>' in html
    assert "Không có quốc gia, tỉnh hay thành phố nào" in html
    assert Load.objects.filter(stored__isnull=False).count() == 0


def test_a_file_that_is_none_is_refused_beside_the_field(client):
    sign_in(client, a_user(Role.DATA_STEWARD, language="en"))
    tries = {
        b"PK\x03\x04broken": "This is no file of these kinds that can be opened: XLSX",
        b"\xff\xfe\xff": "This is no CSV in UTF-8",
        b"a,b\n1,2\n": "These columns are missing: indicator_code",
    }

    for data, sentence in tries.items():
        file = SimpleUploadedFile("a.xlsx", data)
        answer = client.post(reverse("observatory:sheets"), {"file": file})
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_the_data_steward_chooses_and_everybody_reads_the_reason(client):
    sign_in(client, a_user(Role.DATA_STEWARD, language="en"))
    value = a_value("94")
    address = reverse("observatory:choose", args=[value.code])

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "The page gives the day"})
    client.logout()

    assert "The page gives the day" in page(client, "value", value.code)
    assert (a_value("94").status, a_value("90").status) == (Status.SHOWN, Status.OTHER)


def test_a_value_is_entered_by_hand_and_what_is_wrong_stands_beside_its_field(client):
    sign_in(client, a_user(Role.DATA_STEWARD, language="en"))
    given = {"indicator": "GRDP_PC", "unit": "Hà Nội", "period": "2025", "title": "News"}
    address = reverse("observatory:new_value")

    refused = client.post(address, given | {"value": "much"}).content.decode()
    assert "This is no number" in refused
    assert 'value="much"' in refused
    answer = client.post(address, given | {"value": "7200", "url": "https://example.org/b"})

    value = a_value("7200")
    assert answer.headers["Location"] == reverse("observatory:value", args=[value.code])
    assert (value.origin, value.status, value.load) == ("form", Status.SHOWN, None)


def test_a_value_tells_everybody_the_office_that_entered_it_and_few_the_person(client):
    office, at = an_office(), NOW
    steward = a_user(Role.DATA_STEWARD, office=office, name="Người nhập liệu")
    Value.objects.filter(pk=a_value("94").pk).update(by=steward.uuid, at=at)
    choose(value=a_value("94"), reason="Trang nêu ngày", by=steward, at=at)
    seen = page(client, "value", a_value("94").code)

    assert seen.count(office.organisation.name_en) == 2  # entered, and chosen
    told = client.get(f"/api/v1/values/{a_value('94').code}")
    assert told.json()["chosen"]["office"]["en"] == office.organisation.name_en
    assert steward.name not in told.content.decode()
    assert steward.name not in seen
    for role, is_told in ((Role.OFFICER, False), (Role.AUDITOR, True)):
        sign_in(client, a_user(role, language="en"))
        assert (steward.name in page(client, "value", a_value("94").code)) == is_told
    Value.objects.filter(pk=a_value("90").pk).update(by=None)
    assert client.get(f"/api/v1/values/{a_value('90').code}").json()["entered"] is None
    assert "shipped with the product" in page(client, "value", a_value("90").code)


def test_the_export_holds_every_value_with_its_source(client):
    answer = client.get(reverse("observatory:export", args=["HHTP_PROJECTS"]))

    lines = io.StringIO(answer.content.decode("utf-8-sig")).readlines()
    assert len(lines) == 1 + 4
    assert all("https://example.org/a" in line for line in lines[1:])


def test_the_api_gives_values_with_their_sources_and_what_stands_beside(client):
    listed = client.get("/api/v1/indicators", {"family": "PARK", "limit": 50}).json()
    found = client.get("/api/v1/indicators/HHTP_PROJECTS/values", {"year": 2020}).json()
    one = client.get(f"/api/v1/values/{a_value('94').code}").json()
    whole = client.get("/api/v1/indicators/PAPI_D3").json()
    source = client.get(f"/api/v1/figure-sources/{one['source']['code']}").json()

    assert "HHTP_PROJECTS" in [row["code"] for row in listed["items"]]
    assert [(row["printed"], row["status"]) for row in found["items"]] == [
        ("90", "shown"),
        ("94", "other"),
    ]
    assert (one["traps"], [row["printed"] for row in one["beside"]]) == (["conflict"], ["90"])
    assert source == one["source"]
    assert source["page"] == "https://example.org/a"
    assert [row["year"] for row in whole["breaks"]] == [2016, 2021]
    assert client.get("/api/v1/values/nothing").status_code == 404
    assert client.get("/api/v1/units", {"kind": "city"}).json()["count"] > 50


def test_a_note_is_in_the_language_of_the_page_or_marked_as_the_other(client):
    taken("GRDP_PC|Hà Nội|2024|7000|A|about half of it", "GRDP_PC|Hà Nội|2023|6800|B|ước tính")
    Value.objects.filter(note="about half of it").update(note_vi="khoảng một nửa")

    said = {
        language: page(client, "indicator", "GRDP_PC", language=language, unit="ha-noi")
        for language in ("vi", "en")
    }
    assert ("Khoảng một nửa" in said["vi"], "bout half" in said["vi"]) == (True, False)
    assert ("About half of it" in said["en"], '<span lang="vi">ước tính' in said["en"]) == (
        True, True)  # fmt: skip
    assert '<span lang="vi">ước' not in said["vi"]
