"""An enterprise asks experts who agreed to it: asked, declined or answered, thanked, told."""

from datetime import date, timedelta

import pytest

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.members import actions, queries
from cauhien.members.models import Advice, Inquiry
from cauhien.members.states import MOST_OF_ENTERPRISE, Act
from cauhien.network.actions.availability import set_availability
from cauhien.notices.models import Notice
from tests.enterprises.things import an_enterprise
from tests.factories import NOW, a_person, a_user, an_office, sign_in
from tests.park.things import a_tenant

pytestmark = pytest.mark.django_db
ASKED = {
    "title": "Đo gì trước khi lắp robot hàn?",
    "text": "Xưởng có ba ca, lỗi mối hàn 4 %.",
    "answer_by_on": "2030-01-15",
}
WRITTEN = ASKED | {"answer_by_on": date(2030, 1, 15)}


def an_expert(name="Trần Thị Hoa", **fields):
    """Return somebody with a page of their own who agreed that enterprises may ask them."""
    return a_person(name, **{"user": a_user(), "agreed_at": NOW} | fields)


@pytest.fixture
def side():
    enterprise, owner = an_enterprise()
    return enterprise, owner


@pytest.fixture
def inquiry(side):
    enterprise, owner = side
    return actions.open_inquiry(written=WRITTEN, enterprise=enterprise, by=owner, at=NOW)


@pytest.fixture
def advice(inquiry, side):
    expert = an_expert()
    actions.ask_experts(inquiry=inquiry, people=[expert], by=side[1], at=NOW)
    made = Advice.objects.get()
    made.person = expert  # whose account knows the day
    return made


def moved(advice, act, by, words="Được."):
    return actions.advance(case=advice, act=act, by=by, at=NOW, words=words)


def test_beside_an_expert_of_the_plan_a_question_is_written_and_put_to_them(client, side):
    enterprise, owner = side
    expert, other = an_expert(), a_person("Lê Chưa Đồng Ý", user=a_user())
    sign_in(client, owner)
    assert f"/enterprises/{enterprise.code}/ask/" in client.get("/ask/").content.decode()

    address = f"/enterprises/{enterprise.code}/ask/?person={expert.code}"
    assert "Đừng ghi điều cần giữ bí mật" in client.get(address).content.decode()
    answer = client.post(address, ASKED, follow=True)
    page = answer.content.decode()
    assert [f'value="{one.code}"' in page for one in (expert, other)] == [True, False]
    assert page.count("checked") == 1
    client.post(f"/ask/{Inquiry.objects.get().code}/", {"people": [expert.code]})

    made = Advice.objects.get()
    assert (made.person, made.inquiry.enterprise, made.state) == (expert, enterprise, "asked")
    waits = [one.title for one in items_for(expert.user, NOW) if one.kind == queries.ADVICE]
    assert (waits, made.inquiry.office) == ([ASKED["title"]], None)


def test_the_expert_sees_who_asks_answers_is_thanked_and_learns_what_became_of_it(
    client, advice, side
):
    _enterprise, owner = side
    expert = advice.person.user
    sign_in(client, expert)
    page = client.get(f"/advice/{advice.code}/").content.decode()
    assert ["Công ty Cơ khí" in page, "đã đồng ý để doanh nghiệp hỏi" in page] == [True] * 2
    client.post(f"/advice/{advice.code}/answer/", {"words": "Đo lưu lượng trước."})

    todo = [one.url for one in items_for(owner, NOW)]
    assert todo == [f"/advice/{advice.code}/"]
    moved(advice, Act.THANK, owner, "Xin cảm ơn.")
    actions.tell_outcome(inquiry=advice.inquiry, words="Đã lắp.", by=owner, at=NOW)

    told = Notice.objects.filter(recipient=expert).order_by("id").values_list("kind", flat=True)
    assert list(told) == [actions.MOVED, actions.MOVED, actions.TOLD]
    assert "Đã lắp." in client.get(f"/advice/{advice.code}/").content.decode()


