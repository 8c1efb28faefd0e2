"""An enterprise offers a technology: who reads it when, and where it is gone when taken back."""

import pytest

from cauhien.accounts.models import User
from cauhien.core.codes import random_code
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine, Event
from cauhien.enterprises import actions
from cauhien.enterprises.models import Offer
from cauhien.network.models import Technology
from cauhien.notices.models import Notice
from tests.enterprises.things import OFFER, an_enterprise, an_offer, published
from tests.factories import NOW, Role, a_grant, a_user, an_organisation, sign_in
from tests.made_once import made_once
from tests.park.things import a_tenant


def _offered():
    enterprise, owner = an_enterprise()
    return an_offer(enterprise, owner), owner


made, offered = made_once(_offered)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]


def _published(offered):
    offer, owner = offered
    return published(offer, owner), owner


def _seen_by_all(client, code):
    """Return where a reader without an account finds a technology."""
    places = {
        "offer": f"/technology-offers/{code}/",
        "page": f"/technologies/{code}/",
        "list": "/technologies/",
        "problems": f"/technologies/{code}/problems/",
        "api": f"/api/v1/technologies/{code}",
        "api list": "/api/v1/technologies",
        "search": "/search/?q=đèn+tín+hiệu+thích+ứng",
    }
    answers = {name: client.get(address) for name, address in places.items()}
    return {
        name
        for name, answer in answers.items()
        if answer.status_code == 200 and code in answer.content.decode()
    }


ALL = {"offer", "page", "list", "problems", "api", "api list", "search"}


def test_what_an_enterprise_sends_is_looked_at_and_then_public(client, offered):
    first, owner = offered
    mine = f"/enterprises/{first.enterprise.code}/"
    coordinator = a_user(Role.COORDINATOR)
    sign_in(client, owner)

    answer = client.post(f"{mine}offers/new/", OFFER | {"name_vi": "Máy đo lưu lượng xe"})
    written = Offer.objects.exclude(pk=first.pk).get()
    client.post(f"{answer.url}send/")
    seen = [_seen_by_all(client_, written.code) for client_ in (type(client)(),)]
    sign_in(client, coordinator)
    waits = [one.code for one in items_for(coordinator, NOW)]
    page = client.get(answer.url).content.decode()
    client.post(f"{answer.url}publish/")

    written.refresh_from_db()
    assert answer.url == f"/technology-offers/{written.code}/"
    assert (seen, waits, "Máy đo lưu lượng xe" in page) == ([set()], [written.code], True)
    assert (written.state, written.readiness, written.contact) == (
        "published",
        7,
        OFFER["contact"],
    )
    acts = AuditLine.objects.filter(chain=first.enterprise.chain).order_by("number")
    assert list(acts.values_list("act", flat=True))[-3:] == [
        "offer_write",
        "offer_send",
        "offer_publish",
    ]


@pytest.mark.parametrize(("answer", "state"), [("return", "returned"), ("refuse", "refused")])
def test_what_is_asked_back_or_refused_tells_the_enterprise_why(client, offered, answer, state):
    offer, owner = offered
    address = f"/technology-offers/{offer.code}/"
    actions.send_offer(offer=offer, by=owner, at=NOW)
    sign_in(client, a_user(Role.COORDINATOR))

    silent = client.post(f"{address}{answer}/", {"reason": ""})
    client.post(f"{address}{answer}/", {"reason": "Nêu rõ kết quả chạy thử."})
    after = client.get(address).status_code
    sign_in(client, owner)

    offer.refresh_from_db()
    assert (silent.status_code, offer.state, after) == (422, state, 404)
    assert "Nêu rõ kết quả chạy thử." in client.get(address).content.decode()
    told = Notice.objects.get(kind="enterprises.offer_answered")
    assert (told.recipient, told.parameters["act"]) == (owner, f"offer_{answer}")
    waits = [one.code for one in items_for(owner, NOW)]
    assert waits == ([offer.code] if state == "returned" else [])
    assert client.get(f"{address}edit/").status_code == (200 if state == "returned" else 403)


def test_nobody_passes_what_their_own_firm_offers(offered):
    offer, owner = offered
    actions.send_offer(offer=offer, by=owner, at=NOW)
    a_grant(owner, Role.COORDINATOR)
    both = User.objects.get(pk=owner.pk)
    both.day = NOW.date()

    with pytest.raises(actions.CannotDo):
        actions.publish_offer(offer=offer, by=both, at=NOW)


def test_what_is_typed_is_kept_though_it_is_not_right_and_sent_twice_makes_one(client, offered):
    first, owner = offered
    sign_in(client, owner)
    address = f"/enterprises/{first.enterprise.code}/offers/autosave/"
    half = {"code": random_code(), "token": random_code(), "revision": "0", "name_vi": "Bơm"}
    htmx = {"HX-Request": "true"}

    answers = [
        client.post(address, half | more, headers=htmx)
        for more in ({}, {"name_vi": "Bơm chân không"}, {"revision": "0", "trl4_on": "2026"})
    ]
    elsewhere = client.post(address, half | {"token": random_code()}, headers=htmx)
    kept = Offer.objects.exclude(pk=first.pk).get()
    page = client.get(f"/technology-offers/{kept.code}/edit/").content.decode()
    unsent = client.post(f"/technology-offers/{kept.code}/send/")

    assert [one.status_code for one in answers] == [200, 200, 200]
    assert answers[0]["HX-Replace-Url"] == f"/technology-offers/{half['code']}/edit/"
    assert (elsewhere.status_code, kept.ready, kept.revision) == (409, {}, 3)
    assert 'value="2026"' in page
    assert (unsent.status_code, Offer.objects.get(pk=kept.pk).state) == (302, "draft")


