"""An office asks experts outside any call: answered, thanked, and told what became of it."""

from datetime import date

import pytest

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.matching.actions.index import build_index
from cauhien.members import actions, queries
from cauhien.members.models import Advice, Inquiry
from cauhien.members.states import Act
from cauhien.network.actions.availability import set_availability
from cauhien.notices.models import Notice
from tests.factories import NOW, a_person, a_user, a_work, an_office, sign_in

pytestmark = pytest.mark.django_db

ASKED = {
    "title": "Đèn tín hiệu thích ứng có hợp với nút này không?",
    "text": "Nút giao có năm nhánh, ùn tắc giao thông giờ cao điểm.",
    "answer_by_on": "2030-01-15",
}


@pytest.fixture
def officer():
    return a_user(Role.OFFICER, office=an_office("Sở Xây dựng"))


@pytest.fixture
def expert():
    return a_person("Trần Thị Hoa", user=a_user())


@pytest.fixture
def inquiry(officer):
    written = ASKED | {"answer_by_on": date(2030, 1, 15)}
    office = officer.grants.get().office
    return actions.open_inquiry(written=written, office=office, by=officer, at=NOW)


@pytest.fixture
def advice(inquiry, expert, officer):
    actions.ask_experts(inquiry=inquiry, people=[expert], by=officer, at=NOW)
    return Advice.objects.get()


def moved(advice, act, by, words="Được."):
    return actions.advance(case=advice, act=act, by=by, at=NOW, words=words)


def test_an_officer_asks_who_is_close_and_learns_of_those_whom_only_an_office_may_write_to(
    client, officer, expert, settings, tmp_path
):
    settings.STATE = tmp_path
    known = a_person("Lê Chỉ Biết")
    for number, person in enumerate((expert, known)):
        a_work(f"Đèn tín hiệu thích ứng giảm ùn tắc giao thông {number}", by=[person], zone="city")
    for title in ("Nuôi cấy mô lan", "Bảo tồn phố cổ", "Pin mặt trời", "Rau hữu cơ", "Tro bay"):
        a_work(title)
    build_index(at=NOW)
    sign_in(client, officer)

    answer = client.post("/ask/new/", ASKED, follow=True)
    page = answer.content.decode()
    assert f'value="{expert.code}"' in page
    assert f'value="{known.code}"' not in page
    assert "Lê Chỉ Biết" in page
    asked = client.post(answer.redirect_chain[-1][0], {"people": [expert.code]}, follow=True)

    (alone,) = asked.context["near"]  # known from works alone; who was asked has a page
    assert alone["code"] == known.code
    advice = Advice.objects.get()
    assert (advice.person, advice.state, advice.inquiry.state) == (expert, "asked", "asked")
    waiting = [one.title for one in items_for(expert.user, NOW) if one.kind == queries.ADVICE]
    assert waiting == [ASKED["title"]]


def test_without_an_index_the_page_still_lets_ask(client, inquiry, officer, expert, settings):
    settings.STATE = settings.STATE / "nothing"
    sign_in(client, officer)

    answer = client.get(f"/ask/{inquiry.code}/")

    assert (answer.status_code, expert.code in answer.content.decode()) == (200, True)


def test_the_expert_answers_is_thanked_and_learns_what_became_of_it(client, advice, officer):
    user = advice.person.user
    sign_in(client, user)
    assert ASKED["text"] in client.get(f"/advice/{advice.code}/answer/").content.decode()
    empty = client.post(f"/advice/{advice.code}/answer/", {"words": " "})
    client.post(f"/advice/{advice.code}/answer/", {"words": "Hợp, nếu đo lưu lượng trước."})
    with pytest.raises(actions.CannotMove):
        actions.tell_outcome(inquiry=advice.inquiry, words="Đã làm.", by=officer, at=NOW)

    sign_in(client, officer)
    asked = client.get(f"/ask/{advice.inquiry.code}/").content.decode()
    assert f'href="/advice/{advice.code}/thank/"' in asked
    thanking = client.get(f"/advice/{advice.code}/thank/").content.decode()
    assert [said in thanking for said in (ASKED["text"], "Hợp, nếu đo")] == [True] * 2
    moved(advice, Act.THANK, officer, "Xin cảm ơn.")
    sign_in(client, user)
    actions.tell_outcome(inquiry=advice.inquiry, words="Đã lắp ở nút này.", by=officer, at=NOW)

    page = client.get(f"/advice/{advice.code}/").content.decode()
    shown = [said in page for said in ("Hợp, nếu đo", "Xin cảm ơn.", "Đã lắp ở nút này.")]
    assert (empty.status_code, shown) == (422, [True] * 3)
    told = Notice.objects.filter(recipient=user).order_by("id").values_list("kind", flat=True)
    assert list(told) == [actions.MOVED, actions.MOVED, actions.TOLD]
    acts = AuditLine.objects.filter(chain=advice.chain).values_list("act", flat=True)
    assert list(acts)[-3:] == ["advice_answer", "advice_thank", "inquiry_tell"]


