"""A file on its way in: compared, taken over, gone on with after a kill, never twice."""

import gzip

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import Assertion, Event, SearchEntry
from cauhien.core.provenance import record_assertion
from cauhien.ingest.actions import batches
from cauhien.ingest.models import Batch, StagedRow
from cauhien.ingest.readers import files, registry
from cauhien.ingest.states import BatchState
from cauhien.network.actions.told_works import tell_works
from cauhien.network.models import Work
from tests.factories import NOW, a_person, a_user, sign_in
from tests.ingest.conftest import a_work, an_author

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def counts(batch):
    return {name: count for name, count in batch.counts.items() if count}


def many(count, **more):
    return [a_work(f"acl:2024.x-1.{n}", f"Work number {n}", **more) for n in range(count)]


def test_comparing_alone_changes_nothing_and_says_what_would(written, stage):
    batch = stage("works", written("works.jsonl", *many(3)))

    assert (counts(batch), batch.state, Work.objects.count()) == ({"new": 3}, "staged", 0)


def test_what_was_only_looked_at_can_be_forgotten_without_a_trace(written, stage):
    batch = stage("works", written("works.jsonl", *many(3)))

    batches.drop_batch(batch=batch)

    assert (Batch.objects.count(), StagedRow.objects.count()) == (0, 0)


def test_a_row_that_was_taken_over_carries_source_licence_fingerprint_and_date(written, take_in):
    batch = take_in("works", written("works.jsonl", a_work(license="CC-BY-4.0")))

    work = Work.objects.get()
    assert (work.source.licence, work.licence) == ("CC BY 4.0", "CC-BY-4.0")
    assert (work.source, len(work.record_sha256)) == (batch.source, 64)
    assert (work.source_key, work.retrieved_at) == ("acl:2024.x-1.1", NOW)


def test_the_same_file_twice_changes_nothing(written, take_in):
    path = written("works.jsonl.gz", *many(5))
    take_in("works", path)
    before = list(Work.objects.values())
    events = Event.objects.count()

    again = take_in("works", path)

    assert counts(again) == {"same": 5}
    assert (list(Work.objects.values()), Event.objects.count()) == (before, events)


def test_a_changed_row_is_updated_and_keeps_its_address(written, take_in, stage):
    take_in("works", written("works.jsonl", *many(3)))
    code = Work.objects.get(source_key="acl:2024.x-1.1").code
    renewed = written("works.jsonl", many(3)[0], a_work("acl:2024.x-1.1", "Another title"))

    looked_at = stage("works", renewed)
    difference = looked_at.rows.get(outcome="changed").difference
    batches.reconcile_batch(batch=looked_at, at=NOW)

    assert difference == {"title": ["Work number 1", "Another title"]}
    assert Work.objects.get(code=code).title == "Another title"
    assert counts(looked_at) == {"changed": 1, "same": 1, "gone": 1}


def test_a_work_that_its_author_told_before_is_not_called_new(client, written, stage):
    own = a_person("Nguyễn Văn An", user=a_user())
    list_of_one = "title,year,authors\nMột nhan đề,2024,Nguyễn Văn An\n"
    tell_works(person=own, written=list_of_one, by=own.user, at=NOW)
    by = [an_author("Nguyen Van An")]
    said = a_work(title="Một nhan đề", authorships=by, abstract="Đo.")

    looked_at = stage("works", written("works.jsonl", said, a_work("other", "Other")))
    sign_in(client, a_user(Role.DATA_STEWARD))
    page = client.get(f"/data/imports/{looked_at.code}/").content.decode()
    batches.reconcile_batch(batch=looked_at, at=NOW)

    assert counts(looked_at) == {"joined": 1, "new": 1}
    assert looked_at.rows.get(outcome="joined").difference["abstract"] == ["", "Đo."]
    assert "<b>1</b> nối với công trình đã tự khai" in page
    assert Work.objects.count() == 2


def test_what_a_source_no_longer_gives_is_noted_and_kept(written, take_in):
    take_in("works", written("works.jsonl", *many(3)))

    batch = take_in("works", written("works.jsonl", *many(2)))

    assert list(batch.rows.filter(outcome="gone").values_list("key", flat=True)) == [
        "acl:2024.x-1.2"
    ]
    assert Work.objects.count() == 3


