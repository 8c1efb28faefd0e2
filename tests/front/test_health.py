import psycopg
import pytest
from django.db import connection

from cauhien.front import queries
from cauhien.front.queries.site import SILENT_AFTER


def a_worker(last_heartbeat):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [last_heartbeat]
        )


@pytest.mark.django_db
def test_without_a_worker_the_site_is_not_well(client):
    answer = client.get("/health")

    assert answer.status_code == 503
    assert answer.json() == {
        "healthy": False,
        "database": True,
        "workers": 0,
        "workers_by_queue": {"default": 0, "long": 0},
        "jobs": {},
        "index": None,
    }


@pytest.mark.django_db
def test_with_a_living_worker_it_is(client):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")

    answer = client.get("/health")

    assert (answer.status_code, answer.json()["workers"]) == (200, 1)


@pytest.mark.django_db
def test_a_worker_silent_for_a_minute_counts_as_dead(now):
    a_worker(now - 2 * SILENT_AFTER)
    a_worker(now - SILENT_AFTER / 2)

    assert queries.workers_alive(now) == 1


@pytest.mark.django_db
def test_the_workers_of_each_queue_are_told_apart(client):
    place = connection.get_connection_params()
    place = {
        key: place[key] for key in ("dbname", "user", "password", "host", "port") if key in place
    }
    names = ("cauhien worker default 11", "cauhien worker long 12", "cauhien worker long 12")
    known = [psycopg.connect(**place, application_name=name) for name in names]

    said = client.get("/health").json()["workers_by_queue"]

    for one in known:
        one.close()
    assert said == {"default": 1, "long": 1}
