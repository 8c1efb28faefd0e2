"""An enterprise offers a technology: who reads it when, and where it is gone when taken back."""

import pytest

from cauhien.core.models import AuditLine, Event
from cauhien.enterprises import actions
from cauhien.enterprises.models import Offer
from cauhien.network.models import Technology
from tests.enterprises.things import OFFER, an_enterprise, an_offer
from tests.factories import NOW, Role, a_user, an_organisation, sign_in
from tests.made_once import made_once
from tests.park.things import a_tenant


def _offered():
    enterprise, owner = an_enterprise()
    return an_offer(enterprise, owner), owner


made, offered = made_once(_offered)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]


def _published(offered):
    offer, owner = offered
    actions.publish_offer(offer=offer, by=owner, at=NOW)
    return offer, owner


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


def test_who_acts_for_an_enterprise_writes_an_offer_and_publishes_it(client, offered):
    first, owner = offered
    sign_in(client, owner)
    mine = f"/enterprises/{first.enterprise.code}/"

    answer = client.post(f"{mine}offers/new/", OFFER | {"name_vi": "Máy đo lưu lượng xe"})
    written = Offer.objects.exclude(pk=first.pk).get()
    client.post(f"/technology-offers/{written.code}/publish/")

    written.refresh_from_db()
    assert answer.url == f"/technology-offers/{written.code}/"
    assert (written.state, written.readiness, written.contact) == (
        "published",
        7,
        OFFER["contact"],
    )
    assert "Máy đo lưu lượng xe" in client.get(mine).content.decode()
    acts = AuditLine.objects.filter(chain=first.enterprise.chain).order_by("number")
    assert list(acts.values_list("act", flat=True))[-2:] == ["offer_write", "offer_publish"]


def test_a_draft_is_the_enterprise_s_alone_and_nobody_else_changes_it(client, offered):
    offer, owner = offered
    other = a_tenant(an_organisation("Công ty khác", tax_code="0101248141"))
    address = f"/technology-offers/{offer.code}/"

    assert _seen_by_all(client, offer.code) == set()
    for stranger in (other, a_user(Role.COORDINATOR), a_user(Role.AUDITOR)):
        sign_in(client, stranger)
        assert client.get(address).status_code == 404
        for act in ("edit", "publish", "withdraw"):
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
    [("vi", ("7, đạt được ngày", "Giấy phép")), ("en", ("7, reached on", "Licence"))],
)
def test_the_page_tells_evidence_protection_and_terms_in_both_languages(
    client, offered, language, words
):
    offer, _owner = _published(offered)

    answer = client.get(f"/technology-offers/{offer.code}/", headers={"Accept-Language": language})

    html = answer.content.decode()
    said = (*words, OFFER["evidence"], OFFER["rights"], OFFER["conditions"])
    assert [one for one in said if one not in html] == []


def test_a_change_of_a_published_offer_is_read_at_once_and_keeps_its_address(client, offered):
    offer, owner = _published(offered)
    sign_in(client, owner)

    client.post(f"/technology-offers/{offer.code}/edit/", OFFER | {"readiness": "8"})

    assert Technology.objects.get(code=offer.code).readiness == 8


def test_what_is_taken_back_is_nowhere_and_returns_under_the_same_address(client, offered):
    offer, owner = _published(offered)

    actions.withdraw_offer(offer=offer, by=owner, at=NOW)
    after = _seen_by_all(client, offer.code)
    told = Event.objects.filter(kind="technology.changed", subject_code=offer.code).count()
    actions.publish_offer(offer=offer, by=owner, at=NOW)

    assert (after, told) == (set(), 2)
    assert _seen_by_all(client, offer.code) == ALL


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, offered):
    offer, owner = offered
    sign_in(client, owner)
    wrong = OFFER | {"readiness": "10", "reached_on": "2999-01-01", "summary_vi": ""}

    answer = client.post(f"/enterprises/{offer.enterprise.code}/offers/new/", wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"readiness", "reached_on", "summary_vi"}
    assert OFFER["evidence"] in answer.content.decode()
    assert Offer.objects.count() == 1
