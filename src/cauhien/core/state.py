"""What an `up` keeps in the state directory: its hold on it, where it answers, the secret key."""

import contextlib
import fcntl
import json
import os
import secrets
from pathlib import Path

# Everything that the product makes in a state directory, for `reset`.
OURS = ["database*", "socket", "postgresql-*", "log", "up.*", "secret-key", "static*", "files"]
OURS += ["match", "sealing-key", "anchors.tsv"]


class Hold:
    """One `up` at a time per state directory; the system lets go of it when its process dies."""

    def __init__(self, state):
        self.state = Path(state)
        self.facts = self.state / "up.json"
        self.file = None

    def take(self):
        """Hold the state directory; return False if another process does."""
        if not self.state.exists():
            self.state.mkdir(parents=True)
            # Root's PostgreSQL runs as another user, who passes through.
            self.state.chmod(0o711 if os.geteuid() == 0 else 0o700)
        file = (self.state / "up.lock").open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self.file = file
        self.tell(pid=os.getpid(), address=None)
        return True

    def let_go(self):
        self.facts.unlink(missing_ok=True)
        if self.file:
            self.file.close()

    def tell(self, **facts):
        """Let other commands know who holds it and where it answers."""
        new = self.facts.with_suffix(".new")
        new.write_text(json.dumps(self.told() | facts))
        new.replace(self.facts)

    def told(self):
        """Return what the holder has told; a killed one may have left it behind."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            return json.loads(self.facts.read_text())
        return {}


def make_secret_key(state):
    """Make the key that signs sessions, once, for its owner's eyes alone."""
    with contextlib.suppress(FileExistsError):
        file = os.open(state / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as key:
            key.write(secrets.token_urlsafe(48))
