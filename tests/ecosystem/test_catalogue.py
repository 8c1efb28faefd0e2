"""Start-ups and who helps them: what is read in, listed, found and given to programs."""

import pytest

from cauhien.core.models import SearchEntry
from cauhien.ecosystem.models import Startup, SupportBody
from cauhien.ingest.readers import ecosystem
from cauhien.ingest.readers.records import BadLine
from tests.ecosystem.things import a_body, a_startup
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
ROW = {
    "id": "HN-S901",
    "name_vi": "Thử thách 2024",
    "kind": "competition",
    "focus": "clean air ideas, training",
    "source_url": "https://example.org/a",
    "verification": "seen",
}


def some():
    return {
        "hub": a_body(operator_printed="Thành đoàn Hà Nội", stages=("idea",), topics=("air",)),
        "fund": a_body("Quỹ Hạt giống", "HN-S902", kind="fund", stages=("every",)),
        "past": a_body("Thử thách 2019", "HN-S903", kind="competition", last_year=2019),
        "startup": a_startup(topic="waste", description_vi="Tái chế nhựa"),
    }


made, things = made_once(some)


def names(answer):
    return [one.name_vi for one in answer.context["page"]]


def test_a_row_says_field_stage_help_and_year_only_where_its_words_do():
    read = ecosystem.support_body(ROW)

    assert (read.topics, read.stages, read.helps) == (("air",), ("idea",), ("training",))
    assert (read.kind, read.last_year) == ("competition", 2024)
    silent = ecosystem.support_body(ROW | {"name_vi": "Đề án 844", "focus": "services"})
    assert (silent.topics, silent.stages, silent.helps, silent.last_year) == ((), (), (), None)


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
    startup = client.get("/ecosystem/startups/hn-e901/").content.decode()

    assert things["hub"].source.name in page
    assert "Vườn ươm" in page
    assert "suy ra từ loại tổ chức" in page
    assert "không nêu" in client.get("/ecosystem/bodies/hn-s902/").content.decode()
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
