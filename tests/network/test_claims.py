"""Somebody takes the page of a person over, on proof; an account that stands for nobody cannot."""

from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.network.actions import claims as actions
from cauhien.network.models import Claim, Involvement
from cauhien.network.rules import fits_name, is_domain_of
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link, Notice
from cauhien.organisations.models import Organisation
from tests.factories import NOW, a_person, a_user, an_organisation, sign_in

HUST = ["https://www.hust.edu.vn/vi"]


@pytest.mark.parametrize(
    ("local", "fits"),
    [
        ("an.nguyenvan", True),
        ("nguyenvanan", True),
        ("annv", True),
        ("nvan", True),
        ("an", False),  # many are called so
        ("annv2", False),  # a namesake was there before
        ("phong.daotao", False),
        ("binh.nguyen", False),
    ],
)
def test_an_address_is_made_of_the_name_or_proves_nothing(local, fits):
    assert fits_name(local, "Nguyễn Văn An") is fits


@pytest.mark.parametrize(
    ("domain", "fits"),
    [("hust.edu.vn", True), ("soict.hust.edu.vn", True), ("nothust.edu.vn", False), ("vn", False)],
)
def test_a_domain_is_the_one_of_the_website_or_below_it(domain, fits):
    assert is_domain_of(domain, HUST) is fits


def test_a_domain_that_the_register_vouches_for_is_taken_like_that_of_the_website():
    assert is_domain_of("mail.hus.vnu.edu.vn", HUST, ["hus.vnu.edu.vn"])
    assert not is_domain_of("vnu.edu.vn", HUST, ["hus.vnu.edu.vn"])


@pytest.fixture
def person(db):
    person = a_person("Nguyễn Văn An")
    body = an_organisation(website=HUST[0])
    Involvement.objects.create(person=person, organisation=body, kind="printed")
    return person


def claimed(person, user=None, **written):
    said = {"address": "", "note": ""} | written
    return actions.claim(person=person, written=said, by=user or a_user(), at=NOW)


def test_an_address_that_fits_makes_the_page_ones_own(client, person):
    user = sign_in(client, a_user())
    assert client.get(f"/people/{person.code}/claim/").status_code == 200

    client.post(f"/people/{person.code}/claim/", {"address": "an.nguyen@soict.hust.edu.vn"})
    path = urlsplit(signed_link(Link.objects.get())).path
    assert client.get(path).status_code == 200
    client.post(path)

    person.refresh_from_db()
    assert person.user == user
    assert "trang của bạn" in client.get(f"/people/{person.code}/").content.decode()
    client.post(f"/people/{person.code}/give-back/")
    person.refresh_from_db()
    assert (person.user, Claim.objects.get().state) == (None, "ended")


def test_an_address_at_a_domain_of_the_register_is_enough_without_a_website(person):
    Organisation.objects.update(website="", domains=["hus.vn"])
    claimed(person, address="an.nguyen@hus.vn")

    actions.prove(token=signed_link(Link.objects.get()).rstrip("/").rpartition("/")[2], at=NOW)

    person.refresh_from_db()
    assert person.user is not None


def test_another_address_leaves_it_to_an_office(person):
    made = claimed(person, address="an.nguyen@mail.test.invalid")

    token = signed_link(Link.objects.get()).rstrip("/").rpartition("/")[2]
    actions.prove(token=token, at=NOW)

    made.refresh_from_db()
    person.refresh_from_db()
    assert (made.state, made.proved_at is not None, person.user) == ("waiting", True, None)
    coordinator = a_user(Role.COORDINATOR)
    assert [one.title for one in items_for(coordinator, NOW) if one.kind == "claim"] == [
        str(person)
    ]


def test_a_mistyped_orcid_stands_beside_the_field_and_nothing_is_lost(client, person):
    sign_in(client, a_user(language="en"))

    said = client.post(f"/people/{person.code}/claim/", {"note": "ORCID 0000-0002-1825-0098"})

    assert (said.status_code, Claim.objects.count()) == (422, 0)
    (error,) = said.context["form"].errors["note"]
    assert "0000-0002-1825-0098" in error
    assert "ORCID 0000-0002-1825-0098</textarea>" in said.content.decode()


def test_an_office_confirms_with_a_reason_and_who_asked_is_told(client, person):
    made = claimed(person, note="ORCID 0000-0002-1825-0097")
    sign_in(client, a_user(Role.DATA_STEWARD))
    path = f"/data/claims/{made.code}/"
    assert "ORCID 0000" in client.get(path).content.decode()

    without = client.post(path, {"then": "accept", "reason": ""})
    done = client.post(path, {"then": "accept", "reason": "Trang của Viện nêu mã này."})

    person.refresh_from_db()
    assert (without.status_code, done.status_code, person.user) == (422, 302, made.user)
    told = Notice.objects.get(kind=actions.ANSWERED)
    assert (told.recipient, told.parameters["state"]) == (made.user, "accepted")
    assert str(person) in client.get("/data/claims/").content.decode()


def test_a_refused_claim_leaves_the_page_free(person):
    made = claimed(person, note="Tin tôi đi")

    actions.refuse_claim(claim=made, reason="Không có căn cứ.", by=a_user(Role.COORDINATOR), at=NOW)

    person.refresh_from_db()
    assert person.user is None
    assert claimed(person, made.user, note="Nay có ORCID").state == "waiting"


def test_a_demonstration_account_claims_nobody(client, person):
    user = sign_in(client, a_user(is_demonstration=True))

    page = client.get(f"/people/{person.code}/claim/").content.decode()
    with pytest.raises(actions.CannotClaim):
        claimed(person, user, note="x")

    assert "<textarea" not in page


def test_a_page_is_one_persons_and_a_person_has_one_page(person):
    user = a_user()
    claimed(person, user, note="x")

    with pytest.raises(actions.CannotClaim):
        claimed(a_person("Nguyễn Văn An"), user, note="x")
    with pytest.raises(actions.CannotClaim):
        claimed(a_person("Lê Chi", user=a_user()), note="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(person=person, user=user, state="waiting", asked_at=NOW)


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.EXPERT])
def test_nobody_else_reads_or_decides_a_claim(client, person, role):
    made = claimed(person, note="Bí mật")
    user = sign_in(client, a_user(role))

    assert client.get(f"/data/claims/{made.code}/").status_code == 404
    assert client.get("/data/claims/").status_code == 403
    with pytest.raises(actions.CannotClaim):
        actions.accept_claim(claim=made, reason="x", by=user, at=NOW)
    with pytest.raises(actions.CannotClaim):
        actions.accept_claim(claim=made, reason="x", by=made.user, at=NOW)
