"""Real workers: what they do, each for its own queue."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.core.jobs import defer
from cauhien.core.queues import LONG, QUICK
from cauhien.core.text import lexicon
from cauhien.matching.bridge import ranking, store
from cauhien.matching.models import IndexVersion, Run


def work(queue):
    """Let a worker do what waits, in a thread: a browser's test leaves a loop in this one."""

    def begin():
        call_command("work", queue, "--once")
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(begin).result()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_match_is_done_while_an_index_waits_to_be_built(indexed, problem):
    defer("matching.build")
    defer("matching.run", challenge=problem.code)

    work(QUICK)

    assert (Run.objects.count(), IndexVersion.objects.count()) == (1, 1)
    assert ProcrastinateJob.objects.get(task_name="matching.build").status == "todo"

    work(LONG)

    assert IndexVersion.objects.count() == 2


def test_what_takes_long_has_its_own_queue():
    long = {name for name, task in app.tasks.items() if task.queue == LONG}

    assert long >= {"matching.build", "matching.update", "ingest.stage", "ingest.reconcile"}
    assert "matching.run" not in long


@pytest.mark.django_db
def test_a_process_that_begins_has_the_index_and_the_lexicon_before_anybody_asks(indexed):
    store.forget()
    lexicon.cache_clear()

    ranking.load()

    assert lexicon.cache_info().currsize == 1
    assert [*store._opened] == [store.current_version()]


@pytest.mark.django_db
def test_before_the_first_index_it_loads_the_lexicon_alone():
    lexicon.cache_clear()

    ranking.load()

    assert lexicon.cache_info().currsize == 1
