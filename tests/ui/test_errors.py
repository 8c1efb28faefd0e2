"""When something is wrong, people read a calm page in their language with a way on."""

import pytest
from django.utils.translation import override

from cauhien.ui import errors

PAGES = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    429: errors.too_many,
}


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Không có trang nào ở địa chỉ này"), ("en", "There is no page at this address")],
)
@pytest.mark.django_db
def test_an_unknown_address_says_so_in_the_language_of_the_reader(client, language, words):
    client.cookies["django_language"] = language

    answer = client.get("/nothing-here/")

    assert answer.status_code == 404
    assert f"<h1>{words}</h1>" in answer.content.decode()
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("status", PAGES)
@pytest.mark.django_db
def test_every_error_page_has_its_status_and_a_way_on(rf, status):
    with override("vi"):
        answer = PAGES[status](rf.get("/"))

    assert answer.status_code == status
    assert 'action="/search/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Hệ thống đang gặp trục trặc"), ("en", "Something went wrong on our side")],
)
def test_the_page_of_a_failure_does_not_need_the_database(rf, language, words):
    with override(language):  # no django_db: a query would fail
        answer = errors.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert words in answer.content.decode()


def test_too_many_requests_say_when_to_come_back(rf):
    with override("en"):
        answer = errors.too_many(rf.get("/"), retry_after=30)

    assert answer["Retry-After"] == "30"
    assert "wait 30 seconds" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_secret_is_told_what_to_do(client):
    client.handler.enforce_csrf_checks = True
    client.cookies["django_language"] = "vi"

    answer = client.post("/i18n/setlang/", {"language": "en"})

    assert answer.status_code == 403
    assert "Biểu mẫu đã mở quá lâu" in answer.content.decode()
