"""What is taken part by part into a file of JSON lines, and goes on where it was broken off.

What was taken is on disk with the token of the next part. A finished taking leaves the moment from
which the next one takes what changed; its file bears that moment in its name.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class Progress:
    """How far a taking is. since: what it takes from; begun: from when the next one takes.

    token: of the next part, "" before the first. size: bytes of the file that belong to finished
    parts. records: how many these hold.
    """

    since: str = ""
    begun: str = ""
    token: str = ""
    size: int = 0
    records: int = 0
    is_done: bool = False


class Taking:
    """A taking into a folder. Its kinds say how a part is taken and which refusals begin anew.

    name: of the file, before the moment from which it takes.
    """

    kind_of_progress: type[Progress] = Progress

    def __init__(self, folder, name):
        self.folder, self.name = Path(folder), name
        self.kept = self.folder / "progress.json"
        self.progress = self._known()

    @property
    def file(self):
        since = re.sub(r"[^\d]", "", self.progress.since) or "beginning"
        return self.folder / f"{self.name}-from-{since}.jsonl"

    def leave_no_trace(self, folder):
        """Take, into another folder, what the next taking takes, which then takes it as well."""
        is_done = self.progress.is_done
        self.progress = self._next() if is_done else self.kind_of_progress(self.progress.since)
        self.folder = Path(folder)
        self.kept = self.folder / "progress.json"

    def run(self, tell=None, *, is_anew=False):
        """Take what is new; return the Progress. tell: called with how many records so far.

        is_anew: take everything, whatever was taken before.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if is_anew:
            self.progress = self.kind_of_progress()
        elif self.progress.is_done:
            self.progress = self._next()
        try:
            self._take(tell)
        except Exception as refusal:
            anew = self._begun_again(refusal)
            if anew is None:
                raise
            self.progress = anew
            self._take(tell)
        return self.progress

    def _part(self, out):
        """Write the records of the next part, and note its token or that it was the last."""
        raise NotImplementedError  # each source pages in its own way: its kind of taking says how

    def _go_on(self):
        """Raise what ends a taking between two parts."""

    def _next(self):
        """Return the Progress with which the next taking begins."""
        return self.kind_of_progress(since=self.progress.begun)

    def _begun_again(self, refusal):
        """Return the Progress that overcomes a refusal, None where none does."""

    def _take(self, tell):
        mode = "r+b" if self.file.exists() else "w+b"
        with self.file.open(mode) as out:
            out.truncate(self.progress.size)
            out.seek(self.progress.size)
            while not self.progress.is_done:
                self._part(out)
                self._keep(out)
                if tell:
                    tell(self.progress.records)
                if not self.progress.is_done:
                    self._go_on()

    def _write(self, record, out):
        out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        self.progress.records += 1

    def _keep(self, out):
        """Write the progress whole: a process that ends meanwhile leaves the one before."""
        out.flush()
        self.progress.size = out.tell()
        new = self.kept.with_suffix(".new")
        new.write_text(json.dumps(asdict(self.progress)), "utf-8")
        new.replace(self.kept)

    def _known(self):
        if not self.kept.exists():
            return self.kind_of_progress()
        said = json.loads(self.kept.read_text("utf-8"))
        lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
        return self.kind_of_progress(**said | lists)
