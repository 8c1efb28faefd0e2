"""A firm of the register takes part: by whom, who sees it, and who says what it makes."""

import pytest

from cauhien.core.models import AuditLine
from cauhien.enterprises import actions, rules
from cauhien.enterprises.models import Enterprise
from tests.enterprises.things import PRODUCTS, TAX_CODE, an_enterprise, an_owner
from tests.factories import NOW, Role, a_user, an_organisation, sign_in
from tests.park.things import a_tenant

pytestmark = pytest.mark.django_db


def test_a_representative_registers_the_firm_and_says_what_it_makes(client):
    firm, owner = an_owner()
    sign_in(client, owner)

    offered = client.get("/enterprises/").content.decode()
    answer = client.post("/enterprises/", {"firm": firm.code})
    found = Enterprise.objects.get()
    said = {"industry": "manufacturing", "products": PRODUCTS}
    client.post(answer.url, said)

    found.refresh_from_db()
    assert TAX_CODE in offered
    assert (found.organisation, answer.url) == (firm, f"/enterprises/{found.code}/describe/")
    assert (found.industry, found.products) == ("manufacturing", PRODUCTS)
    assert AuditLine.objects.filter(chain=found.chain).count() == 2


@pytest.mark.parametrize(("language", "words"), [("vi", "Tổ chức tự khai"), ("en", "of itself")])
def test_only_who_acts_for_it_sees_and_describes_an_enterprise(client, language, words):
    found, owner = an_enterprise()
    owner.language = language
    owner.save(update_fields=["language"])
    address = f"/enterprises/{found.code}/"
    other = a_tenant(an_organisation("Công ty khác", tax_code="0101248141"))

    for stranger in (other, a_user(Role.COORDINATOR), a_user(Role.AUDITOR)):
        sign_in(client, stranger)
        assert client.get(address).status_code == 404
        assert client.post(f"{address}describe/", {"industry": "other"}).status_code == 404
    sign_in(client, owner)
    page = client.get(address).content.decode()
    assert PRODUCTS in page
    assert words.lower() in page.lower()


def test_a_description_without_words_is_refused_at_its_field_and_keeps_the_rest(client):
    found, owner = an_enterprise()
    sign_in(client, owner)

    answer = client.post(f"/enterprises/{found.code}/describe/", {"industry": "software"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"products"}
    assert 'value="software" selected' in answer.content.decode()


def test_the_ror_of_an_enterprise_goes_to_the_register_unless_another_has_it(client):
    found, owner = an_enterprise()
    sign_in(client, owner)
    said = {"industry": "software", "products": PRODUCTS, "ror": "https://ror.org/02jmfj006"}
    other = an_organisation("Viện khác", ror=said["ror"])
    there = f"/enterprises/{found.code}/describe/"

    taken = client.post(there, said)
    other.delete()
    client.post(there, said)

    assert set(taken.context["form"].errors) == {"ror"}
    found.organisation.refresh_from_db()
    assert found.organisation.ror == said["ror"]
    assert "ror" not in client.get(there).context["form"].fields


def test_nobody_else_registers_a_firm_and_none_is_registered_twice():
    firm, owner = an_owner()

    with pytest.raises(actions.CannotDo):
        actions.register_enterprise(organisation=firm, by=a_user(), at=NOW)
    actions.register_enterprise(organisation=firm, by=owner, at=NOW)
    with pytest.raises(actions.CannotDo):
        actions.register_enterprise(organisation=firm, by=owner, at=NOW)


@pytest.mark.parametrize(("code", "fits"), [(TAX_CODE, True), ("0100112438", False), (None, False)])
def test_the_tax_code_of_the_register_must_bear_its_check_digit(client, code, fits):
    firm, owner = an_owner(tax_code=code)
    sign_in(client, owner)

    assert rules.may_register(owner, firm) is fits
    status = client.post("/enterprises/", {"firm": firm.code}).status_code
    assert status == (302 if fits else 404)
