"""`up`, `down` and `reset`: the site of one state directory, started, watched, stopped, removed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time

from cauhien.core.postgres import Cluster
from cauhien.core.queues import LONG, QUICK
from cauhien.core.state import OURS, Hold, make_secret_key
from cauhien.core.steps import step
from cauhien.core.watch import (
    MARK,
    CannotGoOn,
    Part,
    free_port,
    stop_leftovers,
    wait_until_healthy,
    watch,
)

HOST = "127.0.0.1"
ENDS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
WEB = ["granian", "cauhien.wsgi:application", "--interface", "wsgi", "--no-ws", "--host", HOST]
WEB += ["--workers", "1", "--blocking-threads", "4", "--port"]


class CannotRun(Exception):
    """The site cannot be started or stopped as asked; the text says the way out."""


def cluster_of(state):
    """Return the PostgreSQL that is ours to start, None where DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Cluster(state)


@contextlib.contextmanager
def database(state):
    """Start PostgreSQL for one command and yield the environment that this one needs."""
    cluster = cluster_of(state)
    try:
        if cluster:
            cluster.start()
        make_secret_key(state)
        yield environment(state, cluster)
    finally:
        if cluster:
            cluster.stop()


def environment(state, cluster, **more):
    ours = {"DJANGO_SETTINGS_MODULE": "cauhien.settings", "CAUHIEN_STATE": str(state)}
    if cluster:
        ours["DATABASE_URL"] = cluster.url
    return os.environ | ours | more


class Site:
    """The site of one state directory: PostgreSQL, the web server and the workers."""

    def __init__(self, state, *, port=None, demonstration=True, stage=None):
        self.state = state
        self.wanted_port = port
        self.demonstration = demonstration
        self.stage = stage  # to which the illustrated case is brought
        self.hold = Hold(state)
        self.cluster = cluster_of(state)
        self.parts = []
        self.address = ""

    def up(self):
        """Start everything and watch it until a signal says to stop."""
        began = time.monotonic()
        while not self.hold.take():
            if address := self.hold.told().get("address"):
                print(f"Cầu Hiền is running already: {address}")
                if self.stage:
                    print(f"To play on: ./cauhien manage illustration --stage {self.stage}")
                return
            print("Another `up` is starting the site; waiting for it …", flush=True)
            time.sleep(2)
        for number in ENDS:
            signal.signal(number, signal.default_int_handler)
        try:
            self.start()
            self.say_ready(time.monotonic() - began)
            watch(self.parts, self.cluster)
        except KeyboardInterrupt:
            print("\nStopping …", flush=True)
        finally:
            self.stop()

    def start(self):
        if left := stop_leftovers(self.state):
            print(f"  Stopped {left} processes that a killed run had left behind.", flush=True)
        port = self.port()
        self.address = f"http://{HOST}:{port}"
        make_secret_key(self.state)
        if self.cluster:
            with step("Starting PostgreSQL"):
                self.cluster.start()
        (self.state / "log").mkdir(exist_ok=True)
        self.prepare()
        with step("Starting the web server and the workers"):
            web = self.begin("web server", [*WEB, str(port)])
            self.begin("worker", ["django", "work", QUICK], listens=True)
            wait_until_healthy(self.address, web)
            # Three processes that load at once on two cores would keep the first visitor waiting.
            self.begin("worker for long jobs", ["django", "work", LONG], listens=True)
        self.hold.tell(address=self.address)

    def port(self):
        port = free_port(self.wanted_port)
        if port is None:
            raise CannotRun(f"Port {self.wanted_port} is taken. Name another one, or none.")
        return port

    def prepare(self):
        """Bring the data up to date in a process of its own, whose memory goes with it."""
        stage = ["--stage", self.stage] if self.stage else []
        part = self.begin("preparation", ["django", "prepare", *stage], quiet=False)
        if part.process.wait():
            raise CannotGoOn("The preparation failed for the reason above.")
        self.parts.remove(part)

    def begin(self, name, module, *, quiet=True, listens=False):
        part = Part(
            name,
            [sys.executable, "-m", *module],
            log=self.state / "log" / f"{name.replace(' ', '-')}.log" if quiet else None,
            environment=self.environment(),
            listens=listens,
        )
        self.parts.append(part)
        part.start()
        return part

    def environment(self):
        marks = {MARK: str(self.state), "CAUHIEN_DEMONSTRATION": str(int(self.demonstration))}
        marks["CAUHIEN_URL"] = os.environ.get("CAUHIEN_URL", self.address)  # as mails name the site
        return environment(self.state, self.cluster, PYTHONUNBUFFERED="1", **marks)

    def say_ready(self, seconds):
        print(f"\nReady after {seconds:.0f} s: {self.address}", flush=True)
        if self.demonstration:
            switch = f"{self.address}/account/switch/"
            print(f"One login per role, without a password, at {switch}", flush=True)
            command = [sys.executable, "-m", "django", "welcome"]
            subprocess.run(command, env=self.environment(), check=False)
        print(f"The logs are in {self.state / 'log'}. Ctrl-C stops everything.", flush=True)

    def stop(self):
        """Stop what was started, and let no second Ctrl-C come between."""
        for number in ENDS:
            signal.signal(number, signal.SIG_IGN)
        for part in self.parts:
            part.signal(signal.SIGTERM)
        for part in self.parts:
            part.stop()
        stop_leftovers(self.state)
        if self.cluster:
            self.cluster.stop()
        self.hold.let_go()


def down(state):
    """Stop the running `up`, or what a killed one has left."""
    hold = Hold(state)
    was_running = False
    until = time.monotonic() + 60
    while not hold.take():
        if time.monotonic() > until:
            raise CannotRun(f"The process {hold.told().get('pid')} does not end.")
        if not was_running:
            os.kill(hold.told()["pid"], signal.SIGTERM)
        was_running = True
        time.sleep(0.1)
    was_running |= stop_leftovers(state) > 0
    cluster = cluster_of(state)
    if cluster and cluster.data.exists():
        was_running |= cluster.answers()
        cluster.stop(force=True)
    hold.let_go()
    return was_running


def reset(state):
    """Remove what `up` and the product have put in the state directory, and nothing else."""
    down(state)
    for pattern in OURS:
        for path in state.glob(pattern):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
