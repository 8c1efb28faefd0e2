"""The address of a page gives a program that asks for it the same thing in another form."""

import json
from datetime import timedelta

import pytest

from tests.factories import NOW, a_laboratory, a_person, a_user, a_work, an_organisation, sign_in

pytestmark = pytest.mark.django_db
JSON_LD, BIBTEX = "application/ld+json", "application/x-bibtex"
CSL = "application/vnd.citationstyles.csl+json"


@pytest.fixture
def person():
    person = a_person()
    a_work(by=[person], doi="10.1234/a")
    return person


def asked(client, address, accept):
    return client.get(address, headers={"accept": accept})


def test_each_form_is_given_as_its_own_address_gives_it(client, person):
    work = person.authorships.get().work
    page = f"/works/{work.code}/"

    described = asked(client, page, f"{JSON_LD}, text/html;q=0.5")
    led = {form: asked(client, page, form) for form in (BIBTEX, CSL)}

    said = json.loads(described.content)
    assert (described["Content-Type"], said["@type"]) == (JSON_LD, "ScholarlyArticle")
    assert json.dumps(said, ensure_ascii=False) in client.get(page).content.decode()
    assert [(one.status_code, one["Location"]) for one in led.values()] == [
        (303, f"{page}cite.bib"),
        (303, f"{page}cite.json"),
    ]
    assert all("Accept" in one["Vary"] for one in (described, *led.values()))


@pytest.mark.parametrize("accept", ["*/*", "text/html,*/*;q=0.8", "application/rdf+xml", ""])
def test_a_browser_and_who_asks_for_what_is_not_there_are_given_the_page(client, person, accept):
    answer = asked(client, f"/people/{person.code}/", accept)

    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Accept" in answer["Vary"]


def test_who_has_objected_is_given_in_no_other_form_but_to_themself(client, person):
    person.user, person.objected_at = a_user(), NOW - timedelta(days=1)
    person.save(update_fields=["user", "objected_at"])
    address = f"/people/{person.code}/"

    forms = [asked(client, address, form) for form in (JSON_LD, BIBTEX)]

    assert [one["Content-Type"].partition(";")[0] for one in forms] == ["text/html"] * 2
    sign_in(client, person.user)
    assert asked(client, address, BIBTEX)["Location"] == f"{address}works.bib"


def test_a_laboratory_is_described_and_nothing_is_told_of_what_is_not_there(client):
    laboratory = a_laboratory(host=an_organisation())

    said = json.loads(asked(client, f"/laboratories/{laboratory.code}/", JSON_LD).content)

    assert said["@type"] == "ResearchOrganization"
    assert asked(client, "/works/none/", BIBTEX).status_code == 404
    assert asked(client, "/people/none/", JSON_LD).status_code == 404
