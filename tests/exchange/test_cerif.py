"""Records in CERIF XML: their elements in the order that the schema of OpenAIRE wants.

The order stands here as data of this test, after the schema of the OpenAIRE Guidelines for CRIS
Managers 1.2; `tools/check_cerif.py` asks the schema itself, which no package carries.
"""

from datetime import date

import pytest
from lxml import etree

from cauhien.exchange.actions import update_register
from cauhien.facilities.models import Equipment
from cauhien.members.models import Membership
from cauhien.network.models import Authorship, Contribution, Involvement, PersonIdentifier
from cauhien.organisations.models import OrganisationName, OrganisationRelation
from tests.exchange.harvesters import OurScythe, OurSickle
from tests.factories import (
    NOW,
    a_laboratory,
    a_person,
    a_project,
    a_technology,
    a_user,
    a_work,
    an_organisation,
)
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
PREFIX = "oai_cerif_openaire"
ORDER = {
    "Publication": "Type Language Title PublishedIn PublicationDate DOI URL Authors License Keyword"
    " Abstract",
    "Product": "Type Language Name DOI URL Creators License Description Keyword",
    "Person": "PersonName ORCID AlternativeORCID Affiliation",
    "PersonName": "FamilyNames FirstNames OtherNames",
    "OrgUnit": "Acronym Name RORID ElectronicAddress PartOf",
    "Project": "Title Consortium Team Funded Abstract",
    "Consortium": "Coordinator Partner",
    "Equipment": "Name Description Owner",
    "Service": "Compatibility Acronym Name WebsiteURL OAIPMHBaseURL",
    "Author": "DisplayName Person Affiliation",
    "Affiliation": "DisplayName OrgUnit",
}


def a_small_network():
    university = an_organisation(
        "Đại học Quốc gia", ror="https://ror.org/02jmfj006", website="https://vnu.test/"
    )
    faculty = an_organisation("Trường Công nghệ")
    OrganisationName.objects.create(organisation=university, value="ĐHQG", kind="acronym")
    OrganisationRelation.objects.create(organisation=faculty, other=university, kind="parent")
    author = a_person("Nguyễn Thị Minh Khai")
    author.names.create(written=author.name, family="Nguyễn", given="Thị Minh Khai")
    for value in ("0000-0002-1825-0097", "0009-0001-1825-0098"):
        PersonIdentifier.objects.create(person=author, scheme="orcid", value=value, certain=True)
    Involvement.objects.create(person=author, organisation=faculty, kind="printed")
    played = a_person("Người dùng thử", user=a_user(is_demonstration=True))
    work = a_work(
        by=[author, played, "Trần Thị Bình"],
        kind="article",
        doi="10.1234/giao.thong",
        venue="Tạp chí Giao thông",
        licence="CC BY 4.0",
        abstract="Đèn đổi theo lưu lượng.",
        topics=[{"id": "T1", "name": "Traffic control"}],
        url="https://example.test/1",
    )
    first = Authorship.objects.filter(work=work, position=0)
    first.update(organisation=faculty, raw_affiliations=["Trường Công nghệ, ĐHQG"])
    a_work("Dữ liệu nút giao", kind="dataset", by=[author], doi="10.5281/z.1")
    project = a_project(year_start=2021, summary_vi="Đo và điều khiển.")
    for role, body in (("host", faculty), ("partner", None), ("funder", university)):
        Contribution.objects.create(
            project=project, role=role, raw_name=f"Bên {role}", organisation=body
        )
    Contribution.objects.create(project=project, role="leader", raw_name=author.name, person=author)
    laboratory = a_laboratory(host=faculty)
    Equipment.objects.create(laboratory=laboratory, name_vi="Máy đếm xe", name_en="Traffic counter")
    a_technology()
    update_register(at=NOW)
    university.faculty, university.author, university.work = faculty, author, work
    return university


made, university = made_once(a_small_network)


@pytest.fixture
def records(university):
    """Return {local id: element} of everything that is given in CERIF."""
    taken = OurSickle().ListRecords(metadataPrefix=PREFIX)
    return {one.header.identifier.split(":")[-1]: one.xml.find("{*}metadata")[0] for one in taken}


def name(element):
    return etree.QName(element).localname


def texts(record, path):
    return [one.text for one in record.iterfind("/".join(f"{{*}}{tag}" for tag in path.split("/")))]


def test_every_kind_of_the_guidelines_comes_in_its_own_set(records):
    assert sorted(map(name, records.values())) == [
        "Equipment",
        "OrgUnit",
        "OrgUnit",
        "Person",
        "Product",
        "Project",
        "Publication",
    ]
    assert all(record.get("id") == own for own, record in records.items())


