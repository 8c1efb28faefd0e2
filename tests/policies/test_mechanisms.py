"""The mechanisms that ship: read in, listed, found, shown, computed."""

import pytest
from django.urls import reverse

from cauhien.core.models import Event, SearchEntry, Source
from cauhien.core.search import find
from cauhien.ingest.models import Batch
from cauhien.policies import bridge, queries
from cauhien.policies.models import Fact, Mechanism
from cauhien_engine.eligibility.asking import MOST_ON_A_PAGE
from tests.factories import TODAY, a_user
from tests.policies.things import load_mechanisms

STARTUP = {
    "applicant": "innovative_startup",
    "place": "vn/other",
    "field": "ict",
    "income_from_startup": "yes",
    "industry": "services",
    "workers": "12",
    "revenue": "8",
}


FOUNDER = {"applicant": "innovative_startup", "place": "vn/01/other"}


@pytest.fixture(scope="module", autouse=True)
def _mechanisms(django_db_setup, django_db_blocker):
    """Read the files in once for all these tests, which only look."""
    with django_db_blocker.unblock():
        load_mechanisms()
    yield
    with django_db_blocker.unblock():
        for model in (Mechanism, Fact, Batch, Source, Event, SearchEntry):
            model.objects.all().delete()


pytestmark = pytest.mark.django_db


def answers(given, on=TODAY):
    vocabulary = bridge.vocabulary_of(queries.facts())
    typed = bridge.answers_from(given, vocabulary)
    return {
        one.mechanism.source_key: one
        for one in bridge.assessed(queries.computable_on(on), vocabulary, typed, on)
    }


def test_every_rule_that_ships_can_be_read_and_the_others_say_why_not():
    rows = list(Mechanism.objects.all())
    ruled = [row for row in rows if row.rule]

    assert (len(rows), len(ruled), Fact.objects.count()) == (63, 29, 59)
    assert [row.code for row in ruled if row.fault] == []
    assert all(
        row.not_computable and (row.source_url or row.note_en) for row in rows if not row.rule
    )
    assert all(row.articles for row in ruled)


def test_a_startup_outside_the_city_learns_under_which_article_it_is_refused():
    found = answers(STARTUP)

    assert found["IR-014"].answer == "yes"
    assert found["IR-004"].found.why("en") == (
        "Does not qualify because this is not met: the place of work is in Hanoi "
        "(Article 26, clause 6, point a of the Capital Law 02/2026/QH16)."
    )
    assert found["IR-004"].found.otherwise("vi") == ["Đủ điều kiện nếu: nơi hoạt động ở Hà Nội."]


def test_the_version_in_force_on_a_day_answers():
    figures = {"hitech_product_share": "75", "rd_share": "2", "rd_staff_share": "6"}
    before, after = TODAY.replace(month=6), TODAY

    assert "IR-028" not in answers(figures, before)
    assert answers(figures, before)["IR-029"].answer == "yes"
    assert answers(figures, after)["IR-028"].answer == "no"
    assert "IR-029" not in answers(figures, after)


def test_the_list_and_the_page_of_one_say_what_the_law_says(client):
    listed = client.get(reverse("policies:list"), {"q": "khoi nghiep"}).content.decode()
    page = client.get(reverse("policies:mechanism", args=["ir-004"])).content.decode()
    other = client.get(reverse("policies:mechanism", args=["hn-i028"])).content.decode()
    english = client.get(
        reverse("policies:mechanism", args=["ir-016"]), headers={"accept-language": "en"}
    ).content.decode()

    assert "Miễn thuế TNDN 5 năm cho khởi nghiệp sáng tạo" in listed
    assert "điểm a khoản 6 Điều 26 Luật Thủ đô số 02/2026/QH16" in page
    assert "Ưu đãi thuế thu nhập cho khởi nghiệp sáng tạo trong lĩnh vực trọng điểm" in page
    assert "Chưa tính được" in other
    assert "less than 3 years since the first certificate" in english
    assert "<b>not</b>: formed by merger" in english


def test_mechanisms_are_found_by_the_search_over_everything():
    found = find("startup ha noi vay lai suat", user=a_user(), kind="mechanism")

    assert [one.code for one in find("thu nghiem co kiem soat", user=a_user(), kind="mechanism")][
        :1
    ] in (["ir-010"], ["hn-i008"], ["hn-i007"])
    assert found.count() == 0 or found[0].kind == "mechanism"


