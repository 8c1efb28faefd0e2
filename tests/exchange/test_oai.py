"""Harvesters that others wrote take everything, and are told what is gone."""

from datetime import timedelta

import pytest
from lxml import etree
from sickle.oaiexceptions import NoRecordsMatch

from cauhien.accounts.states import Role
from cauhien.core.events import announce_many
from cauhien.exchange.actions import update_register
from cauhien.exchange.models import Record
from cauhien.network.models import Contribution, PersonIdentifier, Project, Work
from cauhien.network.states import RequestKind
from tests.exchange.harvesters import OurScythe, OurSickle
from tests.factories import (
    NOW,
    a_challenge,
    a_laboratory,
    a_person,
    a_project,
    a_technology,
    a_user,
    a_work,
    an_organisation,
)
from tests.made_once import made_once
from tests.network import test_requests as wishes

pytestmark = pytest.mark.django_db
MANY = 205  # works: three parts of a list


def a_city_to_harvest():
    author = a_person("Nguyễn Văn An")
    PersonIdentifier.objects.create(
        person=author, scheme="orcid", value="0000-0002-1825-0097", certain=True
    )
    PersonIdentifier.objects.create(person=author, scheme="openalex", value="A1")
    Work.objects.bulk_create(Work(title=f"Nút giao {n}", language="vi") for n in range(MANY - 1))
    author.work = a_work("Đèn tín hiệu \x0b thích ứng", by=[author, "Trần Thị Bình"], doi="10.1/x")
    a_work("Dữ liệu nút giao", kind="dataset")
    an_organisation("Viện Giao thông", ror="https://ror.org/02jmfj006")
    a_project(), a_technology(), a_laboratory()
    a_challenge("open", is_public=True)
    a_challenge("open", is_public=True, is_illustration=True)
    a_challenge()
    a_person("Người dùng thử", user=a_user(is_demonstration=True))
    update_register(at=NOW)
    return author


made, author = made_once(a_city_to_harvest)


def asked(client, **arguments):
    """Return the root of the answer to a request."""
    return etree.fromstring(client.get("/oai/", arguments).content)


def fault(client, **arguments):
    found = asked(client, **arguments).find("{*}error")
    return found is not None and found.get("code")


def test_two_harvesters_take_each_record_once_in_three_parts(author):
    sickle, scythe = OurSickle(), OurScythe()
    wanted = {"metadataPrefix": "oai_dc", "set": "openaire_cris_publications"}

    by_sickle = [one.header.identifier for one in sickle.ListRecords(**wanted)]
    by_scythe = [one.header.identifier for one in scythe.list_records(set_=wanted["set"])]
    by_post = [one.identifier for one in OurSickle(http_method="POST").ListIdentifiers(**wanted)]

    assert len(set(by_sickle)) == MANY
    assert by_sickle == by_scythe == by_post


def test_everything_that_all_may_see_is_there_and_nothing_else(author):
    taken = list(OurSickle().ListRecords(metadataPrefix="oai_dc"))

    counted = dict.fromkeys({one.header.setSpecs[0] for one in taken}, 0)
    for one in taken:
        counted[one.header.setSpecs[0]] += 1
    assert counted == {
        "openaire_cris_publications": MANY,
        "openaire_cris_products": 1,
        "openaire_cris_persons": 1,
        "openaire_cris_orgunits": 4,  # the offices of three problems are organisations too
        "openaire_cris_projects": 1,
        "laboratories": 1,
        "technologies": 1,
        "problems": 1,
    }


def test_a_work_and_its_author_are_described(author):
    sickle = OurSickle()
    work = sickle.GetRecord(
        identifier=f"oai:127.0.0.1:Publications/{author.work.code}", metadataPrefix="oai_dc"
    )
    person = sickle.GetRecord(
        identifier=f"oai:127.0.0.1:Persons/{author.code}", metadataPrefix="oai_dc"
    )

    assert work.metadata == {
        "identifier": [
            f"http://127.0.0.1:8000/works/{author.work.code}/",
            "https://doi.org/10.1/x",
        ],
        "language": ["vi"],
        "title": ["Đèn tín hiệu  thích ứng"],
        "date": ["2024"],
        "creator": ["Nguyễn Văn An", "Trần Thị Bình"],
    }
    assert person.metadata["identifier"] == [
        f"http://127.0.0.1:8000/people/{author.code}/",
        "https://orcid.org/0000-0002-1825-0097",
    ]


def test_who_left_is_gone_at_once_and_named_as_deleted_from_then_on(author):
    author.left_at = NOW
    author.save()  # without telling the register: the answer must ask
    wanted = {"metadataPrefix": "oai_dc", "set": "openaire_cris_persons"}
    before = OurSickle().ListRecords(**wanted).next()

    update_register(at=NOW + timedelta(hours=1))
    since = OurSickle().ListIdentifiers(**{"from": "2026-11-24T03:30:00Z"}, **wanted)

    assert before.deleted
    assert [(one.deleted, one.datestamp) for one in since] == [(True, "2026-11-24T03:30:00Z")]
    assert "Nguyễn Văn An" not in before.raw


