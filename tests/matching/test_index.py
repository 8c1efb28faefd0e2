"""The index: built, brought up to date, switched and swept."""

import numpy as np
import pytest

from cauhien.challenges.states import State
from cauhien.core.events import announce
from cauhien.matching.actions import index, runs
from cauhien.matching.bridge import store
from cauhien.matching.models import IndexVersion
from tests.factories import a_challenge, a_person, a_technology, a_work, an_organisation

pytestmark = pytest.mark.django_db


def codes(text, now):
    return [one.code for one in runs.ask(text=text, at=now).candidates]


def changed(kind, thing, now):
    announce(kind=f"{kind}.changed", subject_kind=kind, subject_code=thing.code, at=now)


def test_everything_of_the_collection_is_found_by_its_words(indexed, now):
    answer = runs.ask(text="ùn tắc giao thông giờ cao điểm", at=now)

    assert {one.kind: one.code for one in answer.candidates} == {
        kind: thing.code for kind, thing in indexed.items()
    }


def test_a_new_technology_is_found_without_a_whole_build(indexed, now):
    new = a_technology("Trạm đo bụi mịn giá rẻ")
    changed("technology", new, now)
    before = codes("trạm đo bụi mịn", now)

    version = index.update_index(at=now)

    assert (before, codes("trạm đo bụi mịn", now)) == ([], [new.code])
    assert version.is_delta


def test_a_version_of_changes_shares_the_large_part_with_its_origin(indexed, now, own_state):
    first = store.current_version()
    changed("technology", a_technology("Trạm đo bụi mịn giá rẻ"), now)

    index.update_index(at=now)

    files = {path.name for path in (own_state / "match" / store.current_version()).iterdir()}
    assert "delta_posting.npy" in files
    assert "base_posting.npy" not in files
    assert store.current().manifest["arrays"]["base_posting"] == first


def test_what_changed_is_found_by_its_new_words_alone(indexed, now):
    technology = indexed["technology"]
    technology.name_vi = "Trạm đo bụi mịn"
    technology.save()
    changed("technology", technology, now)

    index.update_index(at=now)

    assert technology.code in codes("trạm đo bụi mịn", now)
    kinds = {one.kind for one in runs.ask(text="đèn tín hiệu thích ứng", at=now).candidates}
    assert "technology" not in kinds


def test_what_is_gone_is_found_no_more(indexed, now):
    work = indexed["work"]
    changed("work", work, now)
    work.delete()

    index.update_index(at=now)

    kinds = {one.kind for one in runs.ask(text="ùn tắc giao thông", at=now).candidates}
    assert not {"work", "person"} & kinds


def test_a_draft_is_not_found_and_a_problem_that_left_its_office_is(indexed, now):
    draft = a_challenge(title_vi="Sạt lở bờ bãi giữa sông Hồng")
    changed("challenge", draft, now)
    index.update_index(at=now)
    before = draft.code in codes("sạt lở bờ bãi giữa", now)

    draft.state = State.TRIAGE
    draft.save()
    changed("challenge", draft, now)
    index.update_index(at=now)

    after = draft.code in codes("sạt lở bờ bãi giữa", now)
    assert (before, after) == (False, True)


def test_nothing_new_makes_no_new_version(indexed, now):
    version = store.current_version()

    assert index.update_index(at=now) is None
    assert store.current_version() == version


def test_what_was_announced_before_a_whole_build_is_not_taken_in_again(collection, now):
    changed("technology", collection["technology"], now)
    index.build_index(at=now)

    assert index.update_index(at=now) is None


