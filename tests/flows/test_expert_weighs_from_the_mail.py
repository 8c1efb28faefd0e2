"""An expert, asked by mail, compares the parts of an index on a phone, in two sittings."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from cauhien.accounts.states import Role
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link
from cauhien.observatory.actions.weights import ask_weights
from cauhien.observatory.models import WeightAnswer
from cauhien.observatory.states import Weighing
from tests.factories import NOW, a_user
from tests.observatory.asia import an_index

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARTS = ("Money", "Tools", "Talent")


def the_link(expert):
    """Ask the expert which of three pillars counts more, and return the link of the mail."""
    frame = an_index()
    frame.nodes += [
        {"iCode": name[:3].upper(), "iName": name, "iName_vi": name, "Level": 2, "Parent": "ALL",
         "Type": "Aggregate"}
        for name in PARTS
    ]  # fmt: skip
    frame.nodes = [one for one in frame.nodes if one["iCode"] not in ("RES", "PEO")]
    frame.save()
    said = {"parent": "ALL", "method": Weighing.PAIRS, "question": "Điều gì quan trọng hơn?"}
    ask_weights(
        frame=frame,
        said=said | {"until": date(2099, 1, 1)},
        people=[expert],
        by=a_user(Role.DATA_STEWARD),
        at=NOW,
    )
    return urlsplit(signed_link(Link.objects.get())).path


def test_an_expert_weighs_on_a_phone_from_the_mail(live_server, open_page, narrow_and_wide):
    path = the_link(a_user(Role.EXPERT))
    page = open_page(390)
    page.goto(live_server.url + path)

    def choose(pair, words):
        page.get_by_role("group", name=pair).get_by_label(words).check()

    choose("1/3", "Money quan trọng hơn nhiều")
    page.get_by_role("button", name="Lưu, ký sau").click()
    page.get_by_text("chỉ mình bạn đọc được").first.wait_for()
    assert page.get_by_role("radio", checked=True).count() == 1
    assert narrow_and_wide(page) == []

    choose("2/3", "Talent quan trọng hơn nhiều")
    choose("3/3", "Tools quan trọng hơn nhiều")
    page.get_by_role("button", name="Ký và gửi").click()
    assert "mâu thuẫn" in page.locator(".errors a").inner_text()
    choose("2/3", "Money quan trọng hơn nhiều")
    choose("3/3", "quan trọng ngang nhau")
    page.get_by_role("button", name="Ký và gửi").click()

    page.get_by_text("Đã ký câu trả lời của bạn").wait_for()
    answer = WeightAnswer.objects.get()
    assert answer.pairs == {"MON:TOO": 5, "MON:TAL": 5, "TOO:TAL": 1}
