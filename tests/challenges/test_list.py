"""The list: filters, search, order, numbers, and how many queries it takes."""

import pytest
from django.urls import reverse

from cauhien.challenges import actions
from cauhien.challenges.states import Origin, State
from tests.factories import NOW, a_challenge, a_user

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def catalogue():
    listed = {"origin": Origin.PUBLISHED_LIST}
    made = [
        a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông", topic="transport"),
        a_challenge(State.CATALOGUED, title_vi="Ngập ở Hoà Lạc", topic="flooding"),
        a_challenge(State.CATALOGUED, title_vi="Nước ở Hòa Lạc", topic="water"),
        a_challenge(State.CATALOGUED, title_vi="Bài số hai", list_number=2, **listed),
        a_challenge(State.CATALOGUED, title_vi="Bài số một", list_number=1, **listed),
    ]
    actions.index_in_search(made, at=NOW)
    return made


def titles(client, query=""):
    page = client.get(reverse("challenges:list") + query)
    return [one.title_vi for one in page.context["page"]]


def test_the_published_list_comes_by_its_numbers_then_the_rest_by_the_alphabet(client, catalogue):
    assert titles(client) == [
        "Bài số một",
        "Bài số hai",
        "Giảm ùn tắc giao thông",
        "Ngập ở Hoà Lạc",
        "Nước ở Hòa Lạc",
    ]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("un tac giao thong", ["Giảm ùn tắc giao thông"]),
        ("ùn tắc giao thông", ["Giảm ùn tắc giao thông"]),
        ("Hoa Lac", ["Ngập ở Hoà Lạc", "Nước ở Hòa Lạc"]),
        ("không có gì như thế", []),
    ],
)
def test_it_is_searched_with_or_without_marks(client, catalogue, question, found):
    assert sorted(titles(client, f"?q={question}")) == found


def test_filters_narrow_it_and_nonsense_narrows_nothing(client, catalogue):
    assert titles(client, "?topic=flooding") == ["Ngập ở Hoà Lạc"]
    assert titles(client, "?origin=published_list&topic=flooding") == []
    assert len(titles(client, "?topic=nonsense&page=999")) == 5


@pytest.mark.parametrize(
    "query", ["?q=%00", "?office=%00", "?topic=%00", "?page=-1", "?sort=%00", "?q=" + "từ " * 3000]
)
def test_nonsense_in_the_address_is_no_error_page(client, catalogue, query):
    assert client.get(reverse("challenges:list") + query).status_code == 200


def test_the_numbers_of_a_filter_are_what_the_others_leave(client, catalogue):
    page = client.get(reverse("challenges:list") + "?origin=published_list")

    facets = {facet["title"]: facet["options"] for facet in page.context["facets"]}
    by_origin = next(options for options in facets.values() if any(o["current"] for o in options))
    assert [option["count"] for option in by_origin] == [3, 2]


def test_it_is_put_in_the_order_of_titles_or_of_time(client, catalogue):
    assert titles(client, "?sort=title")[0] == "Bài số hai"
    assert len(titles(client, "?sort=newest")) == 5
    assert len(titles(client, "?sort=nonsense")) == 5


@pytest.mark.parametrize("query", ["", "?q=ùn+tắc", "?topic=transport&q=un+tac&sort=title"])
def test_it_takes_no_more_queries_however_long_it_is(
    client, django_assert_max_num_queries, catalogue, query
):
    officer = a_challenge().officer
    actions.index_in_search([a_challenge(office=officer.grants.get().office)], at=NOW)
    client.force_login(officer)

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse("challenges:list") + query)


@pytest.mark.parametrize("page", ["detail", "log"])
def test_a_case_file_takes_few_queries(client, django_assert_max_num_queries, page):
    draft = a_challenge()
    client.force_login(draft.officer)

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse(f"challenges:{page}", args=[draft.code]))


def test_the_form_takes_few_queries(client, django_assert_max_num_queries):
    draft = a_challenge()
    client.force_login(draft.officer)

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse("challenges:edit", args=[draft.code]))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_read_in_both_languages(client, catalogue, language):
    answer = client.get(reverse("challenges:list"), headers={"accept-language": language})

    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("code", ["%00", "nothing", "a.b", "new%20", "x" * 300])
def test_an_address_that_never_was_is_answered_calmly(client, code):
    assert client.get(f"/challenges/{code}/").status_code == 404


def test_anybody_may_read_it_and_only_offices_are_offered_to_write(client, catalogue):
    new = reverse("challenges:new")

    assert new not in client.get(reverse("challenges:list")).content.decode()
    client.force_login(a_challenge().officer)
    assert new in client.get(reverse("challenges:list")).content.decode()
    client.force_login(a_user())
    assert client.get(new).status_code == 403
