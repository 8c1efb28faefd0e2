"""A7: the coordinator alone opens nothing; with the secretary files open, and minutes are made."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge, Opening
from cauhien.challenges.states import State
from cauhien.documents.models import Document
from cauhien.documents.states import Kind
from cauhien.ui.words import moment
from tests.factories import a_call, a_sent_file, a_user, an_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call():
    """Return a call that has closed, to which one file was sent."""
    an_office("Sở Khoa học và Công nghệ", coordinates=True)
    call = a_call(closes_at=now() - timedelta(minutes=5))
    a_sent_file(call, at=call.opens_at)
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    return call


def test_a7_one_alone_is_refused_and_two_open_with_minutes_of_names_and_times(
    live_server, open_page, as_user, call
):
    case = f"{live_server.url}/challenges/{call.challenge.code}/"
    coordinator = as_user(open_page(), a_user(Role.COORDINATOR, name="Cán bộ điều phối"))
    again = coordinator.context.new_page()
    for page in (coordinator, again):
        page.goto(f"{case}opening/")
    for page in (coordinator, again):
        page.click("main form[method=post] button")
        page.wait_for_selector(".notice")
    assert "cần người khác đồng ý" in again.inner_text(".notice.bad")
    coordinator.goto(f"{case}files/")
    assert "Đèn tín hiệu thích ứng" not in coordinator.inner_text("main")

    secretary = as_user(open_page(), a_user(Role.SECRETARY, name="Thư ký khoa học"))
    secretary.goto(f"{case}opening/")
    secretary.click("main form[method=post] button")
    secretary.wait_for_url(re.compile("/files/$"))
    assert "1. Đèn tín hiệu thích ứng" in secretary.inner_text("main")
    secretary.goto(f"{case}documents/")
    minutes, opening = Document.objects.get(kind=Kind.OPENING_MINUTES), Opening.objects.get()
    assert secretary.locator(f"main .results a[href*='{minutes.code}']").count() > 1
    times = (moment(opening.first_at), moment(opening.second_at))
    said = str(minutes.content)
    assert all(one in said for one in ("Cán bộ điều phối", "Thư ký khoa học", *times))
