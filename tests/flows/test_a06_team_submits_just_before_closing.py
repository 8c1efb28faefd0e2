"""A6: two minutes before closing a file is sent without a document, by two quick clicks."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now
from django.utils.translation import override
from playwright.sync_api import expect

from cauhien.accounts.states import Role
from cauhien.challenges.models import InitiativeVersion, Receipt
from cauhien.ui.words import moment
from tests.factories import a_call, a_user, an_initiative

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft():
    """Return a draft that lacks a document of the checklist, two minutes before closing."""
    call = a_call(closes_at=now() + timedelta(minutes=2))
    draft = an_initiative(call, lead=a_user(Role.ENTERPRISE), at=now())
    draft.members.update(consent_at=now())
    return draft


def test_a6_warned_then_received_once_with_number_time_and_checksum(
    live_server, open_page, as_user, draft, axe
):
    page = as_user(open_page(390), draft.members.get().user)
    page.goto(f"{live_server.url}/initiatives/{draft.code}/check/")
    assert "Tư cách pháp lý" in page.inner_text("main .notice.warn")
    page.click("main form[method=post] button")
    page.wait_for_selector("#id_incomplete_error")
    assert axe(page) == []

    page.check("[name=incomplete]")
    page.dblclick("main form[method=post] button")
    # Polled: the second click breaks off the way that the first one began.
    expect(page).to_have_url(re.compile(r"/receipts/\w{12}/$"), timeout=30_000)

    receipt, version = Receipt.objects.get(), InitiativeVersion.objects.get()
    assert receipt.received_at < draft.challenge.call.closes_at
    with override("vi"):  # as the page, whatever language the test before has left
        received = moment(receipt.received_at)
    for part in (receipt.code, version.sha256, received):
        expect(page.locator("main")).to_contain_text(part, timeout=30_000)
