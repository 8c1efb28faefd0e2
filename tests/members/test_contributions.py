"""A member sees what they did, takes a certificate away, and anybody checks it by its number."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.documents.documents import as_json
from cauhien.members import actions, queries
from cauhien.members.documents import certificate_text, holder_of
from cauhien.members.models import Advice, Certificate, Inquiry
from cauhien.network.actions.leaving import let_leave
from cauhien.review.models import Council, Decision, Review, Seat
from cauhien.review.queries import reviews_given
from tests.factories import NOW, a_call, a_person, a_sent_file, a_user, an_office, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    """Somebody whose answer an office has thanked for."""
    person = a_person("Trần Thị Hoa", user=a_user())
    asked = {"title": "Câu hỏi kín", "text": "x", "answer_by_on": date(2026, 12, 1)}
    inquiry = Inquiry.objects.create(
        office=an_office(), asked_by=a_user(Role.OFFICER), made_at=NOW, **asked
    )
    Advice.objects.create(
        inquiry=inquiry, person=person, state="thanked", asked_at=NOW, answered_at=NOW
    )
    return person


def certified(person):
    return actions.certify(person=person, by=person.user, at=NOW)


def test_only_the_person_sees_what_they_did_and_the_question_is_told_to_nobody(client, person):
    page = f"/people/{person.code}/contributions/"
    sign_in(client, person.user)
    shown = client.get(page).content.decode()
    assert "Câu hỏi của các cơ quan đã trả lời: 1" in shown
    assert "Câu hỏi kín" not in shown

    for user in (a_user(Role.COORDINATOR), a_user()):
        sign_in(client, user)
        assert client.get(page).status_code == 403
        assert client.post(f"{page}certify/").status_code == 403


def test_a_certificate_is_made_printed_and_checked_by_anybody_with_its_number(client, person):
    page = f"/people/{person.code}/contributions/"
    sign_in(client, person.user)
    client.post(f"{page}certify/")
    made = Certificate.objects.get()

    printed = client.get(f"{page}{made.number}.pdf")
    assert (printed.status_code, printed.content[:5]) == (200, b"%PDF-")
    for language, said in (("vi", "Câu hỏi của các cơ quan"), ("en", "Questions of offices")):
        text = as_json(certificate_text(made, "https://x.invalid", language))
        told = json.dumps(text, ensure_ascii=False)
        assert all(one in told for one in (said, made.number, str(person), "https://x.invalid"))
    entry = client.get(f"{page}{made.number}.json").json()["service"][0]
    assert list(entry) == ["role-title", "start-date", "end-date", "organization", "url"]
    assert entry["start-date"]["year"] == {"value": "2026"}

    client.logout()
    assert client.get(f"{page}{made.number}.pdf").status_code == 302
    check = "/members/certificates/?number="
    shown = client.get(check + made.number.upper()).content.decode()
    assert ("còn nguyên như khi lập" in shown, "Câu hỏi kín" in shown) == (True, False)
    assert "mang số này" in client.get(f"{check}abcdefghijkl").content.decode()
    Certificate.objects.update(content=made.content | {"name": "Ai đó"})
    assert "Không nên dựa vào" in client.get(check + made.number).content.decode()


def test_a_certificate_names_a_role_of_the_demonstration_in_the_language_spoken():
    role = a_user(is_demonstration=True, email="expert@demo.invalid")
    made = Certificate(person=a_person("Vai diễn", user=role), content={"name": "Vai diễn"})

    with override("en"):
        assert holder_of(made) == "Expert"


def test_who_leaves_takes_their_certificates_along(person):
    made = certified(person)

    let_leave(person=person, by=person.user, at=NOW)
    assert queries.certificate(made.number) is None
    actions.forget_who_left(at=NOW)

    made.refresh_from_db()
    assert made.content == {}


def test_who_did_nothing_and_who_is_somebody_else_certifies_nothing(person):
    idle = a_person("Lê Rỗi", user=a_user())

    for whose, by in ((idle, idle.user), (person, idle.user)):
        with pytest.raises(actions.CannotMove):
            actions.certify(person=whose, by=by, at=NOW)


def test_a_review_counts_once_its_call_is_decided_and_not_of_an_illustration(person):
    call = a_call()
    council = Council.objects.create(
        challenge=call.challenge, formed_at=NOW, formed_by=a_user(), engine_version="",
        input_sha256="",
    )  # fmt: skip
    seat = Seat.objects.create(council=council, person=person, role="reviewer", state="sitting")
    Review.objects.create(seat=seat, initiative=a_sent_file(call), state="submitted", saved_at=NOW)
    assert reviews_given(person) == []

    Decision.objects.create(
        challenge=call.challenge, drafted_by=a_user(), saved_at=NOW, signed_at=NOW
    )
    assert [one.title_vi for one in reviews_given(person)] == [""]

    call.challenge.is_illustration = True
    call.challenge.save()
    assert reviews_given(person) == []