def test_an_update_that_fails_is_made_up_for_by_the_next(indexed, now, monkeypatch):
    new = a_technology("Trạm đo bụi mịn giá rẻ")
    changed("technology", new, now)
    with monkeypatch.context() as patch:
        patch.setattr(store, "write", lambda *given, **named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.update_index(at=now)

    index.update_index(at=now)

    assert codes("trạm đo bụi mịn", now) == [new.code]


def test_an_index_that_the_database_does_not_know_is_built_anew(indexed, now):
    IndexVersion.objects.all().delete()  # as where an older database was put back

    assert not index.update_index(at=now).is_delta


def test_many_changes_at_once_make_a_whole_build(indexed, now, monkeypatch):
    monkeypatch.setattr(index, "MOST_CHANGES", 1)
    for number in range(3):
        changed("technology", a_technology(f"Trạm đo bụi mịn {number}"), now)

    assert not index.update_index(at=now).is_delta


def test_changes_and_a_whole_build_find_the_same(indexed, now):
    for title in ["Ùn tắc giao thông ở nút giao", "Giảm ùn tắc bằng làn riêng cho xe buýt"]:
        changed("work", a_work(title, by=[a_person()]), now)
    index.update_index(at=now)
    of_changes = runs.ask(text="ùn tắc giao thông", at=now).candidates

    index.build_index(at=now)

    whole = runs.ask(text="ùn tắc giao thông", at=now).candidates
    assert [(one.kind, one.code) for one in whole] == [(one.kind, one.code) for one in of_changes]


def test_the_same_rows_give_the_same_hash_and_the_same_bytes(indexed, now):
    first = store.current()
    index.build_index(at=now)
    second = store.current()

    assert first.manifest["input_hash"] == second.manifest["input_hash"]
    pairs = zip(first.index.arrays().values(), second.index.arrays().values(), strict=True)
    assert all(np.array_equal(one, other) for one, other in pairs)


def test_old_versions_go_and_one_in_use_stays(indexed, now, monkeypatch):
    monkeypatch.setattr(index, "KEPT_VERSIONS", 1)
    held = store.current()
    forgotten = index.build_index(at=now).version

    index.build_index(at=now)

    assert held.version in store.versions()
    assert forgotten not in store.versions()
    assert store.current_version() in store.versions()


def test_what_a_killed_build_left_is_cleared_away(indexed, now, own_state):
    (own_state / "match" / ".new-abc").mkdir()

    index.build_index(at=now)

    assert not list((own_state / "match").glob(".new-*"))


def test_without_an_index_the_first_update_builds_one(collection, now):
    assert index.update_index(at=now).documents == IndexVersion.objects.get().documents
    assert codes("đèn tín hiệu", now)


def test_an_index_of_another_engine_is_built_anew(indexed, now, own_state):
    manifest = own_state / "match" / store.current_version() / "manifest.json"
    manifest.write_text(manifest.read_text().replace(store.ENGINE_VERSION, "match 0"))
    store.forget()

    with pytest.raises(runs.CannotMatch):
        runs.ask(text="ùn tắc giao thông", at=now)
    assert index.update_index(at=now)
    assert codes("ùn tắc giao thông", now)


def test_a_printed_name_without_an_identifier_makes_no_candidate(db, now):
    a_work("Dự báo ngập úng đô thị", by=["Nguyễn Văn An"])
    index.build_index(at=now)

    assert [one.kind for one in runs.ask(text="dự báo ngập úng", at=now).candidates] == ["work"]


def test_joined_rows_are_found_as_the_one_that_stays(db, now):
    kept, merged = a_person("Trần Thị Hoa"), a_person("Tran Thi Hoa")
    a_work("Dự báo ngập úng đô thị", by=[merged])
    merged.canonical = kept
    merged.save()
    index.build_index(at=now)

    answer = runs.ask(text="dự báo ngập úng", at=now)

    assert [one.code for one in answer.candidates if one.kind == "person"] == [kept.code]


def test_a_company_is_found_once_as_an_enterprise_with_what_it_owns(indexed, now):
    owner = indexed["enterprise"]
    a_technology("Ùn tắc giao thông: bảng báo điện tử", owner=owner)
    index.build_index(at=now)

    rows = runs.ask(text="ùn tắc giao thông", at=now).candidates

    mine = [one for one in rows if one.code == owner.code]
    assert [one.kind for one in mine] == ["enterprise"]
    assert {proof.kind for proof in mine[0].proofs} == {"technology", "organisation"}


def test_a_bare_name_of_an_organisation_proves_nothing(db, now):
    an_organisation("Viện Khoa học Ngập úng")
    index.build_index(at=now)

    assert codes("ngập úng", now) == []


def test_building_reads_in_few_queries(collection, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        index.build_index(at=now)
