"""The submission to leadership (tờ trình) of a problem."""

import io

import docx
import pytest
from django.urls import reverse

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.actions.documents import CannotMake, make_submission
from cauhien.challenges.states import State
from cauhien.core.files import path_of
from cauhien.documents.models import Document
from tests.factories import TODAY, a_challenge, a_user, an_office, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(now):
    challenge = a_challenge(office=an_office("Sở Xây dựng Hà Nội"))
    actions.send_for_sign_off(challenge=challenge, by=challenge.officer, at=now)
    challenge.refresh_from_db()
    challenge.officer.day = TODAY
    return challenge


def text_of(document):
    stored = document.renditions.get(language="vi", format="docx").file
    book = docx.Document(io.BytesIO(path_of(stored.sha256).read_bytes()))
    cells = [cell for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join(p.text for place in [book, *cells] for p in place.paragraphs)


def test_it_says_what_the_frozen_text_says_whatever_the_problem_says_now(sent, now):
    title = sent.title_vi
    type(sent).objects.filter(pk=sent.pk).update(title_vi="Tên khác")

    document = make_submission(challenge=sent, by=sent.officer, at=now)

    found = text_of(document)
    assert title in found
    assert "Tên khác" not in found
    assert ["/TTr-SXD" in found, "14,2" in found, "Kính gửi: Lãnh đạo Sở Xây dựng" in found] == [
        True
    ] * 3
    assert queries.frozen_text(sent).sha256 in found


def test_its_sections_are_numbered_without_a_gap_and_say_what_is_not_offered(sent, now):
    found = text_of(make_submission(challenge=sent, by=sent.officer, at=now)).split("\n")

    assert [line[:2] for line in found if line[:1].isdigit() and line[1:3] == ". "] == [
        "1.", "2.", "3.", "4.", "5."
    ]  # fmt: skip
    assert "Đơn vị chưa có dữ liệu và địa điểm thử nghiệm để cung cấp." in found


def test_it_is_made_once_for_each_frozen_text(sent, now):
    first = make_submission(challenge=sent, by=sent.officer, at=now)
    again = make_submission(challenge=sent, by=sent.officer, at=now)

    assert again == first
    assert Document.objects.count() == 1


def test_only_the_own_office_makes_it_and_only_of_a_frozen_text(sent, now):
    for by in (a_user(Role.OFFICER), a_user(Role.COORDINATOR), a_user()):
        with pytest.raises(CannotMake):
            make_submission(challenge=sent, by=by, at=now)
    draft = a_challenge()
    with pytest.raises(CannotMake):
        make_submission(challenge=draft, by=draft.officer, at=now)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_officer_gets_it_from_the_case_file(client, sent, language):
    User.objects.update(language=language)
    sign_in(client, sent.officer)
    address = reverse("challenges:documents", args=[sent.code])

    before = client.get(address).content.decode()
    made = client.post(address, follow=True)
    after = client.get(address).content.decode()

    document = Document.objects.get()
    assert "<button" in before[before.index("<main") :]
    assert made.redirect_chain[-1][0] == reverse("documents:detail", args=[document.code])
    assert reverse("documents:download", args=[document.code, "vi", "pdf"]) in after


def test_a_visitor_neither_sees_nor_makes_one(client, now):
    challenge = a_challenge(State.CATALOGUED)
    address = reverse("challenges:documents", args=[challenge.code])

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403
