"""A scientist shows at ORCID whose page it is: not at all, by a wrong iD, by the right one."""

import pytest

from cauhien.network.models import PersonIdentifier
from tests.factories import a_person, a_user
from tests.orcid import ID, OTHER, orcid_at_hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_scientist_claims_by_orcid(live_server, page, as_user, settings, monkeypatch):
    person = a_person("Nguyễn Văn An")
    PersonIdentifier.objects.create(person=person, scheme="orcid", value=ID, certain=True)
    as_user(page, a_user()).goto(f"{live_server.url}/people/{person.code}/claim/")

    with orcid_at_hand(settings, monkeypatch):
        page.reload()
        for chosen, told in (("deny", "chưa đăng nhập"), ("other", OTHER), ("own", "trùng với mã")):
            page.click("form[action*='/orcid/login/'] button")
            page.click(f"#{chosen}")
            assert told in page.locator(".page").inner_text()
        page.click("[name=by]")

    person.refresh_from_db()
    assert person.user is not None
    assert "Đây là trang của bạn" in page.locator(".page").inner_text()