def test_who_has_not_answered_is_asked_no_longer_once_the_question_is_closed(advice, officer):
    actions.tell_outcome(inquiry=advice.inquiry, words="Đã tự xử lý.", by=officer, at=NOW)

    advice.refresh_from_db()
    assert (advice.state, advice.inquiry.state) == ("recalled", "told")
    with pytest.raises(actions.CannotMove):
        moved(advice, Act.ANSWER, advice.person.user)


def test_nobody_is_asked_who_is_known_from_works_alone_has_objected_or_is_oneself(inquiry, officer):
    for person in (a_person(), a_person(user=a_user(), objected_at=NOW), a_person(user=officer)):
        with pytest.raises(actions.CannotMove):
            actions.ask_experts(inquiry=inquiry, people=[person], by=officer, at=NOW)

    assert not Advice.objects.exists()


@pytest.mark.parametrize(
    ("role", "seen"),
    [(None, 404), (Role.OFFICER, 404), (Role.EXPERT, 404), (Role.COORDINATOR, 200),
     (Role.AUDITOR, 200)],
)  # fmt: skip
def test_a_question_is_read_by_its_office_its_experts_coordinator_and_audit(
    client, advice, role, seen
):
    sign_in(client, a_user(role))

    for path in (f"/ask/{advice.inquiry.code}/", f"/advice/{advice.code}/"):
        assert client.get(path).status_code == seen
    assert client.post(f"/advice/{advice.code}/answer/", {"words": "x"}).status_code in (403, 404)
    assert client.get("/api/v1/search?q=thich+ung").json()["count"] == 0


def test_an_expert_sees_the_question_and_not_who_else_is_asked(client, advice, officer):
    other = a_person("Phạm Người Khác", user=a_user())
    actions.ask_experts(inquiry=advice.inquiry, people=[other], by=officer, at=NOW)
    sign_in(client, advice.person.user)

    page = client.get(f"/advice/{advice.code}/").content.decode()

    assert (ASKED["title"] in page, "Người Khác" in page) == (True, False)
    assert client.get(f"/ask/{advice.inquiry.code}/").status_code == 404


def test_managers_see_first_whom_nobody_ever_asked(client, advice, officer):
    a_person("Phạm Chưa Hỏi", user=a_user())
    sign_in(client, officer)

    page = client.get("/ask/experts/").content.decode()

    assert page.index("Chưa Hỏi") < page.index("Trần Thị Hoa")
    sign_in(client, a_user())
    assert client.get("/ask/experts/").status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_and_the_form_speak_both_languages(client, inquiry, officer, language):
    officer.language = language
    officer.save()
    sign_in(client, officer)
    said = {"vi": "Hỏi chuyên gia", "en": "Ask an expert"}[language]

    for path in ("/ask/", "/ask/new/", f"/ask/{inquiry.code}/"):
        assert said in client.get(path).content.decode()


def test_a_day_that_has_passed_is_refused_and_nothing_is_lost(client, officer):
    sign_in(client, officer)

    answer = client.post("/ask/new/", ASKED | {"answer_by_on": "2020-01-01"})

    assert (answer.status_code, Inquiry.objects.count()) == (422, 0)
    assert "năm nhánh" in answer.content.decode()


@pytest.mark.usefixtures("clock")
def test_who_is_away_or_has_enough_questions_is_not_asked_and_the_asker_is_told(
    client, inquiry, expert, officer
):
    back = a_person("Lê Về Sớm", user=a_user())
    full = a_person("Đỗ Đã Đủ", user=a_user(), most_questions=0)
    for person, until in ((expert, date(2030, 2, 1)), (back, date(2026, 12, 1))):
        set_availability(person=person, away=[(date(2026, 11, 1), until)], by=person.user, at=NOW)
    sign_in(client, officer)

    page = client.get(f"/ask/{inquiry.code}/").content.decode()

    assert [f'value="{one.code}"' in page for one in (expert, back, full)] == [False, True, False]
    assert "vắng mặt đến 01/12/2026" in page
    assert "vắng mặt đến 01/02/2030" in page
    assert "đã nhận đủ số câu hỏi" in page
    for person in (expert, full):
        with pytest.raises(actions.CannotMove):
            actions.ask_experts(inquiry=inquiry, people=[person], by=officer, at=NOW)


def test_days_away_are_set_by_the_person_alone_and_seen_by_no_stranger(client, expert):
    page = f"/people/{expert.code}/availability/"
    said = {"away": "24/12/2026 - 31/12/2026", "most_seats": "2", "most_questions": "1"}
    sign_in(client, a_user(Role.OFFICER))
    assert (client.get(page).status_code, client.post(page, said).status_code) == (403, 403)

    sign_in(client, expert.user)
    refused = client.post(page, said | {"away": "hôm nào đó"})
    client.post(page, said)

    assert (refused.status_code, "hôm nào đó" in refused.content.decode()) == (422, True)
    assert "24/12/2026 - 31/12/2026" in client.get(page).content.decode()
    client.logout()
    assert "31/12/2026" not in client.get(f"/people/{expert.code}/").content.decode()