def test_programs_get_the_rules_and_the_answer_without_sending_anything(client):
    said = client.get("/api/v1/eligibility", STARTUP | {"on": "2026-11-24"}).json()
    one = client.get("/api/v1/eligibility", STARTUP | {"code": "ir-004"}).json()["items"]
    wrong = client.get("/api/v1/eligibility", {"workers": "many"})
    rule = client.get("/api/v1/mechanisms/ir-013").json()["rule"]

    by_code = {item["code"]: item for item in said["items"]}
    assert (said["engine"], len(by_code)) == ("eligibility 1", 28)
    assert by_code["ir-014"]["answer"] == "yes"
    assert [item["changes"][0]["altered"] for item in one] == [{"place": "vn/01/hoa-lac"}]
    assert (wrong.status_code, wrong.json()["detail"]) == (422, "workers: is no number")
    assert rule["condition"]["value"] == 3
    assert client.get("/api/v1/eligibility/facts").json()[0]["name"] == "applicant"


def test_the_path_asks_only_what_still_matters_and_keeps_its_answers_in_the_address(client):
    check = reverse("policies:check")
    first = client.get(check)
    sent = {"page": "who", "now": ["applicant", "place"], "applicant": "scientist"}
    second = client.get(check, sent | {"place": "vn/01/other", "wants": "tax"}, follow=True)

    assert [f.name for f in first.context["form"].facts] == ["applicant", "place"]
    [(address, _status)] = second.redirect_chain
    assert address == f"{check}?applicant=scientist&place=vn%2F01%2Fother&wants=tax"
    assert second.context["group"] == "person"
    assert client.cookies.get("sessionid") is None


def test_after_each_page_it_says_what_is_sure_and_how_many_questions_may_remain(client):
    check, said = reverse("policies:check"), FOUNDER | {"revenue": "2", "site": ""}
    page = client.get(check, said)
    names = [fact.name for fact in page.context["form"].facts]
    body = page.content.decode()
    further = client.get(check, said | dict.fromkeys(names, ""))

    assert 0 < len(names) <= MOST_ON_A_PAGE
    assert "site" not in names  # left open once, it is not asked again
    assert "ir-013" in [one.code for one in page.context["standing"]["yes"]]
    assert f"nhiều nhất {page.context['left']} câu hỏi" in body
    assert further.context["left"] < page.context["left"]
    assert "Xem kết quả đến lúc này" in body


def test_programs_learn_which_question_decides_most(client):
    address, said = "/api/v1/eligibility/questions", FOUNDER | {"revenue": "2"}
    asked = client.get(address, said).json()
    tax = client.get(address, said | {"wants": "tax"}).json()

    assert asked[0]["name"] == "site"
    assert asked[0]["settles"] == max(one["settles"] for one in asked)
    assert asked[0]["is_next"]
    assert {one["name"] for one in tax} < {one["name"] for one in asked}


def test_what_is_wrong_stands_beside_its_question_and_nothing_is_lost(client):
    sent = {"applicant": "enterprise", "page": "size", "now": ["workers", "revenue"]}
    page = client.get(reverse("policies:check"), sent | {"workers": "1,5", "revenue": "8"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["workers"]
    assert 'value="8"' in page.content.decode()
    assert ("applicant", "enterprise") in page.context["kept"]


def test_the_result_says_yes_no_and_what_is_missing_as_a_page_and_as_pdf(client):
    page = client.get(reverse("policies:check"), STARTUP | {"show": "1"})
    body = page.content.decode()
    pdf = client.get(reverse("policies:result_pdf"), STARTUP)

    assert "Đủ điều kiện nếu: nơi hoạt động ở Hà Nội." in body
    assert [row["mechanism"].code for row in page.context["rows"]["yes"]]
    [change, *_rest] = [row["url"] for row in page.context["changes"]]
    assert client.get(change).context["group"] == "who"  # of an early result too
    kinds = {label: client.get(url).context for label, _n, url in page.context["kinds"]}
    tax = kinds["thuế"]["rows"]
    assert {row["mechanism"].kind for rows in tax.values() for row in rows} == {"tax"}
    assert "Tổng nguồn vốn là bao nhiêu?" not in body or page.context["rows"]["missing"]
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]