def test_a_draft_is_the_enterprise_s_alone_and_nobody_else_changes_it(client, offered):
    offer, owner = offered
    other = a_tenant(an_organisation("Công ty khác", tax_code="0101248141"))
    address = f"/technology-offers/{offer.code}/"

    assert _seen_by_all(client, offer.code) == set()
    for stranger in (other, a_user(Role.COORDINATOR), a_user(Role.AUDITOR)):
        sign_in(client, stranger)
        assert client.get(address).status_code == 404
        for act in ("edit", "send", "publish", "return", "withdraw"):
            assert client.post(f"{address}{act}/", OFFER).status_code == 404
    with pytest.raises(actions.CannotDo):
        actions.publish_offer(offer=offer, by=other, at=NOW)
    sign_in(client, owner)
    assert client.get(address).status_code == 200


def test_a_published_offer_is_a_technology_whose_source_is_the_firm(client, offered):
    offer, _owner = _published(offered)

    assert _seen_by_all(client, offer.code) == ALL
    told = client.get(f"/api/v1/technologies/{offer.code}").json()
    assert (told["readiness"], told["owner"]["name"], told["source"]["name"]) == (
        7,
        "Công ty Cơ khí",
        "Công ty Cơ khí",
    )
    page = client.get(f"/technologies/{offer.code}/").content.decode()
    assert f"/technology-offers/{offer.code}/" in page
    assert "chưa phải lời chào hàng" not in page


def test_the_contact_is_read_by_nobody_outside(client, offered):
    offer, owner = _published(offered)
    addresses = [
        f"/technology-offers/{offer.code}/",
        f"/technologies/{offer.code}/",
        f"/api/v1/technologies/{offer.code}",
        "/search/?q=máy+lẻ+12",
    ]

    outside = [client.get(address).content.decode() for address in addresses]
    sign_in(client, owner)
    inside = client.get(addresses[0]).content.decode()

    assert [OFFER["contact"] in html for html in outside] == [False] * 4
    assert OFFER["contact"] in inside
    assert not AuditLine.objects.filter(detail__icontains="máy lẻ").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", ("mức 7", "Giấy phép")), ("en", ("level 7", "Licence"))],
)
def test_the_page_tells_evidence_protection_and_terms_in_both_languages(
    client, offered, language, words
):
    offer, _owner = _published(offered)

    answer = client.get(f"/technology-offers/{offer.code}/", headers={"Accept-Language": language})

    html = answer.content.decode()
    said = (*words, OFFER["trl7_evidence"], OFFER["rights"], OFFER["conditions"])
    assert [one for one in said if one not in html] == []


def test_a_change_of_a_published_offer_is_read_only_once_it_was_looked_at(client, offered):
    offer, owner = _published(offered)
    sign_in(client, owner)
    address = f"/technology-offers/{offer.code}/"
    further = {"trl8_on": "2026-08-01", "trl8_evidence": "Chứng nhận hợp quy.", "revision": "1"}

    client.post(f"{address}edit/", OFFER | further)
    client.post(f"{address}send/")
    outside = type(client)().get(address).content.decode()
    inside = client.get(address).content.decode()
    before = Technology.objects.get(code=offer.code).readiness
    actions.publish_offer(offer=offer, by=a_user(Role.COORDINATOR), at=NOW)

    shown = ["Chứng nhận hợp quy." in html for html in (outside, inside)]
    assert (shown, before) == ([False, True], 7)
    assert Technology.objects.get(code=offer.code).readiness == 8


def test_what_is_taken_back_is_nowhere_and_returns_under_the_same_address(client, offered):
    offer, owner = _published(offered)

    actions.withdraw_offer(offer=offer, by=owner, at=NOW)
    after = _seen_by_all(client, offer.code)
    told = Event.objects.filter(kind="technology.changed", subject_code=offer.code).count()
    published(offer, owner)

    assert (after, told) == (set(), 2)
    assert _seen_by_all(client, offer.code) == ALL


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, offered):
    offer, owner = offered
    sign_in(client, owner)
    wrong = OFFER | {"trl4_on": "2026-11-01", "trl8_on": "2999-01-01", "summary_vi": ""}

    answer = client.post(f"/enterprises/{offer.enterprise.code}/offers/new/", wrong)

    assert answer.status_code == 422
    errors = answer.context["form"].errors.keys()
    assert errors == {"trl7_on", "trl8_on", "trl8_evidence", "summary_vi"}
    assert OFFER["trl7_evidence"] in answer.content.decode()
    assert Offer.objects.exclude(pk=offer.pk).get().ready == {}
