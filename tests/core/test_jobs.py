"""Jobs: deferred with the change that wants them, and not twice."""

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.testing import InMemoryConnector

from cauhien.core import jobs
from cauhien.core.models import Cursor

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def waiting():
    return [(job.task_name, job.args) for job in ProcrastinateJob.objects.order_by("id")]


def test_a_job_waits_under_its_name_with_what_it_needs():
    assert jobs.defer("matching.run", challenge="k7d2mq9x") is True

    assert waiting() == [("matching.run", {"challenge": "k7d2mq9x"})]


def test_while_one_waits_under_a_word_no_second_is_queued_and_the_change_goes_on():
    with transaction.atomic():
        assert jobs.defer("matching.run", once="match:a", challenge="a") is True
        assert jobs.defer("matching.run", once="match:a", challenge="a") is False
        Cursor.objects.create(reader="written after the refusal")

    assert len(waiting()) == 1
    assert Cursor.objects.exists()


def test_a_change_that_is_undone_leaves_no_job():
    with transaction.atomic():
        jobs.defer("matching.run", challenge="a")
        transaction.set_rollback(True)

    assert waiting() == []


def test_what_a_job_of_the_worker_wants_done_waits_with_its_change_too():
    """The worker has a connection of its own to the queue, which knows no such change."""
    with app.replace_connector(InMemoryConnector()):
        with transaction.atomic():
            jobs.defer("matching.run", challenge="undone")
            transaction.set_rollback(True)
        jobs.defer("matching.run", challenge="a")

    assert waiting() == [("matching.run", {"challenge": "a"})]


def test_a_job_may_have_to_wait():
    jobs.defer("matching.run", wait=60, challenge="a")

    assert ProcrastinateJob.objects.get().scheduled_at is not None
