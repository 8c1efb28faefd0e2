"""A team reads what was done with its file; who opened it, and what the council did, later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.documents import (
    attach_document,
    note_reading,
    read_confidential,
)
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.actions.initiative.team import leave_team
from cauhien.challenges.models import Challenge, Receipt
from cauhien.challenges.states import AttachmentPart, InitiativeAct, State
from cauhien.core.audit import act_in_words, record
from cauhien.ui.words import moment
from tests.core.test_inspecting import a_docx
from tests.factories import a_call, a_member, a_user, an_initiative, sign_in

pytestmark = pytest.mark.django_db
READER = "Cán bộ điều phối đã đọc"


@pytest.fixture
def lead(client):
    user = a_user(Role.ENTERPRISE, name="Trưởng nhóm")
    client.force_login(user)
    return user


@pytest.fixture
def file(lead):
    """Return a file that was sent, with a confidential document, by a team that somebody left."""
    call = a_call(sealed=False, closes_at=now() + timedelta(days=1))
    file = an_initiative(call, lead=lead, at=now())
    file.members.update(consent_at=now())
    gone = a_member(file, name="Người đã rời nhóm")
    leave_team(initiative=file, by=gone.user, at=now())
    said = {"data": a_docx(), "name": "Thuật toán.docx", "part": AttachmentPart.CONFIDENTIAL}
    attach_document(initiative=file, by=lead, at=now(), **said)
    submit_initiative(initiative=file, by=lead, at=now())
    return file


@pytest.fixture
def read_at(file):
    """Return when the coordinator opened the file, its confidential text and its document."""
    reader, at = a_user(Role.COORDINATOR, name=READER), now()
    note_reading(initiative=file, by=reader, at=at)
    for document in ("", file.attachments.get().code):
        read_confidential(initiative=file, by=reader, at=at, document=document)
    return at


def shown(client, file):
    return client.get(reverse("challenges:initiative_log", args=[file.code])).content.decode()


def main_of(page):
    return page.split("<main")[1].split("</main>")[0]


def decide(file):
    Challenge.objects.filter(pk=file.challenge_id).update(state=State.DECIDED)


def test_a_team_reads_what_it_did_in_words(client, file):
    page = shown(client, file)

    for said in ("Người đã rời nhóm", "Thuật toán.docx", Receipt.objects.get().code, "Trưởng nhóm"):
        assert said in page
    for act in (InitiativeAct.START, InitiativeAct.LEAVE, InitiativeAct.SUBMIT):
        assert str(act_in_words(act))[1:] in page


def test_until_the_decision_nothing_is_told_of_who_reads_and_what_the_council_does(
    client, file, request
):
    pages = [
        reverse("challenges:initiative_log", args=[file.code]),
        f"{reverse('challenges:receipts')}?code={Receipt.objects.get().code}",
    ]
    before = [main_of(client.get(page).content.decode()) for page in pages]
    request.getfixturevalue("read_at")
    for act in (InitiativeAct.RECOMMEND, InitiativeAct.GRANT_ACCESS, InitiativeAct.CHECK):
        record(chain=file.chain, act=act, by=None, at=now())

    assert [main_of(client.get(page).content.decode()) for page in pages] == before


def test_after_the_decision_it_reads_who_opened_the_confidential_part_and_when(
    client, file, read_at
):
    decide(file)
    openings = shown(client, file).split("<h2>")[1]

    assert openings.count("<tr>") == 3  # the head, the text and the document
    assert all(said in openings for said in (READER, "Thuật toán.docx", moment(read_at)))


def test_where_nobody_did_it_says_so(client, file):
    decide(file)

    assert "Không có ai ngoài nhóm." in shown(client, file)


def test_it_is_for_the_team_alone(client, file):
    address = reverse("challenges:initiative_log", args=[file.code])
    answers = {}
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.ENTERPRISE):
        sign_in(client, a_user(role))
        answers[role] = client.get(address).status_code

    assert answers == {Role.COORDINATOR: 403, Role.AUDITOR: 403, Role.ENTERPRISE: 404}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_shown_in_both_languages_with_few_queries(
    client, file, lead, read_at, language, django_assert_max_num_queries
):
    lead.language = language
    lead.save()
    decide(file)

    with django_assert_max_num_queries(12):
        page = shown(client, file)
    assert f'<html lang="{language}"' in page
