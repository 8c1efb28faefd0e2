"""Journals are harvested by OAI-PMH and read in; our own provider stands for a repository."""

import json

import httpx
import pytest
from django.test import Client

from cauhien.core.events import announce_many
from cauhien.exchange.actions import update_register
from cauhien.ingest.actions import batches
from cauhien.ingest.readers import oai_dc, registry
from cauhien.ingest.readers.harvesting import CannotHarvest, Harvest
from cauhien.network.models import Work
from tests.factories import NOW, a_work
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
ADDRESS = "http://127.0.0.1/oai/"
SET = "openaire_cris_publications"
MANY = 104


def a_repository():
    Work.objects.bulk_create(Work(title=f"Nút giao {n}", language="vi") for n in range(MANY - 1))
    known = a_work(
        "Đèn tín hiệu", by=["Nguyễn, Văn An"], kind="article", doi="10.1234/a", venue="Tạp chí"
    )
    update_register(at=NOW)
    return known


made, known = made_once(a_repository)


class Repository(httpx.BaseTransport):
    """Our site as the network shows it. broken: the number of the request that fails."""

    def __init__(self, broken=None):
        self.asked, self.broken = [], broken

    def handle_request(self, request):
        self.asked.append(dict(request.url.params))
        if len(self.asked) == self.broken:
            raise httpx.ConnectError("broken off")
        said = Client().get("/oai/", self.asked[-1])
        return httpx.Response(said.status_code, content=said.content, request=request)


def harvest(folder, repository=None):
    client = httpx.Client(transport=repository or Repository())
    return Harvest(client, ADDRESS, folder, SET)


def taken(harvested):
    return [json.loads(line) for line in harvested.file.read_text("utf-8").splitlines()]


def test_a_repository_is_taken_whole_and_read_in_as_works(known, tmp_path):
    taking = harvest(tmp_path)
    progress = taking.run()
    Work.objects.all().delete()
    batch = batches.open_batch(
        reader=registry.checked("oai-dc", taking.file),
        path=taking.file,
        at=NOW,
        facts={"retrieved_at": NOW},
    )
    batches.stage_batch(batch=batch, path=taking.file)
    batches.reconcile_batch(batch=batch, at=NOW)

    assert (progress.records, Work.objects.count()) == (MANY, MANY)
    work = Work.objects.get(source_key=f"oai:127.0.0.1:Publications/{known.code}")
    assert (work.title, work.kind, work.doi, work.venue, work.year, work.language) == (
        "Đèn tín hiệu",
        "article",
        "10.1234/a",
        "Tạp chí",
        2024,
        "vi",
    )
    assert [line.raw_name for line in work.authorships.all()] == ["Nguyễn, Văn An"]


def test_a_harvest_that_was_broken_off_goes_on_where_it_was(known, tmp_path):
    with pytest.raises(CannotHarvest):
        harvest(tmp_path, Repository(broken=3)).run()
    again = Repository()
    taking = harvest(tmp_path, again)
    taking.run()

    assert [one["verb"] for one in again.asked] == ["ListRecords"]
    assert "resumptionToken" in again.asked[0]
    assert len({one["identifier"] for one in taken(taking)}) == len(taken(taking)) == MANY


def test_the_next_harvest_takes_what_changed_and_names_what_was_withdrawn(known, tmp_path):
    first = harvest(tmp_path)
    first.run()
    later = first.progress.begun.replace("T", " ").replace("Z", "+00:00")
    at = NOW.fromisoformat(later).replace(year=2100)
    gone, changed = Work.objects.exclude(pk=known.pk)[:2]
    code = gone.code
    gone.delete()
    announce_many(kind="work.changed", subject_kind="work", subject_codes=[changed.code], at=at)
    update_register(at=at)

    second = harvest(tmp_path)
    progress = second.run()

    assert [one["identifier"].split("/")[-1] for one in taken(second)] == [changed.code]
    assert progress.withdrawn == (f"oai:127.0.0.1:Publications/{code}",)
    assert second.file != first.file


def test_nothing_new_is_no_fault_and_a_refusal_is_said(known, tmp_path):
    taking = harvest(tmp_path)
    taking.run()

    assert harvest(tmp_path).run().records == 0
    assert harvest(tmp_path).run(is_anew=True).records == MANY
    with pytest.raises(CannotHarvest):
        Harvest(httpx.Client(transport=httpx.MockTransport(not_oai)), ADDRESS, tmp_path).run()


def not_oai(request):
    return httpx.Response(200, content=b"<html/>", request=request)


def test_a_record_as_ojs_writes_it():
    def tagged(*pairs):
        return [{"value": value, "lang": tag} for value, tag in pairs]

    record = oai_dc.read(
        {
            "identifier": "oai:journal.test:article/7",
            "datestamp": "2024-03-01",
            "dc": {
                "title": tagged(("Smart traffic lights", "en-US"), ("Đèn thông minh", "vi-VN")),
                "creator": tagged(("Nguyễn, Văn An", ""), ("Trần, Thị Bình", "")),
                "description": tagged(("In English.", "en-US"), ("Bằng tiếng Việt.", "vi-VN")),
                "date": tagged(("2024-02-29", "")),
                "type": tagged(("info:eu-repo/semantics/article", ""), ("Bài báo", "vi-VN")),
                "identifier": tagged(
                    ("https://journal.test/article/view/7", ""), ("10.1234/JT.7", "")
                ),
                "source": tagged(("Tạp chí Giao thông; Số 3 (2024); 1-10", "vi-VN")),
                "language": tagged(("vie", "")),
                "rights": tagged(("https://creativecommons.org/licenses/by/4.0", "")),
                "subject": tagged(("giao thông", "vi-VN")),
            },
        }
    )

    assert record == record._replace(
        key="oai:journal.test:article/7",
        title="Đèn thông minh",
        title_translated="Smart traffic lights",
        abstract="Bằng tiếng Việt.",
        language="vi",
        kind="article",
        year=2024,
        published_on="2024-02-29",
        venue="Tạp chí Giao thông",
        doi="10.1234/jt.7",
        url="https://journal.test/article/view/7",
        licence="CC BY 4.0",
        topics=(("", "giao thông"),),
    )
    assert [author.name for author in record.authors] == ["Nguyễn, Văn An", "Trần, Thị Bình"]
