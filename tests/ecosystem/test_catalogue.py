"""Start-ups and who helps them: what is read in, listed, found and given to programs."""

import csv

import pytest
from django.conf import settings

from cauhien.core.models import SearchEntry
from cauhien.ecosystem.models import Startup, SupportBody
from cauhien.ecosystem.states import Help, Stage
from cauhien.ingest.readers import ecosystem
from cauhien.ingest.readers.records import BadLine
from cauhien.organisations.states import Topic
from tests.ecosystem.things import a_body, a_startup
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
ROW = {
    "id": "HN-S901",
    "name_vi": "Thử thách 2024",
    "kind": "competition",
    "focus": "clean air ideas, training",
    "read_topics": "air: Clean air | environment: clean air",
    "read_stages": "idea: ideas",
    "read_helps": "training: training",
    "source_url": "https://example.org/a",
    "verification": "seen",
}
READ = (("stages", "every", "start-ups at any stage"), ("topics", "air", "no longer so"))


def some():
    return {
        "hub": a_body(operator_printed="Thành đoàn Hà Nội", stages=("idea",), topics=("air",)),
        "fund": a_body("Quỹ Hạt giống", "HN-S902", kind="fund", stages=("every",), read_from=READ),
        "past": a_body("Thử thách 2019", "HN-S903", kind="competition", last_year=2019),
        "startup": a_startup(topic="waste", description_vi="Tái chế nhựa"),
    }


made, things = made_once(some)


def names(answer):
    return [one.name_vi for one in answer.context["page"]]


def test_a_row_says_field_stage_and_help_with_the_words_of_it_that_say_so():
    read = ecosystem.support_body(ROW)

    assert (read.topics, read.stages) == (("air", "environment"), ("idea",))
    assert (read.helps, read.kind, read.last_year) == (("training",), "competition", 2024)
    assert read.read_from[2:] == (("stages", "idea", "ideas"), ("helps", "training", "training"))
    silent = ROW | {"name_vi": "Đề án 844", "read_topics": "", "read_stages": "", "read_helps": ""}
    read = ecosystem.support_body(silent)
    assert (read.topics, read.stages, read.helps, read.last_year) == ((), (), (), None)


@pytest.mark.parametrize("cell", ["seed: seed money", "seed", "seed: "])
def test_a_reading_whose_words_do_not_stand_in_the_row_is_not_taken(cell):
    with pytest.raises(BadLine, match="read_stages"):
        ecosystem.support_body(ROW | {"read_stages": cell})


def test_every_reading_that_ships_rests_on_words_of_its_row():
    with (settings.DATA / "ecosystem.csv").open(encoding="utf-8", newline="") as file:
        read = [ecosystem.support_body(raw) for raw in csv.DictReader(file)]

    said = [
        sum(bool(values) for values in column)
        for column in zip(*((one.topics, one.stages, one.helps) for one in read), strict=True)
    ]
    assert (len(read), said) == (99, [37, 4, 46])
    words = {"topics": Topic, "stages": Stage, "helps": Help}
    unknown = [one for body in read for one in body.read_from if one[1] not in words[one[0]].values]
    assert unknown == []


def test_a_row_from_memory_is_not_taken():
    with pytest.raises(BadLine):
        ecosystem.support_body(ROW | {"verification": "from memory"})


def test_the_list_is_narrowed_by_kind_field_stage_and_place(client, things):
    ask = "/ecosystem/bodies/?"

    assert names(client.get(ask)) == ["Quỹ Hạt giống", "Thử thách 2019", "Vườn ươm Sông Hồng"]
    assert names(client.get(ask + "kind=fund")) == ["Quỹ Hạt giống"]
    assert names(client.get(ask + "topic=air")) == ["Vườn ươm Sông Hồng"]
    assert names(client.get(ask + "topic=unstated")) == ["Quỹ Hạt giống", "Thử thách 2019"]
    assert names(client.get(ask + "stage=idea")) == ["Quỹ Hạt giống", "Vườn ươm Sông Hồng"]
    assert names(client.get(ask + "zone=city")) == ["Vườn ươm Sông Hồng"]
    assert names(client.get(ask + "over=True")) == ["Thử thách 2019"]


def test_an_organisation_shows_what_it_has_listed_in_a_tab_of_its_page(client, things):
    there = f"/organisations/{things['startup'].organisation.code}/"

    assert f"{there}ecosystem/" in client.get(there).content.decode()
    page = client.get(f"{there}ecosystem/").content.decode()
    assert f"/ecosystem/startups/{things['startup'].code}/" in page
    assert "Vườn ươm" not in page


def test_the_numbers_beside_the_filters_are_what_they_leave(client, things):
    facets = client.get("/ecosystem/bodies/").context["facets"]

    (stages,) = (one["options"] for one in facets if "stage=" in one["options"][0]["url"])
    left = {one["url"]: names(client.get("/ecosystem/bodies/" + one["url"])) for one in stages}
    assert [len(left[one["url"]]) for one in stages] == [one["count"] for one in stages]


def test_pages_name_source_kind_and_what_nobody_states(client, things):
    page = client.get("/ecosystem/bodies/hn-s901/").content.decode()
    fund = client.get("/ecosystem/bodies/hn-s902/").content.decode()
    startup = client.get("/ecosystem/startups/hn-e901/").content.decode()

    assert things["hub"].source.name in page
    assert "Vườn ươm" in page
    assert "suy ra từ loại tổ chức" in page
    assert "không nêu" in fund
    assert 'biên tập viên đọc ra từ: <span lang="en">“start-ups at any stage”' in fund
    assert "no longer so" not in fund
    assert "Tái chế nhựa" in startup
    assert client.get("/ecosystem/").status_code == 200


def test_search_and_programs_find_the_same(client, things):
    found = client.get("/search/?q=tai che nhua").content.decode()
    api = client.get("/api/v1/ecosystem/bodies?stage=idea&zone=city").json()
    one = client.get("/api/v1/ecosystem/startups/hn-e901").json()

    assert "/ecosystem/startups/hn-e901/" in found
    assert [body["code"] for body in api["items"]] == ["hn-s901"]
    assert (one["topics"], one["source"]["licence"]) == (["waste"], "CC BY 4.0")
    assert client.get("/api/v1/ecosystem/bodies/hn-s903").json()["is_over"] is True


def test_a_file_read_again_lists_nothing_twice(things):
    a_startup(topic="waste", description_vi="Tái chế nhựa")

    assert (Startup.objects.count(), SupportBody.objects.count()) == (1, 3)
    assert SearchEntry.objects.filter(kind="startup").count() == 1