def test_elements_stand_in_the_order_of_the_schema(records, client):
    identity = etree.fromstring(client.get("/oai/?verb=Identify").content)
    services = identity.findall(".//{https://www.openaire.eu/cerif-profile/1.2/}Service")
    wrong = []
    for root in [*records.values(), *services]:
        for element in root.iter(etree.Element):
            wanted = ORDER.get(name(element), "").split()
            found = [name(child) for child in element]
            if wanted and sorted(found, key=wanted.index) != found:
                wrong.append((name(element), found))

    assert len(services) == 1
    assert wrong == []


def test_whatever_has_an_id_inside_a_record_is_a_record_too(records):
    named = {one.get("id") for record in records.values() for one in record.iter() if one.get("id")}

    assert named <= records.keys()


def test_a_work_names_its_authors_as_printed_and_whom_they_are(university, records):
    work = records[f"Publications/{university.work.code}"]
    authors = work.find("{*}Authors")

    assert texts(work, "Type") == ["http://purl.org/coar/resource_type/c_6501"]
    assert texts(work, "PublicationDate") == ["2024"]
    assert texts(work, "License") == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert texts(authors, "Author/DisplayName") == [
        "Nguyễn Thị Minh Khai",
        "Người dùng thử",
        "Trần Thị Bình",
    ]
    assert [one.get("id") for one in authors.iterfind("{*}Author/{*}Person")] == [
        f"Persons/{university.author.code}",
        None,  # an account of the demonstration stands for nobody
        None,
    ]
    assert texts(authors, "Author/Affiliation/DisplayName") == ["Trường Công nghệ, ĐHQG"]


def test_a_person_has_a_name_in_parts_identifiers_and_no_way_to_reach_them(university, records):
    person = records[f"Persons/{university.author.code}"]

    assert texts(person, "PersonName/FamilyNames") == ["Nguyễn"]
    assert texts(person, "ORCID") == ["https://orcid.org/0000-0002-1825-0097"]
    assert texts(person, "AlternativeORCID") == ["https://orcid.org/0009-0001-1825-0098"]
    assert person.find("{*}Affiliation/{*}OrgUnit").get("id") == (
        f"OrgUnits/{university.faculty.code}"
    )
    assert texts(person, "ElectronicAddress") == []


def test_names_say_their_language_and_a_faculty_its_university(university, records):
    faculty = records[f"OrgUnits/{university.faculty.code}"]
    languages = [
        one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in faculty.iterfind("{*}Name")
    ]

    assert languages == ["vi", "en"]
    assert texts(records[f"OrgUnits/{university.code}"], "RORID") == ["https://ror.org/02jmfj006"]
    assert faculty.find("{*}PartOf/{*}OrgUnit").get("id") == f"OrgUnits/{university.code}"


def test_a_year_is_never_given_as_a_day(records):
    (project,) = [one for own, one in records.items() if own.startswith("Projects/")]

    assert project.find("{*}StartDate") is None
    assert project.find("{*}Consortium/{*}Coordinator").attrib == {"startDate": "2021"}


def test_a_member_is_affiliated_with_the_network_for_the_term(client, university):
    person = university.author
    held = Membership.objects.create(
        person=person, group="transport", nominated_by=a_user(), nominated_at=NOW, reason="x",
        state="waiting", starts_on=date(2026, 11, 1), ends_on=date(2029, 11, 1),
    )  # fmt: skip
    ask = {"verb": "ListRecords", "metadataPrefix": PREFIX, "set": "openaire_cris_persons"}

    def bodies():
        answer = etree.fromstring(client.get("/oai/", ask).content)
        return [
            (dict(one.attrib), [name.text for name in one.iterfind("{*}OrgUnit/{*}Name")][-1])
            for one in answer.iterfind(".//{*}metadata/{*}Person/{*}Affiliation")
        ]

    assert len(bodies()) == 1
    Membership.objects.filter(pk=held.pk).update(state="member")
    term = {"startDate": "2026-11-01", "endDate": "2029-11-01"}
    assert bodies()[1] == (term, "Network of scientists and experts, Hanoi")


def test_what_has_no_form_in_cerif_is_not_offered_in_it(client, university):
    formats = {
        collection: [
            one.text
            for one in etree.fromstring(
                client.get(
                    "/oai/", {"verb": "ListMetadataFormats", "identifier": identifier}
                ).content
            ).iterfind(".//{*}metadataPrefix")
        ]
        for identifier in [
            one.identifier for one in OurScythe().list_identifiers(metadata_prefix="oai_dc")
        ]
        for collection in [identifier.split(":")[-1].split("/")[0]]
    }

    assert formats["Technologies"] == formats["Laboratories"] == ["oai_dc"]
    assert formats["Persons"] == ["oai_dc", PREFIX]
    technologies = {"verb": "ListRecords", "metadataPrefix": PREFIX, "set": "technologies"}
    assert b"noRecordsMatch" in client.get("/oai/", technologies).content
