"""A run: what it keeps, and that it can be made again."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.audit import verify
from cauhien.core.models import AuditLine
from cauhien.matching.actions import index, runs
from cauhien.matching.bridge import store
from cauhien.matching.bridge.evidence import described
from cauhien.matching.models import Match, Run
from cauhien.matching.states import RunState
from tests.factories import a_challenge, a_technology, a_user

pytestmark = pytest.mark.django_db


def test_it_keeps_all_that_is_needed_to_make_it_again(matched, problem):
    assert matched.state == RunState.DONE
    assert (matched.title, matched.text) == (problem.title_vi, problem.description_vi)
    assert matched.engine_version == store.ENGINE_VERSION
    assert matched.index_version == store.current_version()
    assert set(matched.parameters) >= {"weights", "lexicon", "now_year", "without"}
    assert len(matched.input_hash) == 64
    assert matched.language == "vi"


def test_it_finds_the_whole_collection_each_thing_once(matched, indexed, found):
    kinds = found(matched)

    assert {kind for kind, thing in indexed.items() if thing.code not in kinds[kind]} == set()
    assert [kind for kind, codes in kinds.items() if len(codes) != len(set(codes))] == []


def test_every_candidate_has_proof_with_marks_share_and_year(matched, indexed):
    person = Match.objects.get(run=matched, kind="person")
    [proof] = person.evidence

    title = indexed["work"].title
    marked = [title[start:end] for start, end in proof["spans_vi"]]
    assert (proof["kind"], proof["code"]) == ("work", indexed["work"].code)
    assert (proof["year"], proof["share"]) == (2024, 1.0)
    assert marked[0] == "Giảm ùn tắc giao thông giờ cao điểm"
    assert proof["passage"].startswith("Bài báo đo ùn tắc giao thông")
    assert "ùn tắc giao thông" in proof["words"]


def test_no_bare_number_is_marked(collection, now):
    light = a_technology("Đèn tín hiệu 4 pha", summary_vi="Đã lắp ở 8 nút.")
    index.build_index(at=now)

    answer = runs.ask(title="Đèn tín hiệu cho 8 nút ở 4 phường", at=now)

    rows = described([one for one in answer.candidates if one.code == light.code], answer.asked)
    assert [row["evidence"][0]["words"] for row in rows] == [["Đèn tín hiệu", "8 nút"]]


def test_the_problem_itself_and_where_it_came_from_are_not_among_the_similar(indexed, now, found):
    origin = indexed["challenge"]
    draft = a_challenge(title_vi=origin.title_vi, adopted_from=origin)

    run = runs.run_match(challenge=draft, by=None, at=now)

    assert "challenge" not in found(run)


def test_it_stands_in_the_log_of_the_case(matched, problem):
    line = AuditLine.objects.get(chain=problem.chain)

    assert (line.act, line.by) == ("match", None)
    assert line.detail["input"] == matched.input_hash
    assert verify(problem.chain) == 1


def test_who_asked_is_kept(indexed, problem, now):
    officer = a_user(Role.OFFICER, office=problem.office)

    assert runs.run_match(challenge=problem, by=officer, at=now).by == officer


def test_a_problem_in_english_alone_is_matched_by_its_english(indexed, now):
    english = a_challenge(
        State.TRIAGE,
        title_vi="",
        description_vi="",
        title_en="Traffic congestion at peak hours",
        description_en="Adaptive signals are needed.",
    )

    run = runs.run_match(challenge=english, by=None, at=now)

    assert (run.state, run.language) == (RunState.DONE, "en")


def test_without_an_index_the_run_says_so(db, problem, now):
    run = runs.run_match(challenge=problem, by=None, at=now)

    assert run.state == RunState.FAILED
    assert run.message == (
        "The match index is not ready yet. It is being built; please come back in a few minutes."
    )


def test_a_problem_without_words_is_not_matched_and_says_why(indexed, now):
    silent = a_challenge(title_vi="🚦", description_vi="")

    run = runs.run_match(challenge=silent, by=None, at=now)

    assert (run.state, Match.objects.filter(run=run).count()) == (RunState.FAILED, 0)
    assert run.message.startswith("This text has no words")


def test_it_abstains_where_only_a_like_problem_is_near(db, now):
    a_challenge(State.CATALOGUED, title_vi="Sạt lở bãi giữa sông Hồng")
    index.build_index(at=now)
    twin = a_challenge(State.TRIAGE, title_vi="Sạt lở bãi giữa sông Hồng")

    run = runs.run_match(challenge=twin, by=None, at=now)

    assert run.abstained
    assert [match.kind for match in Match.objects.filter(run=run)] == ["challenge"]


def test_replayed_it_gives_the_same_ranking(matched):
    assert runs.replay(matched)


def test_it_is_replayed_on_its_own_index_after_a_newer_one(matched, now):
    a_technology("Giảm ùn tắc giao thông giờ cao điểm")
    index.build_index(at=now)

    assert matched.index_version != store.current_version()
    assert runs.replay(matched)


def test_without_its_index_the_replay_is_refused_with_the_reason(matched, now, monkeypatch):
    monkeypatch.setattr(index, "KEPT_VERSIONS", 1)
    store.forget()
    index.build_index(at=now)

    with pytest.raises(runs.CannotReplay, match=matched.index_version):
        runs.replay(matched)


def test_with_another_engine_the_replay_is_refused(matched):
    matched.engine_version = "match 0"

    with pytest.raises(runs.CannotReplay):
        runs.replay(matched)


def test_with_another_lexicon_the_replay_is_refused(matched):
    matched.input_hash = "0" * 64

    with pytest.raises(runs.CannotReplay):
        runs.replay(matched)


def test_a_run_without_result_cannot_be_replayed(db, problem, now):
    with pytest.raises(runs.CannotReplay):
        runs.replay(runs.run_match(challenge=problem, by=None, at=now))


def test_a_text_that_is_only_asked_leaves_nothing_behind(indexed, now):
    runs.ask(text="ùn tắc giao thông", at=now)

    assert Run.objects.count() == 0
