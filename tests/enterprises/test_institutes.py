"""A university or an institute offers and asks as a firm does, and is no firm for all that."""

import pytest

from cauhien.enterprises import actions
from cauhien.enterprises.models import Deal, Enterprise
from cauhien.enterprises.states import DealState
from cauhien.organisations.states import OrganisationKind
from tests.enterprises.things import a_need, an_enterprise, an_offer, published, shipped_templates
from tests.factories import NOW, a_user, an_organisation, sign_in
from tests.made_once import made_once
from tests.park.things import a_tenant

MESSAGE = "Viện đã thử mẫu vật liệu này trong phòng thí nghiệm."


def _a_need_and_an_institute():
    firm, owner = an_enterprise()
    need = a_need(firm, owner)
    actions.move_need(need=need, act="need_show", by=owner, at=NOW)
    shipped_templates()
    code = {"tax_code": "0101248141", "kind": OrganisationKind.RESEARCH}
    return need, owner, a_tenant(an_organisation("Viện Vật liệu", **code))


made, shown = made_once(_a_need_and_an_institute)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]


def test_who_speaks_for_an_institute_registers_it_and_asks_about_a_need(client, shown):
    need, owner, speaker = shown
    ask = f"/technology-needs/{need.code}/ask/"
    sign_in(client, speaker)

    unregistered = client.get(ask)
    institute = client.get("/enterprises/").context["waiting"][0]
    begun = client.post("/enterprises/", {"firm": institute.code})
    client.post(begun.url, {"products": "Nghiên cứu vật liệu gốm chịu nhiệt."})
    side = f"e-{Enterprise.objects.get(organisation=institute).code}"
    client.post(ask, {"side": side, "message": MESSAGE, "problem": ""})
    deal = Deal.objects.get(need=need)
    actions.agree_to_step(deal=deal, reply="", by=owner, at=NOW)

    deal.refresh_from_db()
    assert unregistered.url == "/enterprises/"
    assert (str(deal.asker), deal.state) == ("Viện Vật liệu", DealState.TALKS)


def test_an_institute_offers_a_technology_and_has_no_template_of_firms(client, shown):
    _need, _owner, speaker = shown
    institute = Enterprise.objects.create(
        organisation_id=speaker.grants.get().organisation_id,
        registered_at=NOW,
        registered_by=speaker,
    )
    offer = published(an_offer(institute, speaker), speaker)
    sign_in(client, speaker)

    page = client.get(f"/enterprises/{institute.code}/").content.decode()
    begun = client.post(f"/enterprises/{institute.code}/assess/", {"template": "tt17-2019"})

    assert ("Đèn tín hiệu" in page, "tự đánh giá" in page, begun.status_code) == (True, False, 404)
    shown_to_all = type(client)().get(f"/technologies/{offer.code}/").content.decode()
    assert "Viện Vật liệu" in shown_to_all


def test_who_speaks_for_nobody_is_led_to_act_for_an_organisation(client, shown):
    need, _owner, _speaker = shown
    sign_in(client, a_user())

    page = client.get(f"/technology-needs/{need.code}/").content.decode()
    answer = client.get(f"/technology-needs/{need.code}/ask/", follow=True)

    assert f"/technology-needs/{need.code}/ask/" in page
    assert "/account/firm/" in answer.content.decode()