def test_who_objected_is_deleted_too_and_on_works_stays_a_printed_name(author):
    author.objected_at = NOW
    author.save()
    update_register(at=NOW + timedelta(hours=1))

    persons = {"metadataPrefix": "oai_cerif_openaire", "set": "openaire_cris_persons"}
    assert [one.deleted for one in OurSickle().ListRecords(**persons)] == [True]
    work = OurSickle().GetRecord(
        identifier=f"oai:127.0.0.1:Publications/{author.work.code}",
        metadataPrefix="oai_cerif_openaire",
    )
    assert "Nguyễn Văn An" in work.raw
    assert author.code not in work.raw


@pytest.mark.parametrize("wish", [RequestKind.LEAVING, RequestKind.OBJECTION])
def test_works_and_projects_that_named_somebody_who_goes_are_dated_anew(author, wish):
    Contribution.objects.create(project=Project.objects.get(), person=author, role="leader")
    wishes.granted(wishes.asked(author, wish), a_user(Role.DATA_STEWARD))
    update_register(at=NOW + timedelta(hours=1))

    later = {"from": "2026-11-24T03:30:00Z", "metadataPrefix": "oai_dc"}
    since = OurSickle().ListIdentifiers(**later)
    assert {(one.setSpecs[0], one.deleted) for one in since} == {
        ("openaire_cris_publications", False),
        ("openaire_cris_projects", False),
        ("openaire_cris_persons", True),
    }


def test_what_changed_and_what_came_back_has_a_later_datestamp(author):
    announce_many(
        kind="work.changed", subject_kind="work", subject_codes=[author.work.code], at=NOW
    )
    Record.objects.filter(kind="project").update(is_deleted=True)
    update_register(at=NOW + timedelta(days=1))

    since = OurSickle().ListIdentifiers(**{"from": "2026-11-25", "metadataPrefix": "oai_dc"})
    assert {one.setSpecs[0] for one in since} == {
        "openaire_cris_publications",
        "openaire_cris_projects",
    }
    until = {"until": "2026-11-23", "metadataPrefix": "oai_dc"}
    with pytest.raises(NoRecordsMatch):
        OurSickle().ListIdentifiers(**until)


def test_what_changes_while_a_list_is_taken_is_missed_by_nobody(client, author):
    first = asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    moved = Record.objects.order_by("changed_at", "id")[150]
    Record.objects.filter(pk=moved.pk).update(changed_at=NOW + timedelta(hours=1))

    rest, taken = first, []
    while rest is not None:
        taken += [one.text.split("/")[-1] for one in rest.iterfind(".//{*}identifier")]
        token = rest.find(".//{*}resumptionToken")
        more = {"verb": "ListIdentifiers", "resumptionToken": token.text}
        rest = asked(client, **more) if token.text else None

    assert set(taken) == set(Record.objects.values_list("code", flat=True))
    assert taken[-1] == moved.code
    assert token.attrib == {"completeListSize": str(len(taken)), "cursor": "200"}


def test_the_site_says_who_it_is_and_what_it_gives(client, author):
    identity = OurSickle().Identify()
    sets = [one.setSpec for one in OurScythe().list_sets()]
    formats = [one.metadataPrefix for one in OurSickle().ListMetadataFormats()]

    assert identity.baseURL == "http://127.0.0.1:8000/oai/"
    assert identity.deletedRecord == "persistent"
    assert identity.earliestDatestamp == "2026-11-24T02:30:00Z"
    assert "oai_dc" in formats
    assert len(sets) == len(set(sets)) == 12
    assert sum(spec.startswith("openaire_cris_") for spec in sets) == 9


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Steal"}, "badVerb"),
        ({"verb": ["Identify", "ListSets"]}, "badVerb"),
        ({"verb": "Identify", "set": "problems"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"}, "badArgument"),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-01-01",
                "until": "2026-01-02T00:00:00Z",
            },
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "openaire_cris_events"},
            "noRecordsMatch",
        ),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:other:Persons/x"},
            "idDoesNotExist",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "k7d2"}, "idDoesNotExist"),
    ],
)
def test_a_request_against_the_protocol_is_refused_by_its_name(client, author, arguments, code):
    assert fault(client, **arguments) == code


def test_only_what_was_understood_is_repeated(client):
    wrong = asked(client, verb="Identify", set="problems").find("{*}request")
    right = asked(client, verb="ListRecords", metadataPrefix="marc").find("{*}request")

    assert wrong.attrib == {}
    assert right.attrib == {"verb": "ListRecords", "metadataPrefix": "marc"}


def test_a_token_serves_its_own_verb_alone_and_is_signed(client, author):
    first = asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    token = first.find(".//{*}resumptionToken").text

    assert fault(client, verb="ListRecords", resumptionToken=token) == "badResumptionToken"
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert fault(client, verb="ListIdentifiers", resumptionToken=forged) == "badResumptionToken"


def test_a_part_of_a_list_takes_few_queries(client, author, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        answer = client.get("/oai/?verb=ListRecords&metadataPrefix=oai_dc")

    assert answer["Content-Type"] == "text/xml; charset=utf-8"
