import re

import pytest

from cauhien.core.search import Thing, index_many
from cauhien.organisations.states import Topic, Zone
from tests.factories import Role, a_challenge, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def titles(answer):
    """Return the titles of what was found, marks taken off."""
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", answer.content.decode())
    return [re.sub(r"<[^>]+>", "", title) for title in found]


def facet(answer, title):
    """Return {choice: count} of one filter."""
    part = re.search(rf"<h3>{title}</h3>(.*?)</section>", answer.content.decode(), re.S)
    rows = r"<span>([^<]+)(?:<span.*?</span>)?</span> <span class=\"count\">([\d.,]+)"
    return dict(re.findall(rows, part[1])) if part else {}


@pytest.mark.parametrize("asked", ["un tac giao thong", "ùn tắc giao thông", "ÙN TẮC GIAO THÔNG"])
def test_marks_and_capitals_are_not_needed(client, a_found_problem, asked):
    a_found_problem("Giảm ùn tắc giao thông giờ cao điểm")
    a_found_problem("Xử lý nước thải làng nghề")

    assert titles(client.get("/search/", {"q": asked})) == ["Giảm ùn tắc giao thông giờ cao điểm"]


@pytest.mark.parametrize("asked", ["Hoa Lac", "Hoà Lạc", "Hòa Lạc"])
def test_both_ways_of_placing_a_tone_are_one(client, a_found_problem, asked):
    a_found_problem("Xe buýt đến Hoà Lạc")
    a_found_problem("Nước sạch cho Hòa Lạc")

    found = titles(client.get("/search/", {"q": asked}))

    assert sorted(found) == ["Nước sạch cho Hòa Lạc", "Xe buýt đến Hoà Lạc"]


def test_what_has_the_same_marks_comes_first(client, a_found_problem):
    a_found_problem("Bán hàng rong")  # bán: to sell
    a_found_problem("Bàn ghế trường học")  # bàn: a table
    a_found_problem("Ban đêm ở công viên")  # ban: a time of day

    found = titles(client.get("/search/", {"q": "bàn"}))

    assert found[0] == "Bàn ghế trường học"
    assert len(found) == 3


def test_the_words_that_were_found_are_marked(client, a_found_problem):
    a_found_problem("Giảm ùn tắc giao thông", summary="Cần giảm ùn tắc trong giờ cao điểm.")

    html = client.get("/search/", {"q": "un tac"}).content.decode()

    assert re.findall(r"<mark>(.*?)</mark>", html) == ["ùn tắc", "ùn tắc"]


def test_filters_count_what_another_choice_would_show(client, a_found_problem):
    a_found_problem("Ngập úng ở nội thành", place=Zone.CITY, topic=Topic.FLOODING)
    a_found_problem("Ngập úng ở đô thị biển", place=Zone.COUNTRY, topic=Topic.FLOODING)
    a_found_problem("Ngập úng và giao thông", place=Zone.CITY, topic=Topic.TRANSPORT)

    answer = client.get("/search/", {"q": "ngap ung", "place": "city"})

    assert (
        titles(answer) == ["Ngập úng và giao thông", "Ngập úng ở nội thành"]
        or len(titles(answer)) == 2
    )
    assert facet(answer, "Địa điểm") == {"Hà Nội": "2", "Việt Nam": "1"}
    assert set(facet(answer, "Lĩnh vực").values()) == {"1"}


def test_a_chosen_filter_can_be_taken_away_again(client, a_found_problem):
    a_found_problem("Ngập úng", place=Zone.CITY)

    html = client.get("/search/", {"q": "ngập", "place": "city"}).content.decode()

    assert '<a href="?q=ng%E1%BA%ADp" aria-current="true"' in html


def test_a_draft_is_found_and_counted_by_its_office_alone(client, now):
    draft = a_challenge(title_vi="Ngập úng còn là nháp")
    index_many([Thing("challenge", draft.code, (draft.title_vi, ""), public=False)], at=now)

    outside = client.get("/search/", {"q": "ngập úng"})
    client.force_login(draft.officer)
    inside = client.get("/search/", {"q": "ngập úng"})

    assert (titles(outside), facet(outside, "Loại")) == ([], {})
    assert titles(inside) == ["Ngập úng còn là nháp"]
    assert list(facet(inside, "Loại").values()) == ["1"]


@pytest.mark.parametrize(
    "asked",
    ["zzzz", "' OR 1=1 --", "& | ! ( ) :*", "\x00", "😷", "a" * 5000, "ùn", "<b>", "  "],
)
def test_no_question_ends_in_an_error(client, a_found_problem, asked):
    a_found_problem("Ngập úng")

    answer = client.get("/search/", {"q": asked, "page": "x", "kind": "nobody", "field": "\x00"})

    assert answer.status_code == 200


def test_nothing_found_says_what_to_do_next(client, db):
    html = client.get("/search/", {"q": "xyzxyz"}).content.decode()

    assert "Không có mục nào chứa đủ các từ này" in html
    assert '<input type="hidden" name="text" value="xyzxyz">' in html


def test_it_takes_few_queries_however_many_are_found(
    client, a_found_problem, django_assert_max_num_queries
):
    for n in range(30):
        a_found_problem(f"Ngập úng {n}", place=Zone.CITY, topic=Topic.FLOODING)
    client.force_login(a_user(Role.OFFICER))

    with django_assert_max_num_queries(12):
        answer = client.get("/search/", {"q": "ngap ung"})

    assert len(titles(answer)) == 20