def test_a_value_that_a_person_accepted_stays_and_the_row_is_a_conflict(written, take_in):
    take_in("works", written("works.jsonl", a_work(title="Old", abstract="first")))
    work = Work.objects.get()
    record_assertion(
        subject=("work", work.code),
        predicate="title",
        value="Put right",
        source=work.source,
        by=a_user(),
        at=NOW,
    )
    Work.objects.update(title="Put right")

    batch = take_in("works", written("works.jsonl", a_work(title="New", abstract="second")))

    work.refresh_from_db()
    assert (work.title, work.abstract) == ("Put right", "second")
    assert counts(batch) == {"conflict": 1}
    proposed = Assertion.objects.get(status=Assertion.Status.PROPOSED)
    assert (proposed.predicate, proposed.value) == ("title", "New")


def test_bad_lines_are_kept_with_number_and_reason_and_the_rest_is_taken(written, take_in):
    path = written(
        "works.jsonl",
        a_work("acl:1"),
        "{broken",
        {"title": "without an id"},
        a_work("acl:1", "the same id again"),
        a_work("acl:2"),
        '{"id": "acl:\udcff"}',
    )

    batch = take_in("works", path)

    assert list(batch.rejects.order_by("line").values_list("line", "reason")) == [
        (2, "bad_json"),
        (3, "no_id"),
        (4, "repeated"),
        (6, "bad_encoding"),
    ]
    assert set(Work.objects.values_list("source_key", flat=True)) == {"acl:1", "acl:2"}


def test_a_file_that_breaks_off_keeps_what_was_read_and_can_be_taken_over(written, stage, tmp_path):
    whole = written("works.jsonl.gz", *many(4000))
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(whole.read_bytes()[:-3000])

    with pytest.raises(files.BrokenFile):
        stage("works", path)
    batch = Batch.objects.get()
    batches.reconcile_batch(batch=batch, at=NOW)

    assert (batch.state, batch.fault) == (BatchState.DONE, "damaged")
    assert 1000 < Work.objects.count() < 4000


class Killed(Exception):
    """The process ends here."""


@pytest.mark.parametrize("after", [20, 40])
def test_an_import_that_is_killed_goes_on_with_no_row_twice(monkeypatch, written, after):
    monkeypatch.setattr(batches, "CHUNK", 20)
    path = written("works.jsonl", *many(70))
    reader = registry.reader("works")

    def killed(lines):
        if lines >= after:
            raise Killed

    def begin():
        return batches.open_batch(reader=reader, path=path, at=NOW, facts={"retrieved_at": NOW})

    with pytest.raises(Killed):
        batches.stage_batch(batch=begin(), path=path, tell=killed)
    batches.stage_batch(batch=begin(), path=path)
    with pytest.raises(Killed):
        batches.reconcile_batch(batch=Batch.objects.get(), at=NOW, tell=killed)
    assert Work.objects.count() == after
    batch = begin()
    batches.reconcile_batch(batch=batch, at=NOW)

    assert (Work.objects.count(), counts(batch)) == (70, {"new": 70})
    assert (Batch.objects.count(), batch.state) == (1, BatchState.DONE)


def test_a_finished_batch_keeps_only_the_rows_that_differed(written, take_in):
    take_in("works", written("works.jsonl", *many(3)))
    batch = take_in("works", written("works.jsonl", a_work("acl:2024.x-1.0", "X"), *many(3)[1:]))

    assert [(row.key, row.outcome) for row in batch.rows.all()] == [("acl:2024.x-1.0", "changed")]


def test_a_batch_is_taken_over_once(written, take_in):
    batch = take_in("works", written("works.jsonl", *many(1)))

    with pytest.raises(batches.NotStaged):
        batches.reconcile_batch(batch=batch, at=NOW)


def test_each_change_is_found_by_the_search_and_announced(written, take_in):
    take_in("works", written("works.jsonl", a_work(title="Flood forecasting")))

    work = Work.objects.get()
    assert SearchEntry.objects.get(kind="work", code=work.code).title_en == "Flood forecasting"
    assert Event.objects.filter(kind="work.changed", subject_code=work.code).count() == 1


def test_two_files_in_one_packed_stream_are_one_file(tmp_path, take_in):
    path = tmp_path / "two.jsonl.gz"
    lines = [f'{{"id": "acl:{n}", "title": "T", "authorships": []}}\n' for n in (1, 2)]
    path.write_bytes(b"".join(gzip.compress(line.encode()) for line in lines))

    assert counts(take_in("works", path)) == {"new": 2}
