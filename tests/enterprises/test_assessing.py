"""An enterprise assesses itself: kept step by step, concluded once, its own secret."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from cauhien.core.models import AuditLine
from cauhien.enterprises import actions
from cauhien.enterprises.models import Assessment, Template
from cauhien.ingest.readers.capability import template as read_template
from cauhien.ingest.readers.records import BadLine
from tests.enterprises.things import (
    TEMPLATES,
    all_answers,
    an_assessment,
    an_enterprise,
    answered,
    shipped_templates,
)
from tests.factories import NOW, Role, a_user, an_organisation, sign_in
from tests.made_once import made_once
from tests.park.things import a_tenant


def _begun():
    shipped_templates()
    enterprise, owner = an_enterprise()
    return an_assessment(enterprise, owner), owner


made, begun = made_once(_begun)
pytestmark = pytest.mark.django_db


def test_a_visitor_reads_all_that_an_assessment_asks_before_having_an_account(made, client):
    page = client.get("/enterprises/", headers={"accept-language": "vi"}).content.decode()

    asked = [one["vi"] for template in TEMPLATES.values() for one in template["criteria"]]
    assert "26 tiêu chí" in page
    assert [one for one in asked if escape(one) not in page] == []


def test_a_template_is_read_with_its_source_and_one_without_criteria_is_no_template(made):
    rows = Template.objects.all()
    template = read_template(TEMPLATES["software-1"])

    assert [(one.code, one.fault, one.legal_document != "") for one in rows] == [
        ("tt17-2019", "", True),
        ("software-1", "", False),
    ]
    assert all(one.source.licence for one in rows)
    assert template.content == TEMPLATES["software-1"]
    with pytest.raises(BadLine):
        read_template({"id": "x", "basis": [], "lets": [], "groups": [], "levels": []})


def test_an_enterprise_begins_by_its_page_and_goes_on_with_the_same_draft(client, begun):
    draft, owner = begun
    sign_in(client, owner)
    page = f"/enterprises/{draft.enterprise.code}/"

    shown = client.get(page).content.decode()
    answer = client.post(f"{page}assess/", {"template": "tt17-2019"})
    other = client.post(f"{page}assess/", {"template": "software-1"})

    assert shown.index("Thông tư 17/2019") < shown.index("phần mềm và dịch vụ số")
    assert answer.url == f"/assessments/{draft.code}/"
    assert other.url != answer.url
    assert Assessment.objects.count() == 2


def test_what_is_right_is_kept_and_what_is_wrong_is_said_at_its_field(client, begun):
    draft, owner = begun
    sign_in(client, owner)
    said = {"T1-1": "9", "T2-1": "3", "T4-2": ["none", "1"], "T7-1": "1"}

    answer = client.post(f"/assessments/{draft.code}/T/", said)

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"T1-1", "T2-1-reason", "T4-2"}
    assert draft.answers == {"T2-1": "3", "T7-1": "1"}
    assert 'value="9"' in answer.content.decode()
    again = client.get(f"/assessments/{draft.code}/T/").content.decode()
    assert 'value="3"' in again


def test_a_right_step_leads_to_the_next_and_the_last_to_the_check(client, begun):
    draft, owner = begun
    sign_in(client, owner)
    steps = ["basis", "T", "E", "O", "R", "I", None]

    for step, following in pairwise(steps):
        said = {
            name: value
            for name, value in all_answers("tt17-2019").items()
            if name.split("-")[0].rstrip("0123456789") == step
        }
        answer = client.post(f"/assessments/{draft.code}/{step}/", said)
        there = f"{following}/" if following else ""
        assert answer.url == f"/assessments/{draft.code}/{there}"
    page = client.get(f"/assessments/{draft.code}/").content.decode()
    assert "100 trên 100 điểm" in page


def test_it_saves_itself_while_it_is_written(client, begun):
    draft, owner = begun
    sign_in(client, owner)

    answer = client.post(
        f"/assessments/{draft.code}/basis/",
        {"basis-1-workers": "1.200"},
        headers={"HX-Request": "true"},
    )

    draft.refresh_from_db()
    assert (answer.status_code, draft.answers) == (200, {"basis-1-workers": "1200"})
    assert "<form" not in answer.content.decode()


def test_it_is_concluded_only_when_all_is_answered_and_never_changes_again(client, begun):
    draft, owner = begun
    sign_in(client, owner)
    client.post(f"/assessments/{draft.code}/")
    draft.refresh_from_db()
    assert draft.state == "draft"

    answered(draft, owner)
    client.post(f"/assessments/{draft.code}/")

    draft.refresh_from_db()
    assert (draft.state, draft.total, draft.groups["T"]) == ("frozen", 100, 30)
    line = AuditLine.objects.filter(chain=draft.enterprise.chain).latest("number")
    assert line.detail["template_sha256"] == draft.content_sha256
    with pytest.raises(actions.CannotDo):
        actions.save_answers(assessment=draft, answers={"T7-1": "3"}, by=owner, at=NOW)
    assert client.get(f"/assessments/{draft.code}/T/").status_code == 404


def test_a_newer_template_leaves_what_was_begun_as_it_was(begun):
    draft, owner = begun
    Template.objects.filter(code="tt17-2019").update(content={"criteria": []})

    answered(draft, owner)
    actions.freeze_assessment(assessment=draft, by=owner, at=NOW)

    draft.refresh_from_db()
    assert draft.total == 100


def test_the_result_names_level_and_stated_points_in_few_queries(client, begun):
    draft, owner = begun
    answered(draft, owner)
    actions.freeze_assessment(assessment=draft, by=owner, at=NOW)
    sign_in(client, owner)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(f"/assessments/{draft.code}/").content.decode()

    assert "Tiên tiến" in page
    assert page.count("Đối chiếu bản in của Thông tư.") == 7
    assert len(asked) <= 12


def test_an_assessment_is_the_secret_of_its_enterprise(client, begun):
    draft, _owner = begun
    other = a_tenant(an_organisation("Công ty khác", tax_code="0101248141"))
    addresses = [f"/assessments/{draft.code}/", f"/assessments/{draft.code}/T/"]

    assert client.get(addresses[0]).status_code == 302  # to the sign-in
    for stranger in (other, a_user(Role.COORDINATOR), a_user(Role.LEADER), a_user(Role.AUDITOR)):
        sign_in(client, stranger)
        assert [client.get(one).status_code for one in addresses] == [404, 404]
        assert [client.post(one).status_code for one in addresses] == [404, 404]
        stranger.day = NOW.date()
        with pytest.raises(actions.CannotDo):
            actions.save_answers(assessment=draft, answers={}, by=stranger, at=NOW)
