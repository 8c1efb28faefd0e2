"""A5: a team asks, the officer answers once, everybody reads it and nobody learns who asked."""

import pytest

from cauhien.accounts.states import Role
from cauhien.notices.models import Notice
from tests.factories import a_call, a_member, a_user, an_initiative

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call():
    return a_call()


@pytest.mark.usefixtures("clock")
def test_a5_the_answer_is_public_and_dated_the_asker_is_not_shown_and_each_is_told_once(
    live_server, open_page, as_user, call
):
    asker = a_user(Role.ENTERPRISE, name="Công ty Người Hỏi")
    draft = an_initiative(call, lead=asker)
    holders = {a_member(draft).user.pk, *(one.user_id for one in an_initiative(call).members.all())}
    address = f"{live_server.url}/challenges/{call.challenge.code}/questions/"
    page = as_user(open_page(), asker)
    page.goto(address)
    page.fill("[name=text]", "Đo tốc độ ở đâu?")
    page.click("main form[method=post] button")

    office = as_user(open_page(), a_user(Role.OFFICER, office=call.challenge.office))
    office.goto(address)
    assert "Người Hỏi" not in office.inner_text("main")
    office.click("main .results a.button")
    office.fill("[name=answer_vi]", "Tại bốn nút trên tuyến.")
    office.click("main form[method=post] >> nth=0 >> button")
    office.wait_for_url(address)

    visitor = open_page(width=390)
    visitor.goto(address)
    said = visitor.inner_text("main")
    assert "Tại bốn nút trên tuyến." in said
    assert visitor.locator("main .results time").count() == 2
    assert "Người Hỏi" not in said
    told = list(
        Notice.objects.filter(kind="challenges.answered").values_list("recipient", flat=True)
    )
    assert sorted(told) == sorted(holders | {asker.pk})
