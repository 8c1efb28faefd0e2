"""A task is assigned to a university without an account; the invited lead sends its file."""

import re
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.actions.drafts import OpenForm
from cauhien.challenges.actions.initiative import write_initiative
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.actions.initiative.screening import (
    check_items,
    find_eligible,
    give_to_council,
)
from cauhien.challenges.models import Call, Initiative
from cauhien.challenges.queries.initiative.duplicates import JOB
from cauhien.challenges.states import State
from cauhien.challenges.tasks.call import close_due
from cauhien.core.jobs import call_off
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link
from cauhien.review.states import SeatRole
from tests.factories import (
    A_FILE,
    TOTP_SECRET,
    a_call,
    a_procedure,
    a_task,
    a_user,
    an_organisation,
    sign_in,
)
from tests.review.sitting import a_council_over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNIVERSITY, MAIL = "Trường Đại học Giao thông", "truong-nhom@test.invalid"


@pytest.fixture
def call():
    """Return a frozen call whose task the council wants assigned directly."""
    an_organisation(UNIVERSITY)
    call = a_call(State.DEFINED, published_at=None, closes_at=now() + timedelta(days=7))
    call.procedure = a_procedure(definition={"direct": {"grounds": []}})
    call.save()
    a_task(call.challenge, way="direct")
    return call


@pytest.fixture
def decider(live_server, open_page):
    """Return the page of the decision-maker, whose code was shown too long ago for a signature."""
    client, page = Client(), open_page(390)
    sign_in(client, a_user(Role.DECISION_MAKER), seconds_ago=3600)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def test_it_is_named_with_a_code_and_the_invited_lead_sends_a_file_that_is_opened(
    live_server, open_page, as_user, call, decider, narrow_and_wide
):
    case = f"{live_server.url}/challenges/{call.challenge.code}/"
    decider.goto(f"{case}call/assign/")
    decider.fill("[name=organisation]", UNIVERSITY)
    decider.fill("[name=reason_vi]", "Chỉ trường có hệ thống đo đã kiểm định.")
    decider.click("main form[method=post] button")
    decider.fill("[name=code]", format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30)))
    decider.press("[name=code]", "Enter")
    decider.wait_for_selector("#id_lead_email_error")
    assert narrow_and_wide(decider) == []
    decider.fill("[name=lead_name]", "Trưởng nhóm của trường")
    decider.fill("[name=lead_email]", MAIL)
    decider.click("main form[method=post] button")
    decider.wait_for_url("**/call/")
    coordinator = a_user(Role.COORDINATOR, day=localdate())
    said = {"by": coordinator, "at": now(), "sha256": call.sha256}
    actions.publish_call(challenge=call.challenge, **said)

    decider.goto(f"{live_server.url}/my-work/")
    decider.click(f"main a[href$='{call.challenge.code}/call/lead/']")
    expect(decider.locator("main")).to_contain_text("chưa có trả lời")
    lead = as_user(open_page(), a_user(email=MAIL))
    lead.goto(f"{live_server.url}{urlsplit(signed_link(Link.objects.get(address=MAIL))).path}")
    assert lead.input_value("[name=organisation]") == UNIVERSITY
    lead.fill("[name=employers]", UNIVERSITY)
    lead.check("[name=agrees]")
    lead.click("main form[method=post] button")
    lead.wait_for_url(re.compile(r"/initiatives/\w{8}/$"))

    file = Initiative.objects.get()
    form = OpenForm(token="test-form", revision=file.revision)
    said = {"by": file.members.get().user, "at": now(), "written": A_FILE, "form": form}
    write_initiative(initiative=file, **said)
    lead.goto(f"{live_server.url}/initiatives/{file.code}/check/")
    lead.check("[name=incomplete]")
    lead.click("main form[method=post] button")
    lead.wait_for_url("**/receipts/**")
    file.refresh_from_db()
    open_and_give(file, coordinator)
    seat = a_council_over(call, {SeatRole.CHAIR: 1}).seats.get()
    member = as_user(open_page(), seat.user)
    member.goto(f"{live_server.url}/seats/{seat.code}/")
    assert A_FILE["title_vi"] in member.inner_text("main")


def open_and_give(file, coordinator):
    """Close the call, open its file and give it to the council, as any other."""
    Call.objects.update(closes_at=now())
    close_due(now())
    for who in (coordinator, a_user(Role.SECRETARY, day=localdate())):
        accept_opening(challenge=file.challenge, by=who, at=now())
    items = file.challenge.call.checklist.all()
    said = {"by": coordinator, "at": now()}
    check_items(initiative=file, checks=dict.fromkeys(items, (True, "")), **said)
    find_eligible(initiative=file, **said)
    call_off(JOB, challenge=file.challenge.code)
    give_to_council(challenge=file.challenge, **said)
