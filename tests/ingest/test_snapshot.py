"""The works of an institution are taken out of a snapshot of OpenAlex, part by part."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cauhien.ingest.management.pulling import CannotPull
from cauhien.ingest.management.snapshot import Extract, deleted
from cauhien.ingest.models import WithdrawnWork
from cauhien.ingest.readers.files import BrokenFile
from cauhien.network.models import Work
from tests.factories import a_work

SAMPLES = Path(__file__).parent / "samples"
OLD = (SAMPLES / "work-2022.jsonl").read_bytes()
NEW = (SAMPLES / "works-of-an-institution.jsonl").read_bytes()
DARMSTADT, KARLSRUHE = "I31512782", "https://ror.org/04t3en479"


@pytest.fixture
def part(tmp_path):
    """Return a function that writes a part of the snapshot, cut short or whole."""

    def part(day, content, end=None):
        path = tmp_path / f"snapshot/data/works/updated_date={day}/part_000.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content)[:end])

    return part


def extract(tmp_path, institution=DARMSTADT):
    return Extract(tmp_path / "snapshot", institution, tmp_path / "kept")


def keys(extracted):
    return [json.loads(line)["id"] for line in extracted.file.read_text("utf-8").splitlines()]


def test_a_reading_that_was_broken_off_goes_on_with_the_part_that_is_missing(part, tmp_path):
    part("2026-02-06", NEW + OLD)
    part("2025-11-06", NEW, end=-400)
    with pytest.raises(BrokenFile):
        extract(tmp_path).run()
    part("2026-02-06", b"")  # it is finished and not looked at again
    part("2025-11-06", OLD)
    again = extract(tmp_path)

    assert again.run().records == len(keys(again)) == 5


def test_the_next_reading_takes_newer_days_alone(part, tmp_path):
    part("2025-11-06", NEW)
    extract(tmp_path).run()
    part("2026-02-06", NEW.splitlines(keepends=True)[0])
    second = extract(tmp_path)
    second.run()

    assert second.file.name == f"openalex-{DARMSTADT}-snapshot-from-20251106.jsonl"
    assert len(keys(second)) == 1
    assert extract(tmp_path).run().records == 0


def test_what_a_work_was_before_comes_behind_what_it_is(part, tmp_path):
    work = json.loads(NEW.splitlines()[0])
    for day in ("2026-06-24", "2026-09-24"):
        part(day, json.dumps(work | {"updated_date": day}).encode())
    taken = extract(tmp_path)
    taken.run()

    days = [json.loads(line)["updated_date"] for line in taken.file.read_text().splitlines()]
    assert days == ["2026-09-24", "2026-06-24"]


def test_a_folder_without_works_is_said(tmp_path):
    with pytest.raises(CannotPull):
        extract(tmp_path).run()


@pytest.mark.django_db
def test_the_command_takes_an_old_snapshot_in(part, tmp_path, settings):
    settings.STATE, settings.OPENALEX_URL = tmp_path, "http://127.0.0.1:1"
    part("2022-02-13", OLD + NEW)
    folder = str(tmp_path / "snapshot")

    call_command("pull_openalex", KARLSRUHE, "--snapshot", folder, stdout=StringIO())

    work = Work.objects.get()
    assert (work.source_key, work.venue) == ("W2951498914", "Bibliothek Forschung Und Praxis")


def a_log(folder, *lines):
    path = folder / "deleted_ids.csv.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


@pytest.mark.django_db
def test_works_in_the_log_of_deleted_ones_wait_for_the_data_steward(part, tmp_path, settings):
    settings.STATE = tmp_path
    part("2026-09-24", NEW)
    work, kept = (a_work(source_key=key) for key in ("W4245566371", "W42"))
    row = "https://openalex.org/W4245566371,2026-08-14"
    a_log(tmp_path / "snapshot/data/works", "work_id,deleted_date", row, "https://openalex.org/W9,")
    folder = str(tmp_path / "snapshot")

    call_command("pull_openalex", DARMSTADT, "--snapshot", folder, "--dry-run", stdout=StringIO())
    assert not WithdrawnWork.objects.exists()
    call_command("pull_openalex", DARMSTADT, "--snapshot", folder, stdout=StringIO())

    (taken,) = (tmp_path / "openalex").rglob("*.jsonl")
    assert taken.stat().st_size  # what was only looked at was still new
    waiting = WithdrawnWork.objects.get()
    assert (waiting.work, waiting.state) == (work.code, "waiting")
    assert Work.objects.filter(pk__in=[work.pk, kept.pk]).count() == 2


@pytest.mark.parametrize(
    ("lines", "end", "refusal"),
    [(["id,x", "W1,2"], None, CannotPull), (["work_id"], 20, BrokenFile)],
)
def test_what_is_no_log_of_deleted_works_or_ends_too_early_is_said(tmp_path, lines, end, refusal):
    log = a_log(tmp_path, *lines)
    log.write_bytes(log.read_bytes()[:end])

    with pytest.raises(refusal):
        deleted(log, {"W1"})
