"""A2: the head signs, the coordinator looks at what is similar and defines the problem."""

import pytest
from django.core.management import call_command

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.models import Procedure
from cauhien.challenges.states import State
from tests.factories import NOW, a_challenge, a_task, a_user, acts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANCHORS = "\n".join(f"Mức {level}" for level in range(1, 6))
TEXTS = {
    "summary_vi": "Cần giải pháp nâng tốc độ giờ cao điểm lên 18 km/h.",
    "contact": "Sở Khoa học và Công nghệ",
    "opens_at": "2026-12-01T08:00",
    "closes_at": "2027-01-15T17:00",
    "budget": "3000000000",
    "ip_terms_vi": "Quyền sở hữu thuộc nhóm.",
    "confidentiality_terms_vi": "Phần mật chỉ hội đồng đọc.",
    "criteria-0-name_vi": "Hiệu quả",
    "criteria-0-weight": "60",
    "criteria-0-anchors_vi": ANCHORS,
    "criteria-1-name_vi": "Khả thi",
    "criteria-1-weight": "30",
    "criteria-1-anchors_vi": ANCHORS,
}


@pytest.fixture
def sent():
    """Return a text that waits for the head, beside two older problems like it."""
    call_command("load_procedures", verbosity=0)
    older = [
        a_challenge(State.CATALOGUED, title_vi=f"Giảm ùn tắc giao thông giờ cao điểm {where}")
        for where in ("trên cầu", "trước trường học")
    ]
    officer = a_user(Role.OFFICER)
    draft = a_challenge(officer=officer, title_vi="Giảm ùn tắc giao thông giờ cao điểm hướng tâm")
    actions.index_in_search([*older, draft], at=NOW)
    return actions.send_for_sign_off(challenge=draft, by=officer, at=NOW)


def test_a2_signed_compared_and_defined_by_criteria_that_total_100(
    live_server, open_page, as_user, sent
):
    case = f"{live_server.url}/challenges/{sent.code}/"
    head = as_user(open_page(), a_user(Role.HEAD, office=sent.office))
    head.goto(f"{case}sign/")
    head.click("main form[method=post] button")
    head.wait_for_url(case)

    page = as_user(open_page(java_script_enabled=False), a_user(Role.COORDINATOR))
    page.goto(f"{case}triage/")
    assert page.locator("main .results h4").count() == 2
    assert "ùn tắc giao thông giờ cao điểm" in page.locator("main mark").first.inner_text()
    page.fill("[name=reason]", "Hành lang hướng tâm, chưa ai đo.")
    page.click("main form[method=post] button")

    a_task(sent)
    page.click("main a.button")
    for name, text in TEXTS.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=procedure]", str(Procedure.objects.get(sealed=True).pk))
    page.select_option("[name=award]", "prize")
    page.click("button[value=freeze]")
    assert "100" in page.inner_text("#id_criteria_error")
    assert page.input_value("[name=criteria-1-name_vi]") == "Khả thi"
    page.fill("[name=criteria-1-weight]", "40")
    page.click("button[value=freeze]")

    sent.refresh_from_db()
    assert sent.state == State.DEFINED
    assert acts(sent)[-4:] == ["compare", "prepare", "prepare", "define"]
    head = a_user(Role.HEAD, office=sent.office)
    reasons = [entry.line.detail.get("reason") for entry in queries.log_for(head, sent)]
    assert "Hành lang hướng tâm, chưa ai đo." in reasons
