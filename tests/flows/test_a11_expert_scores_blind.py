"""A11: an expert scores blind; what others wrote is refused everywhere until their own is there."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.documents import attach_document
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Attachment, Challenge, Initiative
from cauhien.challenges.states import AttachmentPart, InitiativeState, State
from cauhien.review import queries
from cauhien.review.models import Review
from tests.core.test_inspecting import NAME, a_docx
from tests.factories import a_call, a_user, an_initiative, an_organisation
from tests.review.sitting import THREE, a_council_over, holder, review_of, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRM = "Công ty Ánh Sáng"


@pytest.fixture
def council():
    """A council over two files that were sent; the chair has submitted a review of the first."""
    call = a_call(closes_at=now() + timedelta(days=7))
    for number in (1, 2):
        lead = a_user(Role.ENTERPRISE, name=NAME)
        file = an_initiative(call, lead=lead, at=now())
        file.members.update(consent_at=now(), organisation=an_organisation(f"{FIRM} {number}"))
        said = {"data": a_docx("Phương án"), "name": f"{NAME}.docx", "at": now()}
        attach_document(initiative=file, by=lead, part=AttachmentPart.PUBLIC, **said)
        submit_initiative(initiative=file, by=lead, at=now())
        Initiative.objects.filter(pk=file.pk).update(number=number)
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.IN_REVIEW)
    Initiative.objects.update(state=InitiativeState.IN_REVIEW)
    call.refresh_from_db()
    council = a_council_over(call, THREE)
    submitted(council, holder(council, "chair"))
    return council


def answers(page, live_server, council):
    """Return what each address answers that could tell what the chair wrote of the first file."""
    code, file = council.challenge.code, queries.judged_files(council)[0].code
    of_chair = Review.objects.get(seat__role="chair", initiative__code=file)
    paths = {
        "page": reverse("review:file", args=[code, file]),
        "review": reverse("review:review", args=[of_chair.code]),
        "standings": council.url("scores"),
        "api": f"/api/v1/challenges/{code}/scores/{file}",
        "api standings": f"/api/v1/challenges/{code}/scores",
    }
    found = {name: page.request.get(f"{live_server.url}{path}") for name, path in paths.items()}
    assert not any("Ủy viên 1" in one.text() for one in found.values() if not one.ok)
    return {name: one.status for name, one in found.items()}


def fill(page):
    for number in (1, 2, 3):
        page.check(f"[name=level_{number}][value='4']")
        page.fill(f"[name=reason_{number}]", "Số liệu rõ.")
        page.fill(f"[name=evidence_{number}]", "tr. 3")
        page.check(f"[name=confidence_{number}][value=high]")


def test_a11_scored_blind_and_others_are_read_after_ones_own(
    live_server, open_page, as_user, council, axe
):
    page = as_user(open_page(), holder(council))
    review = review_of(council, holder(council))
    page.goto(f"{live_server.url}{reverse('review:review', args=[review.code])}")
    said = page.content()
    assert "Đo lưu lượng bằng camera" in said
    assert not any(word in said for word in (NAME, FIRM))
    assert axe(page) == []

    kept = Attachment.objects.get(initiative=review.initiative)
    url = reverse("challenges:initiative_document", args=[review.initiative.code, kept.code])
    got = page.request.get(f"{live_server.url}{url}")
    inside = zipfile.ZipFile(io.BytesIO(got.body()))
    assert kept.code in got.headers["content-disposition"]
    assert not any(NAME.encode() in inside.read(one) for one in inside.namelist())

    refused = {"page": 403, "review": 404, "standings": 403, "api": 404, "api standings": 404}
    assert answers(page, live_server, council) == refused

    fill(page)
    page.click("button[value=submit]")
    page.wait_for_url(f"**/scores/{review.initiative.code}/")
    assert "Ủy viên 1" in page.inner_text("main")
    assert not any(word in page.content() for word in (NAME, FIRM))
    shown = {"page": 200, "review": 200, "standings": 403, "api": 200, "api standings": 404}
    assert answers(page, live_server, council) == shown
