"""What the worker does by itself."""

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.challenges.states import State
from cauhien.core.events import announce
from cauhien.matching import tasks
from cauhien.matching.actions import runs
from cauhien.matching.bridge import store
from cauhien.matching.models import Run
from cauhien.matching.states import RunState
from tests.factories import a_challenge, a_technology, a_user

pytestmark = pytest.mark.django_db


def waiting():
    """Return the codes of the problems that wait to be matched."""
    jobs = ProcrastinateJob.objects.filter(task_name="matching.run", status="todo")
    return sorted(job.args["challenge"] for job in jobs)


def test_a_problem_is_matched_for_who_asked(indexed, problem):
    tasks.run(problem.code, by=str(problem.officer.uuid))

    kept = Run.objects.get()
    assert (kept.challenge, kept.state, kept.by) == (problem, RunState.DONE, problem.officer)


def test_a_problem_that_is_gone_is_let_go(indexed):
    tasks.run("nothing", by=str(a_user().uuid))

    assert Run.objects.count() == 0


def test_a_match_that_breaks_is_told_on_the_page_and_to_the_worker(indexed, problem, monkeypatch):
    monkeypatch.setattr(runs.ranking, "answer", lambda *asked, **more: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tasks.run(problem.code)

    assert Run.objects.get().message.startswith("The match could not be finished.")


def test_the_update_takes_in_what_is_new_and_matches_problems_not_seen_yet(indexed, problem, now):
    new = a_technology("Trạm đo bụi mịn")
    announce(kind="technology.changed", subject_kind="technology", subject_code=new.code, at=now)
    draft = a_challenge()

    tasks.update(timestamp=0)

    found = runs.ask(text="trạm đo bụi mịn", at=now).candidates
    assert [one.code for one in found] == [new.code]
    assert waiting() == sorted([problem.code, indexed["challenge"].code])
    assert draft.code not in waiting()


def test_a_problem_that_was_seen_as_it_is_does_not_wait_again(matched, indexed, now):
    runs.run_match(challenge=indexed["challenge"], by=None, at=now)

    tasks.update(timestamp=0)

    assert waiting() == []


def test_a_whole_build_has_every_problem_matched_anew(matched, indexed):
    before = store.current_version()

    tasks.build()

    assert store.current_version() != before
    assert waiting() == sorted([matched.challenge.code, indexed["challenge"].code])


def test_a_problem_waits_once_however_often_it_is_wanted(indexed):
    catalogued = a_challenge(State.CATALOGUED)

    tasks.update(timestamp=0)
    tasks.update(timestamp=20)

    assert waiting().count(catalogued.code) == 1


def test_the_index_is_brought_up_to_date_three_times_a_minute():
    [times] = [
        one.croniter
        for one in app.periodic_registry.periodic_tasks.values()
        if one.task.name == "matching.update"
    ]

    first, second, third = (times.get_next(float) for _time in range(3))

    assert (second - first, third - second) == (20, 20)
