"""The invented organisation can be tried at once, and is in no list, search, figure or export."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.accounts.queries import demonstration_account
from cauhien.core.items import items_for
from cauhien.core.models import SearchEntry
from cauhien.demonstration.actions import take_part
from cauhien.enterprises import queries
from cauhien.enterprises.models import Assessment, Deal, Enterprise, TechnologyNeed
from cauhien.matching.bridge.documents import READERS
from cauhien.network.models import Technology
from cauhien.organisations.models import Organisation
from cauhien.organisations.queries import named_like, organisations_for
from tests.enterprises.things import shipped_templates
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(city, now):
    shipped_templates()
    take_part(at=now)
    take_part(at=now)
    return Enterprise.objects.get()


def account(role, now):
    user = demonstration_account(role)
    user.day = now.date()
    return user


def test_the_role_has_a_result_a_plan_and_a_deal_to_answer_and_the_office_reads_it(
    client, firm, now
):
    deal, found = Deal.objects.get(), Assessment.objects.get()
    owner = sign_in(client, account("enterprise", now))

    pages = {
        "own": client.get(f"/enterprises/{firm.code}/"),
        "result": client.get(f"/assessments/{found.code}/"),
        "plan": client.get(f"/assessments/{found.code}/plan/"),
        "deal": client.get(f"/technology-deals/{deal.code}/"),
    }

    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    assert "không có thật" in pages["own"].content.decode()
    assert deal.code in [one.code for one in items_for(owner, now)]
    assert queries.deals_for(account("officer", now)).get() == deal
    assert firm.organisation.tax_code is None


def test_everybody_finds_it_where_it_is_marked_and_nowhere_else(client, firm, now):
    need, offer = TechnologyNeed.objects.get(), Deal.objects.get().offer
    listed = client.get("/technology-needs/", headers={"accept-language": "en"}).content.decode()
    page = client.get(f"/technology-offers/{offer.code}/", headers={"accept-language": "en"})

    assert [listed.count(one.code) for one in (need, offer)] == [1, 1]
    assert "Invented for the demonstration" in page.content.decode()
    assert queries.public_needs(AnonymousUser()).count() == 0
    assert client.get("/api/v1/technology-needs").json()["count"] == 0
    assert client.get(f"/api/v1/technology-needs/{need.code}").status_code == 404
    assert Technology.objects.count() == 0
    assert not SearchEntry.objects.filter(code__in=[need.code, offer.code]).exists()
    assert list(READERS["technology_need"](TechnologyNeed.objects.all())) == []


def test_the_register_of_organisations_does_not_know_it(client, firm):
    invented = firm.organisation

    assert client.get(f"/organisations/{invented.code}/").status_code == 404
    assert not organisations_for(AnonymousUser()).filter(pk=invented.pk).exists()
    assert invented not in named_like(invented.name_vi)
    assert list(READERS["organisation"](Organisation.objects.filter(pk=invented.pk))) == []
