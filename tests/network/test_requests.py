"""A person has what is said of them put right, objects to being suggested, or leaves."""

from datetime import datetime
from urllib.parse import urlsplit

import pytest

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.network.actions import requests as actions
from cauhien.network.models import Authorship, Person, PersonRequest
from cauhien.network.queries import orcid_of
from cauhien.network.rules import suggestable
from cauhien.network.states import PersonRequestState, RequestKind
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link, Notice
from tests.factories import NOW, TODAY, a_person, a_user, a_work, sign_in

pytestmark = pytest.mark.django_db

SAID = {"text": "", "proof": "Trang của Viện", "address": "an@vien.test.invalid"}
LAST = datetime.fromisoformat("2026-11-26T23:59:59+07:00")  # two working days after NOW


@pytest.fixture
def person():
    return a_person("Nguyễn An")


@pytest.fixture
def steward():
    return a_user(Role.DATA_STEWARD)


def asked(person, kind=RequestKind.LEAVING, *, by=None, values=None, **said):
    written = {**SAID, "language": "vi", "values": values or {}} | said
    return actions.ask(person=person, kind=kind, written=written, by=by, at=NOW)


def granted(request, steward):
    said = {"answer": "Đã làm.", "identity": "Thư từ địa chỉ của Viện", "by": steward, "at": NOW}
    return actions.grant(request=request, **said)


def test_a_request_without_account_starts_the_clock_and_is_receipted_by_mail(client, person):
    path = f"/people/{person.code}/ask/leaving/"
    assert client.get(path).status_code == 200

    answer = client.post(path, SAID, follow=True)

    request = PersonRequest.objects.get()
    assert (request.state, request.user, request.person) == ("waiting", None, person)
    assert answer.redirect_chain[-1][0] == f"/people/{person.code}/"
    letter = Notice.objects.get()
    assert (letter.kind, letter.address) == (actions.RECEIVED, SAID["address"])
    page = client.post(urlsplit(signed_link(Link.objects.get())).path)
    request.refresh_from_db()
    assert (page.status_code, request.confirmed_at is not None) == (200, True)


def test_two_working_days_are_left_to_answer_and_the_steward_is_told_in_my_work(person, steward):
    request = asked(person)

    item = next(one for one in items_for(steward, NOW) if one.kind == actions.REQUEST)
    assert (request.due_at, item.due, item.title) == (LAST, LAST, "Nguyễn An")
    assert [one for one in items_for(a_user(Role.COORDINATOR), NOW) if one.kind == item.kind] == []


def test_what_is_missing_stands_beside_the_field_and_nothing_is_lost(client, person):
    answer = client.post(
        f"/people/{person.code}/ask/correction/",
        {"name": "Nguyễn An", "zone": "city", "proof": "ORCID của tôi", "address": ""},
    )

    page = answer.content.decode()
    assert (answer.status_code, PersonRequest.objects.count()) == (422, 0)
    assert "ORCID của tôi" in page


def test_a_correction_that_corrects_nothing_is_refused(client, person):
    said = SAID | {"name": "Nguyễn An", "zone": "city"}

    assert client.post(f"/people/{person.code}/ask/correction/", said).status_code == 422


def test_the_steward_lets_somebody_leave_on_proof_and_the_answer_goes_by_mail(
    client, person, steward
):
    request = asked(person)
    sign_in(client, steward)
    path = f"/data/people/{request.code}/"
    assert "Trang của Viện" in client.get(path).content.decode()

    refused = client.post(path, {"then": "grant", "answer": "Đã gỡ.", "identity": ""})
    done = client.post(path, {"then": "grant", "answer": "Đã gỡ.", "identity": "Thư của Viện"})

    assert (refused.status_code, done.status_code) == (422, 302)
    person.refresh_from_db()
    request.refresh_from_db()
    assert (person.name, request.state, request.address, request.proof) == ("", "granted", "", "")
    letter = Notice.objects.get(kind=actions.ANSWERED)
    assert (letter.address, letter.parameters["answer"]) == (SAID["address"], "Đã gỡ.")
    assert client.get(path).status_code == 200


