"""Processes started, watched, stopped; ports."""

import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from cauhien.core.watch import FEW, MARK, CannotGoOn, Part, free_port, stop_leftovers

SLEEP = "import time; time.sleep(600)"
WITH_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{SLEEP}'])"


def part(tmp_path, program):
    command = [sys.executable, "-c", program]
    return Part("worker", command, log=tmp_path / "worker.log", environment=dict(os.environ))


def until(true, patience=20):
    """Wait until something is so, and fail if it never is."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def taken():
    """Yield a port at which somebody listens already."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_next_free_port_is_taken(taken):
    assert free_port(first=taken) > taken


def test_a_named_port_that_is_taken_is_not_exchanged_for_another(taken):
    assert free_port(taken) is None


def test_stopping_a_part_stops_what_it_has_started(tmp_path):
    parent = part(tmp_path, WITH_CHILD)
    parent.start()
    process = psutil.Process(parent.process.pid)
    until(process.children)
    child = process.children()[0]

    parent.stop()

    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_killed_part_is_revived_and_its_child_does_not_stay(tmp_path):
    parent = part(tmp_path, WITH_CHILD)
    parent.start()
    process = psutil.Process(parent.process.pid)
    until(process.children)
    child = process.children()[0]
    process.send_signal(signal.SIGKILL)
    until(parent.has_died)

    parent.revive()

    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    assert not parent.has_died()
    parent.stop()


def test_a_part_that_ends_too_often_is_given_up_with_its_last_words(tmp_path):
    short = part(tmp_path, "print('no such table'); raise SystemExit(1)")
    for _ in range(FEW):
        short.start()
        short.process.wait()

    with pytest.raises(CannotGoOn, match=r"ended 5 times in a minute:(.|\n)*no such table"):
        short.start()


def test_leftovers_of_this_state_directory_end_and_others_stay(tmp_path):
    command = [sys.executable, "-c", SLEEP]
    ours = subprocess.Popen(command, env=os.environ | {MARK: str(tmp_path)})
    others = subprocess.Popen(command, env=os.environ | {MARK: "/somewhere/else"})
    until(lambda: psutil.Process(ours.pid).environ().get(MARK))

    assert stop_leftovers(tmp_path) == 1

    ours.wait(10)
    assert others.poll() is None
    others.kill()
    others.wait()
