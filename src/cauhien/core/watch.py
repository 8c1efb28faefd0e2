"""Processes that `up` starts and watches: what dies is started again, within reason."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil

MARK = "CAUHIEN_PART_OF"  # in the environment of all that an `up` starts: its state directory
FEW = 5  # deaths of one part within a minute, and there is no sense in starting it again
LONGEST_LOG = 10_000_000


class CannotGoOn(Exception):
    """A part does not stay alive; the text says which and what it said last."""


class Part:
    """One command in a session of its own, stopped with everything that it has started.

    listens: it waits for word from PostgreSQL, on a connection that a restart takes away.
    """

    def __init__(self, name, command, *, environment, log=None, listens=False):
        self.name = name
        self.command = command
        self.log = Path(log) if log else None
        self.environment = environment
        self.listens = listens
        self.process = None
        self.starts = []

    def start(self):
        self.starts = [at for at in self.starts if at > time.monotonic() - 60]
        if len(self.starts) >= FEW:
            raise CannotGoOn(f"The {self.name} ended {FEW} times in a minute: {self.last_words()}")
        self.starts.append(time.monotonic())
        with contextlib.ExitStack() as files:
            out = files.enter_context(begin(self.log)) if self.log else None
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT if out else None,
                env=self.environment,
                start_new_session=True,
            )

    def has_died(self):
        return self.process is not None and self.process.poll() is not None

    def revive(self):
        """Start it again, without what its first process left behind."""
        self.signal(signal.SIGKILL)
        self.start()

    def stop(self, patience=10):
        self.signal(signal.SIGTERM)
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.signal(signal.SIGKILL)
        self.process.wait()

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            if self.process:
                os.killpg(self.process.pid, number)

    def last_words(self):
        lines = self.log.read_text("utf-8", "replace").splitlines() if self.log else []
        return "\n".join(["", *lines[-12:], f"(all of it: {self.log})"])


def begin(log):
    """Open a log to write on, anew where it has grown long."""
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".old"))
    return log.open("ab")


def watch(parts, cluster):
    """Start again whatever dies, the database included, for ever."""
    while True:
        time.sleep(1)
        if cluster and not cluster.listens():
            print("  PostgreSQL ended; starting it again.", flush=True)
            cluster.start()
            for part in parts:
                if part.listens:
                    part.revive()
        for part in parts:
            if part.has_died():
                print(f"  The {part.name} ended; starting it again.", flush=True)
                part.revive()


def stop_leftovers(state):
    """Stop what an `up` that was killed has left running; return how many processes."""
    left = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(state):
                left.append(process)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    for process in psutil.wait_procs(left, timeout=5)[1]:
        with contextlib.suppress(psutil.Error):
            process.kill()
    return len(left)


def free_port(named=None, first=8000):
    """Return the port that was named, or the first free one; None if the named one is taken."""
    for port in [named] if named else range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    return None


def wait_until_healthy(address, part, patience=240):
    """Return when the site answers; raise what it said if it ends before.

    patience: seconds, for a busy machine; a part that has ended is told at once.
    """
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if part.has_died():
            raise CannotGoOn(f"The {part.name} ended: {part.last_words()}")
        with contextlib.suppress(OSError):  # not yet there, or not yet well
            urllib.request.urlopen(f"{address}/health", timeout=10).close()
            return
        time.sleep(0.1)
    raise CannotGoOn(f"The {part.name} does not answer: {part.last_words()}")
