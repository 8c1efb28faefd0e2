"""The form of a problem over HTTP: saving, autosaving, comparing, refusing, and losing nothing."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import State
from tests.factories import NOW, a_challenge, a_grant, a_user, an_office

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
NEW, HERE, ELSEWHERE = "k7d2mq9x", "hhhhhhhh", "wwwwwwww"


@pytest.fixture
def officer(client):
    officer = a_user(Role.OFFICER)
    client.force_login(officer)
    return officer


def typed(**fields):
    return {"code": NEW, "token": HERE, "revision": "0", "title_vi": "Ngập úng"} | fields


def autosave(client, **fields):
    return client.post(reverse("challenges:autosave"), typed(**fields), headers=HTMX)


def test_a_saved_draft_leads_to_who_can_solve_it(client, officer):
    answer = client.post(reverse("challenges:new"), typed(then="save"))

    draft = Challenge.objects.get()
    assert answer.headers["Location"] == f"/challenges/{draft.code}/who/"
    assert (draft.code, draft.state, draft.officer) == (NEW, State.DRAFT, officer)


def test_sending_the_form_twice_makes_one_draft(client, officer):
    for _press in range(2):
        client.post(reverse("challenges:new"), typed(then="save"))

    assert Challenge.objects.count() == 1


def test_the_first_autosave_makes_the_draft_and_names_its_address(client, officer):
    answer = autosave(client)

    assert answer.headers["HX-Replace-Url"] == f"/challenges/{NEW}/edit/"
    assert 'name="revision" id="revision" value="1"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "HX-Replace-Url" not in autosave(client, revision="1", title_vi="Ngập").headers


def test_an_autosave_keeps_what_is_valid_and_names_what_is_not(client, officer):
    answer = autosave(client, baseline="mười bốn", unit="km/h")

    draft = Challenge.objects.get()
    assert (draft.title_vi, draft.unit, draft.baseline) == ("Ngập úng", "km/h", None)
    assert "mười bốn" in answer.content.decode()


def test_an_invalid_form_answers_422_with_everything_that_was_typed(client, officer):
    answer = client.post(
        reverse("challenges:new"), typed(then="save", baseline="mười bốn", tried="Đã thử X")
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in ("Ngập úng", "mười bốn", "Đã thử X"))
    assert page.count("autofocus") == 1


def test_a_save_elsewhere_is_shown_beside_what_was_typed_and_not_overwritten(client, officer):
    autosave(client)
    autosave(client, token=ELSEWHERE, revision="1", title_vi="Ở nơi khác")

    told = autosave(client, title_vi="Ở đây")
    both = client.post(reverse("challenges:edit", args=[NEW]), typed(title_vi="Ở đây", then="save"))

    assert (told.status_code, both.status_code) == (409, 409)
    assert all(title in both.content.decode() for title in ("Ở nơi khác", "Ở đây"))
    assert Challenge.objects.get().title_vi == "Ở nơi khác"
    again = typed(title_vi="Ở đây", then="save", revision=str(both.context["revision"]))
    client.post(reverse("challenges:edit", args=[NEW]), again)
    assert Challenge.objects.get().title_vi == "Ở đây"


def test_what_is_missing_for_signing_is_named_and_the_draft_is_kept(client, officer):
    answer = client.post(reverse("challenges:new"), typed(then="send"))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) >= {"baseline", "target", "budget_line"}
    assert Challenge.objects.get().state == State.DRAFT


def test_comparing_saves_and_shows_earlier_problems_with_the_words_in_common(client, officer):
    earlier = a_challenge(State.CATALOGUED, title_vi="Cảnh báo ngập úng nội đô")
    actions.index_in_search([earlier], at=NOW)

    page = client.post(reverse("challenges:new"), typed(then="compare")).content.decode()

    assert "<mark>ngập úng</mark>" in page
    assert Challenge.objects.filter(code=NEW).exists()


def test_similar_problems_come_as_a_part_and_never_the_one_being_written(client, officer):
    own = a_challenge(title_vi="Ngập úng", office=officer.grants.get().office, officer=officer)
    actions.index_in_search([own], at=NOW)

    page = client.post(
        reverse("challenges:similar"), typed(code=own.code), headers=HTMX
    ).content.decode()

    assert "<html" not in page
    assert own.code not in page


def test_who_was_signed_out_is_told_and_nothing_is_swapped_away(client):
    answer = autosave(client)

    assert answer.status_code == 409
    assert reverse("account_login") in answer.content.decode()


@pytest.mark.parametrize("person", [Role.EXPERT, Role.COORDINATOR, None])
def test_who_writes_for_no_office_saves_nothing(client, person):
    client.force_login(a_user(person))

    answers = [autosave(client), client.post(reverse("challenges:new"), typed(then="save"))]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Challenge.objects.exists()


def test_a_draft_of_another_office_is_not_written_by_its_code(client, officer):
    other = a_challenge(title_vi="Của đơn vị khác")

    autosave(client, code=other.code, revision="9")
    answer = client.post(reverse("challenges:edit", args=[other.code]), typed(then="save"))

    other.refresh_from_db()
    assert (answer.status_code, other.title_vi) == (404, "Của đơn vị khác")


@pytest.mark.parametrize("code", ["", "new", "../../x", "K7D2MQ9X", "k7d2mq9x0"])
def test_a_code_that_is_none_of_ours_is_replaced(client, officer, code):
    client.post(reverse("challenges:new"), typed(code=code, then="save"))

    assert Challenge.objects.get().code != code


def test_a_sent_problem_is_no_longer_in_the_form(client, officer):
    sent = a_challenge(State.AWAITING_SIGN_OFF, officer=officer)

    assert client.get(reverse("challenges:edit", args=[sent.code])).status_code == 403
    assert autosave(client, code=sent.code).status_code == 403


def test_who_acts_for_two_offices_is_asked_for_which(client, officer):
    second = an_office("Sở Thứ Hai")
    a_grant(officer, Role.OFFICER, office=second)

    page = client.get(reverse("challenges:new"))
    client.post(reverse("challenges:new"), typed(office=second.code, then="save"))

    assert f"?office={second.code}" in page.content.decode()
    assert Challenge.objects.get().office == second


@pytest.mark.parametrize("field", ["revision", "token", "office"])
@pytest.mark.parametrize("nonsense", ["x" * 5000, "-1", "٣", "9" * 40, "\x00"])
def test_nonsense_in_a_hidden_field_is_no_error_page(client, officer, field, nonsense):
    answer = client.post(reverse("challenges:new"), typed(**{field: nonsense}, then="save"))

    assert answer.status_code < 500
