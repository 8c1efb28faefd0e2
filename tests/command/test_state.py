"""One `up` per state directory, its secret key, and where the directory lies."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cauhien import settings
from cauhien.core.state import Hold, make_secret_key

HOLDS = """
import sys, time
from cauhien.core.state import Hold
hold = Hold(sys.argv[1])
print(hold.take(), flush=True)
time.sleep(600)
"""


def test_a_second_hold_is_refused_until_the_first_lets_go(tmp_path):
    first, second = Hold(tmp_path), Hold(tmp_path)

    assert (first.take(), second.take()) == (True, False)

    first.let_go()
    assert second.take()


def test_the_hold_of_a_killed_process_is_free(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(settings.ROOT / "src")}
    command = [sys.executable, "-c", HOLDS, tmp_path]
    killed = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert killed.stdout.readline() == b"True\n"
    assert not Hold(tmp_path).take()

    killed.kill()
    killed.wait()

    assert Hold(tmp_path).take()


def test_the_holder_tells_where_it_answers(tmp_path):
    hold = Hold(tmp_path)
    hold.take()

    hold.tell(address="http://127.0.0.1:8001")

    assert Hold(tmp_path).told() == {"pid": os.getpid(), "address": "http://127.0.0.1:8001"}


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path):
    make_secret_key(tmp_path)
    first = (tmp_path / "secret-key").read_text()

    make_secret_key(tmp_path)

    assert (tmp_path / "secret-key").read_text() == first
    assert len(first) > 60
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_state_directory_is_the_named_one(monkeypatch):
    monkeypatch.setenv("CAUHIEN_STATE", "/srv/cauhien")

    assert settings.state_directory() == Path("/srv/cauhien")


def test_the_state_directory_is_beside_the_source_where_everybody_can_pass(monkeypatch, tmp_path):
    monkeypatch.delenv("CAUHIEN_STATE")
    monkeypatch.setattr(settings, "ROOT", Path("/usr"))

    assert settings.state_directory() == Path("/usr/var")


@pytest.mark.skipif(os.geteuid() != 0, reason="PostgreSQL runs as another user only for root")
def test_the_state_directory_of_root_is_never_in_a_closed_folder(monkeypatch, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.delenv("CAUHIEN_STATE")
    monkeypatch.setattr(settings, "ROOT", closed)

    found = settings.state_directory()

    assert found.parent == Path("/var/lib")
    assert found == settings.state_directory()
