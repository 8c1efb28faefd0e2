"""Enterprises to test with."""

from cauhien.enterprises.actions import describe_enterprise, register_enterprise
from cauhien.enterprises.states import Industry
from tests.factories import NOW, an_organisation
from tests.park.things import a_tenant

TAX_CODE = "0100112437"
PRODUCTS = "Gia công cơ khí chính xác, khuôn mẫu nhựa và dập."


def an_owner(name="Công ty Cơ khí", tax_code=TAX_CODE):
    """Return (firm, somebody who acts for it)."""
    firm = an_organisation(name, tax_code=tax_code)
    owner = a_tenant(firm)
    owner.day = NOW.date()
    return firm, owner


def an_enterprise(name="Công ty Cơ khí", tax_code=TAX_CODE, industry=Industry.MANUFACTURING):
    """Return (enterprise that has said what it makes, its owner)."""
    firm, owner = an_owner(name, tax_code)
    found = register_enterprise(organisation=firm, by=owner, at=NOW)
    values = {"industry": industry, "products": PRODUCTS}
    describe_enterprise(enterprise=found, values=values, by=owner, at=NOW)
    found.refresh_from_db()
    return found, owner
