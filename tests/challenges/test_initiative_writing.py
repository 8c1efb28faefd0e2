"""The form of a file over HTTP: begun, saved, autosaved, and closed to who may only read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative
from cauhien.challenges.states import MemberRole, State
from tests.factories import A_FILE, a_call, a_member, a_user, an_initiative

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
NEW, HERE, ELSEWHERE = "k7d2mq9x", "hhhhhhhh", "wwwwwwww"


@pytest.fixture
def call():
    return a_call(closes_at=now() + timedelta(days=7))


@pytest.fixture
def lead(client):
    user = a_user(Role.ENTERPRISE)
    client.force_login(user)
    return user


@pytest.fixture
def file(call, lead):
    return an_initiative(call, lead=lead, at=now())


def typed(**fields):
    rows = {"plan-0-step": "Lắp đặt", "plan-0-month": "3", "budget-0-item": "Thiết bị"}
    said = {"code": NEW, "token": HERE, "revision": "0", "title_vi": "Đèn thích ứng"}
    return said | rows | {"budget-0-amount": "900.000.000"} | fields


def start(client, call, **fields):
    return client.post(reverse("challenges:initiative_start", args=[call.challenge.code]), fields)


def autosave(client, call, **fields):
    address = reverse("challenges:initiative_autosave", args=[call.challenge.code])
    return client.post(address, typed(**fields), headers=HTMX)


def edit(client, file, **fields):
    return client.post(reverse("challenges:initiative_edit", args=[file.code]), typed(**fields))


def test_a_file_is_begun_with_what_was_typed_and_sending_twice_makes_one(client, call, lead):
    for _press in range(2):
        answer = start(client, call, **typed(expected="17,5"))

    file = Initiative.objects.get()
    assert answer.headers["Location"] == f"/initiatives/{NEW}/edit/"
    assert file.written() | {"title_vi": "Đèn thích ứng", "expected": "17.5"} == file.written()
    assert file.written()["plan"] == [{"step": "Lắp đặt", "month": "3"}]
    assert file.written()["budget"] == [{"item": "Thiết bị", "amount": "900000000"}]


def test_the_first_autosave_makes_the_file_and_names_its_address(client, call, lead):
    answer = autosave(client, call)

    assert answer.headers["HX-Replace-Url"] == f"/initiatives/{NEW}/edit/"
    assert 'name="revision" id="revision" value="1"' in answer.content.decode()
    assert "HX-Replace-Url" not in autosave(client, call, revision="1", title_vi="Đèn").headers


def test_an_autosave_keeps_what_is_valid_and_names_what_is_not(client, call, lead):
    answer = autosave(client, call, **{"plan-0-month": "ba", "approach": "Đo lưu lượng"})

    kept = Initiative.objects.get().written()
    assert (kept["approach"], kept.get("plan")) == ("Đo lưu lượng", None)
    assert "“ba”" in answer.content.decode()


def test_an_invalid_form_answers_422_with_everything_that_was_typed(client, file):
    answer = edit(client, file, **{"budget-0-amount": "nhiều", "risks": "Mưa"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in ("Đèn thích ứng", "nhiều", "Mưa"))
    assert page.count("autofocus") == 1


def test_a_save_elsewhere_is_shown_beside_what_was_typed(client, call, lead):
    autosave(client, call)
    autosave(client, call, token=ELSEWHERE, revision="1", title_vi="Ở nơi khác")

    told = autosave(client, call, title_vi="Ở đây")
    both = edit(client, Initiative.objects.get(), title_vi="Ở đây")

    assert (told.status_code, both.status_code) == (409, 409)
    assert all(title in both.content.decode() for title in ("Ở nơi khác", "Ở đây"))
    assert Initiative.objects.get().written()["title_vi"] == "Ở nơi khác"


def test_who_may_only_read_gets_403_on_every_way_of_writing(client, file):
    viewer = a_member(file, MemberRole.VIEW).user
    client.force_login(viewer)
    address = reverse("challenges:initiative_edit", args=[file.code])

    answers = [
        client.get(address),
        edit(client, file, title_vi="Không được"),
        autosave(client, file.challenge.call, code=file.code, title_vi="Không được"),
        start(client, file.challenge.call, **typed(code=file.code)),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert Initiative.objects.get().written() == A_FILE
    assert "Không được" not in client.get(address).content.decode()


def test_who_may_edit_writes(client, file):
    client.force_login(a_member(file, MemberRole.EDIT).user)

    edit(client, file, code=file.code, revision="1", title_vi="Sửa")

    assert Initiative.objects.get().written()["title_vi"] == "Sửa"


def test_who_was_signed_out_is_told_and_nothing_is_swapped_away(client, call):
    answer = autosave(client, call)

    assert answer.status_code == 409
    assert reverse("account_login") in answer.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, None])
def test_who_sends_no_files_begins_none(client, call, role):
    client.force_login(a_user(role))

    assert start(client, call, **typed()).status_code == 403
    assert not Initiative.objects.exists()


def test_a_problem_without_an_open_call_takes_no_file(client, lead):
    closed = a_call(State.SCREENING, closes_at=now() - timedelta(minutes=1))

    assert start(client, closed, **typed()).status_code == 403


def test_a_file_is_there_for_its_team_alone(client, file):
    addresses = [
        reverse("challenges:initiative", args=[file.code]),
        reverse("challenges:initiative_edit", args=[file.code]),
    ]
    own = [client.get(address).status_code for address in addresses]
    people = [a_user(role) for role in Role] + [None]

    for person in people:
        client.logout()
        if person:
            client.force_login(person)
        seen = [client.get(address, follow=True).status_code for address in addresses]
        assert seen == ([404, 404] if person else [404, 200])  # the second asks to sign in

    assert own == [200, 200]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_my_files_and_a_file_are_shown_in_both_languages(
    client, file, language, django_assert_max_num_queries
):
    client.cookies["django_language"] = language
    file.members.get().user.__class__.objects.update(language=language)

    for address in (
        reverse("challenges:initiatives"),
        reverse("challenges:initiative", args=[file.code]),
        reverse("challenges:initiative_edit", args=[file.code]),
        reverse("challenges:initiative_start", args=[file.challenge.code]),
    ):
        with django_assert_max_num_queries(12):
            page = client.get(address)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
