"""./cauhien ingest: what it says, and what it refuses."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cauhien.ingest.actions import batches
from cauhien.ingest.models import Batch
from cauhien.network.models import Work
from tests.ingest.conftest import a_ror, a_work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(monkeypatch, settings):
    monkeypatch.setenv("LANG", "C")


def ingest(*words):
    out = StringIO()
    call_command("ingest", *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


def test_it_says_what_differs_and_takes_it_over(written):
    said = ingest("works", written("works.jsonl", a_work()))

    assert "new 1 · changed 0 · unchanged 0" in said
    assert "new: acl:2024.x-1.1" in said
    assert Work.objects.count() == 1


def test_a_dry_run_says_the_same_and_leaves_no_trace(written):
    said = ingest("works", written("works.jsonl", a_work()), "--dry-run")

    assert "new 1" in said
    assert (Work.objects.count(), Batch.objects.count()) == (0, 0)


def test_it_ends_with_the_lines_it_could_not_take_and_where_they_all_are(written):
    said = ingest("works", written("works.jsonl", a_work(), "{broken"))

    assert "line 2: it is not JSON" in said
    assert f"1 lines were not taken. All of them: /data/imports/{Batch.objects.get().code}/" in said


def test_a_file_that_breaks_off_is_said_and_what_was_read_is_kept(written, tmp_path):
    lines = [a_work(f"acl:{n}", f"Work {n * 7919}") for n in range(3000)]
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(written("works.jsonl.gz", *lines).read_bytes()[:-500])

    said = ingest("works", path)

    assert "cut.jsonl.gz could not be read to its end. Its packing ends too early" in said
    assert Work.objects.count() > 1000


@pytest.mark.parametrize(
    ("source", "name", "says"),
    [
        ("scopus", "works.jsonl", "No source is called scopus. Known: openalex, ror, works"),
        ("works", "missing.jsonl", "There is no file"),
        ("works", "ror.jsonl", "ror.jsonl does not look like works. It looks like: ror."),
        ("works", "empty.jsonl", "empty.jsonl does not look like works."),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_on(written, tmp_path, source, name, says):
    written("works.jsonl", a_work())
    written("ror.jsonl", a_ror("02wsd5p50", "X"))
    written("empty.jsonl")

    with pytest.raises(CommandError, match=says.replace(".", r"\.")):
        ingest(source, tmp_path / name)


def test_a_second_import_waits_for_its_turn(written, monkeypatch):
    def busy():
        raise batches.Busy

    monkeypatch.setattr(batches, "turn", busy)

    with pytest.raises(CommandError, match="Another import is running"):
        ingest("works", written("works.jsonl", a_work()))