def test_a_correction_is_written_and_works_that_are_not_theirs_are_taken_off(person, steward):
    own, other = a_work(by=[person]), a_work("Nuôi cấy mô lan", by=[person])
    values = {"name": "Nguyễn Văn An", "zone": "abroad", "not_by": [other.code]}

    granted(asked(person, RequestKind.CORRECTION, values=values), steward)

    person.refresh_from_db()
    assert (person.name, person.zone, person.zone_basis) == ("Nguyễn Văn An", "abroad", "corrected")
    assert person.folded == "nguyen van an"
    held = Authorship.objects.filter(person=person)
    assert list(held.values_list("work", flat=True)) == [own.pk]


def test_an_objection_is_taken_back_in_the_same_way(client, person, steward):
    granted(asked(person, RequestKind.OBJECTION), steward)
    own = a_user()
    Person.objects.filter(pk=person.pk).update(user=own)
    client.force_login(own)
    page = client.get(f"/people/{person.code}/").content.decode()
    assert ("ask/take-back/" in page, "ask/objection/" in page) == (True, False)

    client.post(f"/people/{person.code}/ask/take-back/", {"text": ""})

    person.refresh_from_db()
    assert person.objected_at is None
    assert Person.objects.filter(suggestable(), pk=person.pk).exists()


def test_who_objects_is_suggested_to_nobody_and_keeps_the_page(client, person, steward):
    granted(asked(person, RequestKind.OBJECTION), steward)

    assert not Person.objects.filter(suggestable()).exists()
    assert client.get(f"/people/{person.code}/").status_code == 200


def test_a_refusal_gives_its_reason(person, steward):
    request = asked(person)
    with pytest.raises(actions.CannotAnswer):
        actions.refuse(request=request, answer=" ", by=steward, at=NOW)

    actions.refuse(request=request, answer="Không phải bạn.", by=steward, at=NOW)

    request.refresh_from_db()
    assert request.state == PersonRequestState.REFUSED
    with pytest.raises(actions.CannotAnswer):
        granted(request, steward)


def test_what_ones_own_account_asks_is_done_at_once(client):
    user = a_user()
    person = a_person("Lê Chi", user=user)
    sign_in(client, user)

    client.post(f"/people/{person.code}/ask/leaving/", {"text": ""})

    person.refresh_from_db()
    acts = AuditLine.objects.filter(chain=f"person:{person.code}").values_list("act", flat=True)
    assert person.left_at is not None
    assert list(acts) == ["person_asked", "person_granted", "left"]


def test_an_account_of_the_demonstration_asks_like_somebody_without_one(client, person):
    sign_in(client, a_user(is_demonstration=True))

    assert "address" in client.get(f"/people/{person.code}/ask/leaving/").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 404), (Role.OFFICER, 404), (Role.COORDINATOR, 404), (Role.AUDITOR, 200)],
)
def test_nobody_but_steward_audit_and_who_asked_reads_a_request(client, person, role, status):
    request = asked(person)
    user = a_user(role)
    user.day = TODAY
    sign_in(client, user)

    assert client.get(f"/data/people/{request.code}/").status_code == status
    assert client.post(f"/data/people/{request.code}/", {"then": "refuse"}).status_code in (
        403,
        404,
    )
    assert client.get("/data/people/").status_code == (200 if status == 200 else 403)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", RequestKind)
def test_each_form_speaks_both_languages(client, person, kind, language):
    client.cookies["django_language"] = language

    page = client.get(f"/people/{person.code}/ask/{kind}/").content.decode()

    assert ("<h1>" in page, "Decree" in page) == (True, language == "en")


def test_an_orcid_is_checked_on_the_page_and_held_for_certain_once_it_is_granted(
    client, person, steward
):
    path = f"/people/{person.code}/ask/correction/"
    said = SAID | {"name": person.name, "zone": person.zone, "orcid": "0000-0002-1825-0098"}

    slip = client.post(path, said)
    client.post(path, said | {"orcid": "https://orcid.org/0000-0002-1825-0097"})
    granted(PersonRequest.objects.get(), steward)

    assert list(slip.context["form"].errors) == ["orcid"]
    assert orcid_of(person) == "0000-0002-1825-0097"
    assert "orcid" not in client.get(path).context["form"].fields
    other = asked(
        a_person("Nguyễn An"), RequestKind.CORRECTION, values={"orcid": "0000-0002-1825-0097"}
    )
    with pytest.raises(actions.CannotAnswer):
        granted(other, steward)
