"""Every page of this app answers in both languages, with all that a thing can carry."""

import pytest

from cauhien.network.models import (
    Authorship,
    Contribution,
    Involvement,
    PersonIdentifier,
    PersonName,
)
from cauhien.network.states import RequestKind
from tests.factories import (
    a_person,
    a_project,
    a_source,
    a_technology,
    a_work,
    an_organisation,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ["vi", "en"]


def in_language(client, language):
    client.cookies["django_language"] = language
    return client


@pytest.fixture
def body():
    return an_organisation("Đại học Bách khoa Hà Nội", name_en="Hanoi University of Science")


@pytest.fixture
def person(body):
    person = a_person("Nguyễn Thị Minh Khai")
    PersonName.objects.create(person=person, written=person.name, order="family-first", folded="")
    PersonIdentifier.objects.create(
        person=person, scheme="orcid", value="0000-0002-1825-0097", certain=True
    )
    Involvement.objects.create(
        person=person, organisation=body, kind="printed", first_year=2019, last_year=2024
    )
    a_work(
        by=[person, a_person("Trần Văn Ân"), "An Other"],
        source=a_source(),
        abstract="Một hai ba.",
        doi="https://doi.org/10.1/x",
    )
    Authorship.objects.filter(person=person).update(
        organisation=body, raw_affiliations=["Bach khoa, Hanoi"]
    )
    a_work("Flood forecasting", language="en", title_translated="Dự báo ngập", by=[person])
    return person


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_person(client, language, person):
    answer = in_language(client, language).get(f"/people/{person.code}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    for shown in (
        "Nguyễn Thị Minh Khai",
        "Bach khoa, Hanoi",
        "https://orcid.org/0000-0002-1825-0097",
        "Trần Văn Ân",
        "CC BY 4.0",
    ):
        assert shown in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["people", "works", "projects", "technologies"])
def test_the_lists(client, language, path, person):
    a_project()
    a_technology()

    answer = in_language(client, language).get(f"/{path}/")

    assert answer.status_code == 200
    assert '<ul class="results">' in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_work(client, language, person):
    work = person.authorships.order_by("id").first().work

    page = in_language(client, language).get(f"/works/{work.code}/").content.decode()

    assert f'href="/people/{person.code}/"' in page
    assert "An Other" in page
    assert "https://doi.org/10.1/x" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_project(client, language, body):
    project = a_project(
        summary_en="Lights that learn.", year_start=2020, source=a_source(), source_note="name_only"
    )
    Contribution.objects.create(project=project, role="host", raw_name="BK", organisation=body)
    Contribution.objects.create(project=project, role="leader", raw_name="TS. An")

    page = in_language(client, language).get(f"/projects/{project.code}/").content.decode()

    assert f'<a href="/organisations/{body.code}/">BK</a>' in page
    assert "TS. An" in page
    assert "Lights that learn." in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_technology(client, language, body):
    technology = a_technology(owner=body, owner_printed="Bách khoa", source=a_source())

    page = in_language(client, language).get(f"/technologies/{technology.code}/").content.decode()

    assert f'<a href="/organisations/{body.code}/">Bách khoa</a>' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", ["people", "works", "projects", "technologies"])
def test_the_tabs_of_an_organisation(client, language, tab, body, person):
    address = f"/organisations/{body.code}/{tab}/"

    page = in_language(client, language).get(address).content.decode()

    assert f'<a href="{address}" aria-current="page">' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Hà Nội", "theo nơi của tổ chức nắm giữ", "nguồn ghi rõ địa điểm"]),
        (
            "en",
            [
                "Hanoi",
                "after the place of the organisation that holds it",
                "the source says where it is",
            ],
        ),
    ],
)
def test_the_place_of_a_thing_is_said_to_be_that_of_its_holder(client, language, words):
    holder = an_organisation(zone="city", zone_basis="stated")
    technology = a_technology(owner=holder, zone="city")
    project = a_project(zone="city")
    Contribution.objects.create(project=project, role="host", raw_name="H", organisation=holder)

    for path in (f"/technologies/{technology.code}/", f"/projects/{project.code}/"):
        page = in_language(client, language).get(path).content.decode()
        assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thing_whose_holder_is_nowhere_stated_has_no_place(client, language):
    technology = a_technology(owner=an_organisation(zone="unknown"), zone="unknown")

    page = in_language(client, language).get(f"/technologies/{technology.code}/").content.decode()

    words = {"vi": "nguồn không ghi", "en": "not in the source"}[language]
    assert f'<dd><span class="muted">{words}</span>' in page


@pytest.mark.parametrize("mail", ["", "data@city.invalid"])
def test_a_person_is_led_to_what_they_may_ask_and_told_whom_to_write_to(
    client, settings, person, mail
):
    settings.CITY = settings.CITY | {"contact": {"mail": mail}}

    page = in_language(client, "vi").get(f"/people/{person.code}/").content.decode()

    ways = [f"/people/{person.code}/ask/{kind}/" for kind in RequestKind]
    assert [way in page for way in ways] == [True] * 4
    assert ("data@city.invalid" in page) == bool(mail)
    assert ('href="mailto:data@city.invalid"' in page) == bool(mail)


@pytest.mark.parametrize("topic", [{"name": "Signal Processing"}, {"display_name": "Signals"}])
def test_topics_are_shown_by_whichever_name_their_source_gives(client, db, topic):
    work = a_work(topics=[topic])

    page = client.get(f"/works/{work.code}/").content.decode()

    assert next(iter(topic.values())) in page
