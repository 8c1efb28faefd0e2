"""Every page of people, works, supply and organisations, for everybody: axe at two widths."""

import pytest

from cauhien.network.models import Authorship, Contribution, Involvement, PersonIdentifier
from cauhien.organisations.models import OrganisationName
from tests.factories import (
    a_laboratory,
    a_person,
    a_project,
    a_source,
    a_technology,
    a_work,
    an_organisation,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTS = ("organisations", "people", "works", "projects", "technologies", "laboratories")


@pytest.fixture
def addresses():
    """Return the address of every list and of one thing of each kind, all with much to say."""
    source = a_source(url="https://example.invalid/")
    facts = {"source": source, "source_note": "seen_partly: no seat", "topic": "water"}
    body = an_organisation("Viện Nước", description_vi="Lọc nước.", ror="04nyv3z04", **facts)
    OrganisationName.objects.create(organisation=body, value="Eau", language="fr", folded="eau")
    person = a_person("Trần Thị An")
    PersonIdentifier.objects.create(person=person, scheme="orcid", value="0000-0002-1825-0097")
    Involvement.objects.create(person=person, organisation=body, kind="printed", works_count=25)
    for number in range(25):
        a_work(f"Water {number}", language="en", by=[person, a_person(f"Lê {number}"), "B C"])
    Authorship.objects.filter(person=person).update(raw_affiliations=["Institute of Water"])
    project = a_project(summary_en="A long summary.", **facts)
    Contribution.objects.create(project=project, role="host", raw_name="V", organisation=body)
    work = a_work("Rút", abstract="Nước.", doi="10.1/x", retracted=True, source=source)
    things = {
        "people": person,
        "works": work,
        "projects": project,
        "technologies": a_technology(owner=body, **facts),
        "laboratories": a_laboratory(host=body, accreditation="VILAS 1", **facts),
        "organisations": body,
    }
    one = [f"/{kind}/{thing.code}/" for kind, thing in things.items()]
    tabs = [f"/organisations/{body.code}/{tab}/" for tab in LISTS[1:]]
    return [*(f"/{kind}/" for kind in LISTS), *one, *tabs, "/works/?q=nothing&page=9"]


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
def test_no_page_is_wrong_or_too_wide(live_server, open_page, narrow_and_wide, addresses, locale):
    page = open_page(locale=locale)

    wrong = {}
    for address in addresses:
        page.goto(f"{live_server.url}{address}")
        if said := narrow_and_wide(page, both=True):
            wrong[address] = said

    assert wrong == {}
