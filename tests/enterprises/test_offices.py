"""An office of the city offers and needs technologies as others do, and asks as an office."""

import pytest

from cauhien.core.items import items_for
from cauhien.enterprises import actions, queries
from cauhien.enterprises.models import Enterprise
from cauhien.organisations.states import OrganisationKind
from tests.enterprises.things import a_need, an_enterprise
from tests.factories import NOW, Role, a_user, an_office, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def taking_part(client):
    """Return (the office as it takes part, its officer, signed in)."""
    office = an_office()
    type(office.organisation).objects.update(kind=OrganisationKind.GOVERNMENT)
    officer = a_user(Role.OFFICER, office=office)
    officer.day = NOW.date()
    sign_in(client, officer)
    client.post("/enterprises/", {"firm": office.organisation.code})
    return Enterprise.objects.get(organisation=office.organisation), officer


def test_an_officer_registers_the_office_without_a_tax_code_and_it_assesses_itself_by_none(
    client, taking_part
):
    office, _officer = taking_part

    page = client.get(f"/enterprises/{office.code}/").content.decode()

    assert "bài toán của Thành phố" in page
    assert "tự đánh giá" not in page
    assert client.get("/enterprises/").context["waiting"] == []
    assert queries.enterprises_for(a_user(Role.OFFICER, office=an_office())).count() == 0


def test_who_works_there_is_asked_about_a_need_of_the_office_and_answers(client, taking_part):
    office, officer = taking_part
    need = a_need(office, officer)
    actions.move_need(need=need, act="need_show", by=officer, at=NOW)
    firm, owner = an_enterprise()
    side = {"enterprise": firm, "office": None}
    said = {"thing": need, "side": side, "message": "Chúng tôi có.", "problem": ""}
    deal = actions.begin_deal(by=owner, at=NOW, **said)

    head = a_user(Role.HEAD, office=officer.grants.get().office)
    head.day = NOW.date()

    assert [[one.code for one in items_for(who, NOW)] for who in (officer, head)] == [
        [deal.code],
        [deal.code],
    ]
    actions.agree_to_step(deal=deal, reply="", by=head, at=NOW)
    assert queries.deals_of(officer, office).get() == deal


def test_an_office_asks_in_one_name_and_never_about_its_own(client, taking_part):
    office, officer = taking_part
    firm, owner = an_enterprise()
    needs = [a_need(firm, owner), a_need(office, officer)]
    for need, by in zip(needs, (owner, officer), strict=True):
        actions.move_need(need=need, act="need_show", by=by, at=NOW)
        need.refresh_from_db()

    sides = [queries.sides_of(officer, need) for need in needs]

    assert [[value[0] for value, _name, _side in one] for one in sides] == [["o"], []]


def test_drafts_of_an_office_open_with_a_second_factor_alone(client, taking_part):
    office, officer = taking_part
    need = a_need(office, officer)
    pages = ["/enterprises/", f"/enterprises/{office.code}/", f"/technology-needs/{need.code}/"]
    client.logout()
    client.force_login(officer)

    answers = [client.get(page) for page in pages]

    assert [one.status_code for one in answers] == [302, 302, 302]
    assert all("login" not in one.url for one in answers)
