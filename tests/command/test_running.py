"""The commands as people type them, in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import psutil
import pytest

from cauhien.core.postgres import Cluster
from cauhien.core.watch import MARK
from cauhien.settings import ROOT


@pytest.fixture
def cauhien(state):
    """Return a function that starts a command on a state directory of its own."""
    environment = os.environ | {"CAUHIEN_STATE": str(state), "PYTHONPATH": str(ROOT / "src")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    started = []

    def start(*arguments, **more):
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "cauhien", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=environment | more,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
    for left in parts(state):
        left.kill()


def run(process):
    """Wait for a command and return (exit code, what it printed)."""
    said, _ = process.communicate(timeout=180)
    return process.returncode, said


def parts(state):
    return [
        process
        for process in psutil.process_iter(["environ"])
        if (process.info["environ"] or {}).get(MARK) == str(state)
    ]


def ready(process):
    """Wait until `up` says that it is ready, and return the address."""
    for line in process.stdout:
        if line.startswith("Ready"):
            return line.split()[-1]
    raise AssertionError("it ended before")


def test_up_serves_survives_a_kill_of_itself_and_stops_everything(cauhien, state):
    address = ready(killed := cauhien("up", "--without-demonstration"))
    assert run(cauhien("up")) == (0, f"Cầu Hiền is running already: {address}\n")
    killed.kill()
    killed.wait()

    address = ready(second := cauhien("up", "--without-demonstration"))

    with urllib.request.urlopen(f"{address}/health") as answer:
        assert answer.status == 200
    second.send_signal(signal.SIGINT)
    assert run(second)[0] == 0
    assert parts(state) == []
    assert not Cluster(state).answers()


def test_a_named_port_that_is_taken_is_refused(cauhien, state):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        code, said = run(cauhien("up", "--port", str(port)))

    assert (code, said.strip()) == (1, f"Port {port} is taken. Name another one, or none.")
    assert not Cluster(state).answers()


def test_a_command_of_django_starts_the_database_and_leaves_none_running(cauhien, state):
    code, _ = run(cauhien("manage", "migrate", "core", "zero", "--plan"))

    assert code == 0
    assert not Cluster(state).answers()


def test_down_says_so_when_nothing_runs(cauhien):
    assert run(cauhien("down")) == (0, "Nothing was running.\n")


def test_reset_without_an_answer_removes_nothing(cauhien, state):
    (state / "secret-key").write_text("kept")

    code, said = run(cauhien("reset"))

    assert (code, said.endswith("Nothing was removed.\n")) == (1, True)
    assert (state / "secret-key").read_text() == "kept"


def test_reset_removes_what_is_ours_and_leaves_what_is_not(cauhien, state):
    (state / "secret-key").touch()
    (state / "files").mkdir()
    (state / "somebody's.txt").touch()

    assert run(cauhien("reset", "--yes"))[0] == 0

    assert [path.name for path in state.iterdir()] == ["somebody's.txt"]


def test_reset_does_not_touch_a_server(cauhien):
    code, said = run(cauhien("reset", "--yes", DATABASE_URL="postgresql://server/name"))

    assert (code, said.startswith("DATABASE_URL names a database that is not ours")) == (1, True)
