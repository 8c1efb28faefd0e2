"""What one types in a terminal."""

import pytest
from django.core.management import call_command

from cauhien.challenges.states import State
from cauhien.matching.bridge import store
from cauhien.matching.models import Run
from tests.factories import a_challenge

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_match(capsys):
    """Return a function that gives what the command prints."""

    def first_match():
        call_command("first_match")
        return capsys.readouterr().out

    return first_match


def test_the_first_match_prints_its_answers_with_proof_in_vietnamese(collection, first_match):
    collection["challenge"].delete()
    title = "Giảm ùn tắc giao thông giờ cao điểm"
    a_challenge(State.CATALOGUED, title_vi=title, description_vi="")

    said = " ".join(first_match().split())

    assert "Bài toán: Giảm ùn tắc giao thông giờ cao điểm" in said
    assert [f"{number}. " in said for number in range(1, 6)] == [True] * 5
    assert "Hà Nội" in said
    assert "“Giảm ùn tắc giao thông giờ cao điểm bằng đèn tín hiệu thích ứng”, 2024" in said


def test_it_names_no_person(collection, first_match):
    assert collection["person"].name not in first_match()


def test_the_second_time_it_neither_builds_nor_matches_again(collection, first_match):
    first_match()
    version = store.current_version()

    first_match()

    assert (store.current_version(), Run.objects.count()) == (version, 1)


def test_without_a_problem_it_says_so(db, first_match):
    assert "No problem is registered yet" in first_match()


def test_an_index_is_built_by_hand(collection, capsys):
    call_command("build_index")

    assert store.current_version() in capsys.readouterr().out
