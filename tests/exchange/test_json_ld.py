"""What pages say in schema.org is found and understood by the readers of others.

The terms that may be used stand here as data of this test, after schema.org 30.0 (CC BY-SA 3.0);
pyld takes them as the context, so that nothing is fetched, and drops every other word.
"""

import html
import re

import extruct
import pytest
from pyld import jsonld

from cauhien.facilities.models import Laboratory
from cauhien.network.models import Project, Technology, Work
from tests.exchange.test_cerif import a_small_network
from tests.factories import a_challenge, a_user, sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
SCHEMA = "https://schema.org/"
LINKS = ("url", "sameAs", "license")
WORDS = {
    "name",
    "alternateName",
    "description",
    "abstract",
    "inLanguage",
    "datePublished",
    "isPartOf",
    "author",
    "creator",
    "keywords",
    "affiliation",
    "parentOrganization",
    "member",
    "owns",
    "address",
    "areaServed",
    "Person",
    "Organization",
    "ResearchOrganization",
    "EducationalOrganization",
    "ResearchProject",
    "Product",
    "ScholarlyArticle",
    "Dataset",
    "Periodical",
    "PublicationVolume",
    "Demand",
    "Offer",
    "offeredBy",
}
CONTEXT = {
    "@context": {word: SCHEMA + word for word in WORDS}
    | {word: {"@id": SCHEMA + word, "@type": "@id"} for word in LINKS}
}


def a_network_with_a_problem():
    university = a_small_network()
    university.problem = a_challenge("open", is_public=True, title_vi="Ngập </script> & úng")
    university.played = a_challenge("open", is_public=True, is_illustration=True)
    return university


made, university = made_once(a_network_with_a_problem)


def context_of_this_test(url, options):
    assert url == SCHEMA
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def said(client, address):
    """Return what extruct finds on a page."""
    page = client.get(address, headers={"accept-language": "vi"})
    return extruct.extract(page.content, syntaxes=["json-ld"])["json-ld"]


def words_of(node):
    """Return all names of members and types in a document of JSON-LD."""
    if isinstance(node, list):
        return {word for one in node for word in words_of(one)}
    if not isinstance(node, dict):
        return set()
    kinds = {node["@type"]} if "@type" in node else set()
    return kinds | {key for key in node if key[0] != "@"} | words_of(list(node.values()))


def pages(university):
    return {
        "person": f"/people/{university.author.code}/",
        "organisation": f"/organisations/{university.faculty.code}/",
        "work": f"/works/{university.work.code}/",
        "data set": f"/works/{Work.objects.get(kind='dataset').code}/",
        "project": f"/projects/{Project.objects.get().code}/",
        "laboratory": f"/laboratories/{Laboratory.objects.get().code}/",
        "technology": f"/technologies/{Technology.objects.get().code}/",
        "problem": f"/challenges/{university.problem.code}/",
    }


def test_every_page_says_one_thing_whose_every_word_is_known(client, university):
    types, unknown = {}, {}
    for kind, address in pages(university).items():
        (document,) = said(client, address)
        (known,) = jsonld.expand(document, {"documentLoader": context_of_this_test})
        types[kind] = known["@type"][0].removeprefix(SCHEMA)
        unknown[kind] = words_of(document) - WORDS - set(LINKS)
        assert known[f"{SCHEMA}url"] == [{"@id": f"http://127.0.0.1:8000{address}"}]
        assert f"{SCHEMA}name" in known

    assert types == {
        "person": "Person",
        "organisation": "ResearchOrganization",
        "work": "ScholarlyArticle",
        "data set": "Dataset",
        "project": "ResearchProject",
        "laboratory": "ResearchOrganization",
        "technology": "Offer",
        "problem": "Demand",
    }
    assert not any(unknown.values())


def test_a_work_leads_to_its_authors_as_far_as_they_are_known(client, university):
    (work,) = said(client, f"/works/{university.work.code}/")

    known, played, printed = work["author"]
    assert known["@id"] == f"http://127.0.0.1:8000/people/{university.author.code}/"
    assert known["affiliation"]["@id"].endswith(f"/organisations/{university.faculty.code}/")
    assert played == {"@type": "Person", "name": "Người dùng thử"}
    assert printed == {"@type": "Person", "name": "Trần Thị Bình"}
    assert work["license"] == "https://spdx.org/licenses/CC-BY-4.0"


def test_names_say_their_language_and_no_text_ends_the_element(client, university):
    (problem,) = said(client, f"/challenges/{university.problem.code}/")

    assert problem["name"] == {"@value": "Ngập </script> & úng", "@language": "vi"}


def test_a_laboratory_names_its_equipment(client, university):
    (laboratory,) = said(client, pages(university)["laboratory"])

    assert [name["@value"] for name in laboratory["owns"]["name"]] == [
        "Máy đếm xe",
        "Traffic counter",
    ]


def test_an_illustration_and_an_account_of_the_demonstration_say_nothing(client, university):
    played = Work.objects.get(pk=university.work.pk).authorships.get(position=1).person

    assert said(client, f"/challenges/{university.played.code}/") == []
    assert said(client, f"/people/{played.code}/") == []


LINK = re.compile('<link rel="([a-z-]+)" href="([^"]+)"')


def links(client, address):
    """Return {relation: [addresses]} of the typed links of a page."""
    found = {}
    for relation, target in LINK.findall(client.get(address).content.decode()):
        found.setdefault(relation, []).append(html.unescape(target))
    return found


def test_typed_links_lead_to_the_records_of_a_thing_and_say_how_to_cite_it(client, university):
    work = links(client, f"/works/{university.work.code}/")
    laboratory = links(client, pages(university)["laboratory"])

    records = [client.get(target).content.decode() for target in work["describedby"]]
    assert ["<oai_dc:dc" in records[0], "<Publication" in records[1]] == [True, True]
    assert work["cite-as"][0].endswith(university.work.doi)
    assert work["type"] == [f"{SCHEMA}AboutPage", f"{SCHEMA}ScholarlyArticle"]
    assert work["license"] == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert laboratory["cite-as"] == ["http://127.0.0.1:8000" + pages(university)["laboratory"]]
    assert len(laboratory["describedby"]) == 1  # CERIF has no form for it


def test_who_is_signed_in_is_shown_the_page_without_it(client, university):
    sign_in(client, a_user())

    assert said(client, f"/works/{university.work.code}/") == []
