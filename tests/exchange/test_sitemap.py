"""What search engines and portals of open data find: sitemap, rules for robots, catalogue."""

import re

import pytest
from lxml import etree
from rdflib import RDF, Graph, Namespace

from cauhien.exchange.actions import update_register
from tests.exchange.test_cerif import a_small_network
from tests.factories import NOW, a_challenge, a_person
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
DCAT = Namespace("http://www.w3.org/ns/dcat#")


def a_network_with_who_is_not_to_be_found():
    university = a_small_network()
    a_person("Đã Rời", code="hasleft", left_at=NOW)
    a_person("Đã Phản Đối", code="objected", objected_at=NOW)
    university.problem = a_challenge("open", is_public=True)
    university.draft = a_challenge()
    update_register(at=NOW)
    return university


made, university = made_once(a_network_with_who_is_not_to_be_found)


def locations(client, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/xml"
    return [one.text for one in etree.fromstring(answer.content).iterfind("*/{*}loc")]


def test_the_sitemap_holds_what_everybody_may_see_and_nobody_who_left_or_objected(
    client, university
):
    parts = [one.removeprefix(SITE) for one in locations(client, "/sitemap.xml")]
    pages = {page.removeprefix(SITE) for part in parts for page in locations(client, part)}

    assert f"/works/{university.work.code}/" in pages
    assert f"/people/{university.author.code}/" in pages
    assert f"/challenges/{university.problem.code}/" in pages
    hidden = ("hasleft", "objected", university.draft.code)
    assert [page for page in pages for one in hidden if one in page] == []


def test_a_part_says_when_its_things_changed_and_one_that_is_none_is_not_found(client, university):
    part = client.get("/sitemap/work-1.xml").content.decode()

    assert re.findall("<lastmod>(.*?)</lastmod>", part)[0] == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    others = ["work-0", "work-2", "investment-1", "equipment-1"]
    assert [client.get(f"/sitemap/{one}.xml").status_code for one in others] == [404] * 4


@pytest.mark.parametrize(
    ("is_demonstration", "rule"),
    [(True, "Disallow: /\n"), (False, f"Allow: /\nSitemap: {SITE}/sitemap.xml\n")],
)
def test_robots_stay_away_from_a_demonstration_alone(client, settings, is_demonstration, rule):
    settings.DEMONSTRATION = is_demonstration

    assert client.get("/robots.txt").content.decode() == f"User-agent: *\n{rule}"


def test_the_catalogue_names_each_table_of_the_package_with_its_file(client, university):
    answer = client.get("/exchange/data/catalogue.jsonld")
    read = Graph().parse(data=answer.content, format="json-ld")

    package = client.get("/exchange/data/datapackage.json").json()
    files = {str(one) for one in read.objects(None, DCAT.downloadURL)}
    assert files == {f"{SITE}/exchange/data/{one['path']}" for one in package["resources"]}
    assert len(list(read.subjects(RDF.type, DCAT.Dataset))) == len(files)
    assert [str(one) for one in read.objects(None, DCAT.endpointURL)] == [f"{SITE}/oai/"]
