"""A4: a firm registers, invites three, writes without a connection; who may read may not write."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from cauhien.accounts import actions as accounts
from cauhien.accounts.models import FirmRequest
from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link
from tests.factories import a_call, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRM = {"tax_code": "0100112437", "name": "Công ty T1", "position": "Giám đốc kỹ thuật"}
INVITED = {"sua@test.invalid": "edit", "doc1@test.invalid": "view", "doc2@test.invalid": "view"}


@pytest.fixture
def call():
    return a_call(closes_at=now() + timedelta(days=7))


@pytest.fixture
def lead(live_server, open_page, as_user):
    """Return the page of who leads T1, a firm that has asked for its place on the site."""
    page = as_user(open_page(), a_user(name="Trưởng nhóm T1"))
    page.goto(f"{live_server.url}/account/firm/")
    for name, text in FIRM.items():
        page.fill(f"[name={name}]", text)
    page.click("main form[method=post] >> nth=-1 >> button")
    page.wait_for_selector("main .results")
    asked, coordinator = FirmRequest.objects.get(), a_user(Role.COORDINATOR, day=localdate())
    accounts.approve_firm(request=asked, organisation=None, by=coordinator, at=now())
    return page


def test_a4_the_draft_outlives_the_connection_and_who_may_read_is_refused_a_post(
    live_server, open_page, as_user, call, lead
):
    lead.goto(f"{live_server.url}/challenges/{call.challenge.code}/call/")
    lead.click("main .notice a.button")
    lead.fill("[name=title_vi]", "Đèn tín hiệu")
    lead.click("button[value=save]")
    lead.wait_for_selector(".notice.ok")
    file = Initiative.objects.get()
    address = f"{live_server.url}/initiatives/{file.code}/"
    invite_three(lead, f"{address}team/")
    assert dict(file.members.exclude(role="lead").values_list("email", "role")) == INVITED

    lead.goto(f"{address}edit/")
    write_offline(lead, "Viết khi mất mạng.")
    lead.reload()
    assert lead.input_value("[name=approach]") == "Viết khi mất mạng."

    reader = as_user(open_page(390), a_user(email="doc1@test.invalid"))
    join(reader, live_server.url)
    assert reader.locator(f"a[href$='{file.code}/edit/']").count() == 0
    token = reader.input_value("[name=csrfmiddlewaretoken] >> nth=0")
    typed = {"csrfmiddlewaretoken": token, "code": file.code, "title_vi": "Không được"}
    refused = reader.request.post(f"{address}edit/", form=typed)
    assert (refused.status, "CSRF" in refused.text()) == (403, False)
    file.refresh_from_db()
    assert file.written()["title_vi"] == "Đèn tín hiệu"


def invite_three(page, address):
    page.goto(address)
    for email, role in INVITED.items():
        page.fill("[name=name]", email.split("@")[0])
        page.fill("[name=email]", email)
        page.select_option("[name=role]", role)
        page.click("main form[action$='/invite/'] button")
        page.wait_for_selector(f"main .results >> text={email}")


def write_offline(page, text):
    """Type while there is no connection, and wait until it is back and the text is kept."""
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.fill("[name=approach]", text)
    page.context.set_offline(False)
    page.wait_for_selector("#saved .icon")


def join(page, site):
    """Follow the link of the mail to who may read, declare, and agree."""
    path = signed_link(Link.objects.get(address="doc1@test.invalid")).split("/", 3)[3]
    page.goto(f"{site}/{path}")
    page.fill("[name=employers]", "Công ty T1")
    page.check("[name=agrees]")
    page.click("main form[method=post] button")
    page.wait_for_url(re.compile(r"/initiatives/\w{8}/$"))
