"""Works leave for programs that keep references, and come back with every letter."""

import json
from datetime import timedelta

import pytest

from cauhien.network.actions.lists.reading import publications
from cauhien.network.actions.told_works import tell_works
from cauhien.network.states import WorkKind
from tests.factories import NOW, a_person, a_user, sign_in

pytestmark = pytest.mark.django_db
LIST = (
    "title,year,authors,journal,doi\n"
    "Ngập úng & thoát nước 100% {đô thị},2022,Lê Chi; Nguyễn Văn Ửng,Tạp chí Đo_lường,10.1234/a_b\n"
)


@pytest.fixture
def own():
    person = a_person("Nguyễn Văn Ửng", user=a_user())
    (work,) = tell_works(person=person, written=LIST, by=person.user, at=NOW)
    work.kind = WorkKind.ARTICLE
    work.save(update_fields=["kind"])
    return person


@pytest.mark.parametrize("form", ["bib", "ris"])
def test_what_leaves_reads_back_as_it_was_told(client, own, form):
    answer = client.get(f"/people/{own.code}/works.{form}")

    (read,) = publications(answer.content.decode()).entries
    title = "Ngập úng & thoát nước 100% {đô thị}"
    assert read.title == (title.replace("{", "(").replace("}", ")") if form == "bib" else title)
    assert (read.authors, read.year) == (("Lê Chi", "Nguyễn Văn Ửng"), 2022)
    assert (read.venue, read.doi, read.kind) == ("Tạp chí Đo_lường", "10.1234/a_b", "article")


def test_csl_tells_families_apart_from_given_names(client, own):
    work = own.authorships.get().work

    (said,) = json.loads(client.get(f"/works/{work.code}/cite.json").content)

    assert said["author"][1] == {"family": "Nguyễn", "given": "Văn Ửng"}
    assert (said["type"], said["issued"]) == ("article-journal", {"date-parts": [[2022]]})
    assert f"/works/{work.code}/cite.bib" in client.get(f"/works/{work.code}/").content.decode()
    assert client.get(f"/works/{work.code}/cite.docx").status_code == 404


def test_the_list_of_who_has_objected_is_given_to_themself_alone(client, own):
    way = f"/people/{own.code}/works.bib"
    assert way in client.get(f"/people/{own.code}/").content.decode()
    own.objected_at = NOW - timedelta(days=1)
    own.save(update_fields=["objected_at"])

    page = client.get(f"/people/{own.code}/").content.decode()
    assert (client.get(way).status_code, way in page) == (404, False)
    sign_in(client, own.user)
    assert client.get(way).status_code == 200


def test_an_address_with_a_brace_leaves_an_entry_of_bibtex_whole(client, own):
    work = own.authorships.get().work
    work.url = "https://a.vn/{1"
    work.save(update_fields=["url"])

    written = client.get(f"/works/{work.code}/cite.bib").content.decode()

    assert "url = {https://a.vn/%7B1}" in written
