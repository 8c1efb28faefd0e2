"""An institute answers what a firm needs, and both come from contact to contract on phones."""

import pytest

from cauhien.enterprises.actions import move_need, register_enterprise
from cauhien.enterprises.models import Deal
from cauhien.organisations.states import OrganisationKind
from tests.enterprises.things import a_need, an_enterprise
from tests.factories import NOW, an_organisation
from tests.park.things import a_tenant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_institute_comes_to_a_contract(live_server, open_page, as_user, axe):
    firm, owner = an_enterprise()
    owner.language = "en"
    owner.save()
    need = a_need(firm, owner)
    move_need(need=need, act="need_show", by=owner, at=NOW)
    named = {"tax_code": "0101248141", "kind": OrganisationKind.RESEARCH}
    known = an_organisation("Viện Vật liệu", **named)
    speaker = a_tenant(known)
    register_enterprise(organisation=known, by=speaker, at=NOW)

    institute = as_user(open_page(390), speaker)
    institute.goto(f"{live_server.url}/technology-needs/{need.code}/")
    institute.get_by_role("link", name="Đề nghị trao đổi").click()
    institute.get_by_label("Bạn có gì đáp ứng được nhu cầu này").fill("Viện có mẫu đã thử.")
    institute.get_by_role("button", name="Gửi").click()
    institute.get_by_text("Bên kia được báo tin").wait_for()

    enterprise = as_user(open_page(390), owner)
    enterprise.goto(f"{live_server.url}/my-work/")
    enterprise.get_by_role("link", name="Answer what the other side").click()
    assert "Viện có mẫu đã thử." in enterprise.inner_text("main")
    enterprise.get_by_role("button", name="Agree").click()

    for step, day in (("Ký thỏa thuận bảo mật", "2026-11-20"), ("Ký hợp đồng", "2026-11-27")):
        institute.reload()
        institute.get_by_role("link", name="Đề nghị bước tiếp theo").click()
        institute.get_by_label(step).check()
        institute.get_by_label("Ngày ký hoặc ngày bắt đầu").fill(day)
        institute.get_by_role("button", name="Gửi").click()
        institute.get_by_text("Bên kia được báo tin").wait_for()
        enterprise.reload()
        enterprise.get_by_role("button", name="Agree").click()
        enterprise.get_by_text("Sent. The other side is told.").wait_for()

    assert "contract signed" in enterprise.inner_text("main")
    assert axe(enterprise) == []
    assert Deal.objects.get().state == "contract"
