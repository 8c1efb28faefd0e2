"""Open data as tables: a validator of others accepts them, and nobody is named in them."""

import csv
import io
from datetime import timedelta

import pytest
from frictionless import Package

from cauhien.ecosystem.models import Event, Investment, Mentor, Startup
from cauhien.network.models import Contribution, Project, Technology
from tests.ecosystem.things import a_body
from tests.exchange.test_cerif import a_small_network
from tests.factories import NOW, a_challenge, a_user
from tests.made_once import made_once

pytestmark = pytest.mark.django_db


def a_network_with_people_everywhere():
    university = a_small_network()
    university.officer_of = a_challenge("open", is_public=True, title_vi="=CMD() ngập, úng")
    a_challenge("open", is_public=True, is_illustration=True, title_vi="Chỉ để minh họa")
    a_challenge(title_vi="Bản nháp")
    Technology.objects.update(owner_printed="Ông Lê Văn Riêng")
    Contribution.objects.create(
        project=Project.objects.get(), role="leader", raw_name="PGS.TS. Phạm Thị Riêng"
    )
    an_ecosystem()
    return university


def an_ecosystem():
    """Have entries of every kind listed, each with somebody who registered it."""
    owner = a_user(name="Người đăng ký Riêng")
    listed = {"owner": owner, "registered_at": NOW}
    body = a_body(operator_printed="Bà Vũ Thị Riêng", read_from=(), stages=("seed", "growth"))
    startup = Startup.objects.create(name_vi="Pin Sạch", topics=["energy"], **listed)
    Event.objects.create(
        name_vi="Vòng 1", kind="round", body=body, starts_at=NOW, ends_at=NOW + timedelta(days=9),
        operator_printed="Ông Riêng", **listed,
    )  # fmt: skip
    Mentor.objects.create(name_vi="Cố vấn Riêng", consented_at=NOW, **listed)
    money = {"amount": 5, "currency": "USD", "source_url": "https://example.org/a"}
    Investment.objects.create(
        startup=startup, kind="seed", on_date=NOW, investor_printed="Ông Riêng", **money, **listed
    )
    Startup.objects.create(name_vi="Đã gỡ", removed_at=NOW)


made, university = made_once(a_network_with_people_everywhere)


@pytest.fixture
def tables(client, university, tmp_path):
    """Take the whole package, as others would, and return {name of a table: its text}."""
    said = client.get("/exchange/data/datapackage.json")
    (tmp_path / "datapackage.json").write_bytes(said.content)
    taken = {}
    for resource in said.json()["resources"]:
        answer = client.get(f"/exchange/data/{resource['path']}")
        taken[resource["name"]] = answer.getvalue().decode()
        (tmp_path / resource["path"]).write_text(taken[resource["name"]], "utf-8", newline="")
    return taken


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_validator_of_others_accepts_the_package(tables, tmp_path):
    report = Package(tmp_path / "datapackage.json").validate()

    assert report.flatten(["fieldName", "rowNumber", "message"]) == []
    assert report.stats["tasks"] == 12


def test_nobody_is_named_and_no_way_to_reach_anybody_is_given(tables, university):
    whole = "\n".join(tables.values())
    officer = university.officer_of.officer
    personal = [
        "Minh Khai",  # author, leader of a project
        "Người dùng thử",
        "Trần Thị Bình",
        "Riêng",
        "0000-0002-1825-0097",
        university.author.code,
        officer.name,
        officer.email,
    ]

    assert [words for words in personal if words in whole] == []
    assert "@" not in whole


def test_the_ecosystem_is_given_by_table_without_those_who_run_or_registered_it(tables):
    (body,) = rows(tables["support-bodies"])
    (startup,) = rows(tables["startups"])
    (event,) = rows(tables["rounds-and-events"])
    (money,) = rows(tables["investments"])

    assert (body["stages"], body["licence"]) == ("seed; growth", "CC BY 4.0")
    assert (startup["name_vi"], startup["topics"]) == ("Pin Sạch", "energy")
    assert (event["body"], event["starts_at"][:10]) == (body["code"], NOW.date().isoformat())
    assert (money["startup"], money["amount"]) == (startup["code"], "5.00")
    assert not {"operator", "owner", "investor"} & {*body, *startup, *event, *money}


def test_what_is_not_public_and_what_only_illustrates_is_left_out(tables):
    (problem,) = rows(tables["problems"])

    assert problem["title_vi"] == "'=CMD() ngập, úng"  # a spreadsheet takes it for no formula


def test_a_work_counts_its_authors_and_names_their_organisations(tables, university):
    (work,) = rows(tables["works"])

    assert (work["authors"], work["organisations"]) == ("3", university.faculty.code)
    assert (work["year"], work["retracted"]) == ("2024", "false")


def test_equipment_has_the_columns_of_uniquip(tables, university):
    (instrument,) = rows(tables["equipment"])

    assert list(instrument)[:5] == ["type", "institutionID", "name", "description", "manufacturer"]
    assert instrument["name"] == "Máy đếm xe"
    assert instrument["managingDepartment"] == "Phòng thí nghiệm giao thông"
    assert instrument["contactEmail"] == ""
    assert instrument["organisation"] == university.faculty.code


def test_a_table_that_is_none_is_not_found(client):
    assert client.get("/exchange/data/people.csv").status_code == 404