def test_the_enterprise_reads_no_way_to_reach_an_expert(client, advice, side):
    sign_in(client, side[1])

    pages = [f"/ask/{advice.inquiry.code}/", f"/advice/{advice.code}/"]

    assert [advice.person.user.email in client.get(one).content.decode() for one in pages] == [
        False,
        False,
    ]


def test_only_who_agreed_takes_questions_and_is_back_in_time_is_asked(inquiry, side):
    own = an_expert("Vũ Trong Nhà", user=a_tenant(side[0].organisation))
    away = an_expert("Đỗ Đi Vắng")
    days = [(date(2026, 11, 1), date(2030, 2, 1))]
    set_availability(person=away, away=days, by=away.user, at=NOW)
    never = [
        a_person("Lê Chưa Đồng Ý", user=a_user()),
        a_person("Không Tài Khoản", agreed_at=NOW),
        an_expert(objected_at=NOW),
        an_expert(most_questions=0),
        own,
        away,
    ]

    for person in never:
        with pytest.raises(actions.CannotMove):
            actions.ask_experts(inquiry=inquiry, people=[person], by=side[1], at=NOW)


def test_who_takes_it_back_is_asked_no_more_but_answers_what_was_asked(client, advice, side):
    expert = advice.person
    set_availability(person=expert, agrees=False, by=expert.user, at=NOW)
    again = actions.open_inquiry(written=WRITTEN, enterprise=side[0], by=side[1], at=NOW)

    with pytest.raises(actions.CannotMove):
        actions.ask_experts(inquiry=again, people=[expert], by=side[1], at=NOW)
    moved(advice, Act.DECLINE, expert.user, "Không còn nhận.")

    sign_in(client, side[1])
    page = client.get(f"/ask/{again.code}/").content.decode()
    assert (expert.name in page, "chưa có chuyên gia nào khác đồng ý" in page) == (False, True)


def test_an_enterprise_asks_no_more_than_its_limit_until_days_have_passed(inquiry, side):
    owner = side[1]
    first = [an_expert(f"Chuyên gia {number}") for number in range(MOST_OF_ENTERPRISE)]
    actions.ask_experts(inquiry=inquiry, people=first, by=owner, at=NOW)
    said = {"inquiry": inquiry, "people": [an_expert("Mười Một")], "by": owner}

    with pytest.raises(actions.CannotMove, match="0"):
        actions.ask_experts(**said, at=NOW)
    actions.ask_experts(**said, at=NOW + timedelta(days=31))

    assert Advice.objects.count() == MOST_OF_ENTERPRISE + 1


def test_offices_count_the_questions_of_enterprises_where_they_look_for_whom_nobody_asked(
    client, advice
):
    never = an_expert("Phạm Chưa Hỏi")
    sign_in(client, a_user(Role.OFFICER, office=an_office("Sở Xây dựng")))

    page = client.get("/ask/experts/").content.decode()

    assert page.index(never.name) < page.index(advice.person.name)
    assert "1 người trong số đó chưa từng được hỏi" in page
    assert ASKED["title"] not in page


def test_thanks_of_an_enterprise_are_counted_apart_and_by_no_rule_of_standing(advice, side):
    moved(advice, Act.ANSWER, advice.person.user)
    moved(advice, Act.THANK, side[1])

    counted = {one.deed.code: one.count for one in queries.record_of(advice.person)}

    assert counted == {"answers_to_enterprises": 1}
    assert queries.measured(advice.person)["answers"] == 0


def test_nobody_writes_in_the_name_of_an_enterprise_that_they_do_not_act_for(client, side):
    for stranger in (a_user(Role.COORDINATOR), a_user(Role.OFFICER)):
        sign_in(client, stranger)
        assert client.get(f"/enterprises/{side[0].code}/ask/").status_code == 404
        stranger.day = NOW.date()
        with pytest.raises(actions.CannotMove):
            actions.open_inquiry(written=WRITTEN, enterprise=side[0], by=stranger, at=NOW)
