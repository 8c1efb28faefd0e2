"""The works of an institution out of a snapshot of OpenAlex on this machine, part by part.

A snapshot is a folder of JSON lines, works/updated_date=2023-05-16/part_000.gz and the like. It is
read the oldest day first; a reading that was broken off goes on with the part that is missing, and
the one after it takes only the days that are newer.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from cauhien.ingest.management.pulling import CannotPull, asked_as
from cauhien.ingest.readers import files, openalex, values
from cauhien.ingest.readers.asking import keep

PARTS = "**/works/updated_date=*/part_*.gz"
_DAY = re.compile(r"updated_date=(\d{4}-\d\d-\d\d)")


@dataclass
class Progress:
    """How far a reading is. since: the day after which it takes; newest: the last day it read.

    parts: names of finished parts. size: bytes of the file that belong to them.
    """

    since: str = ""
    newest: str = ""
    parts: tuple[str, ...] = ()
    size: int = 0
    works: int = 0
    is_done: bool = False


class Extract:
    """What a snapshot has of one institution; the same to a command as a Pull.

    institution: an id of OpenAlex takes what is below the institution too, where lines tell that
    (they do since 2023); an id of ROR takes what names that alone.
    """

    def __init__(self, snapshot, institution, folder):
        self.snapshot = Path(snapshot)
        self.institution = self.name = asked_as(institution).removeprefix("ror:")
        self.folder = Path(folder) / f"{self.institution}-snapshot"
        self.kept = self.folder / "progress.json"
        self.progress = Progress()
        if self.kept.exists():
            said = json.loads(self.kept.read_text("utf-8"))
            self.progress = Progress(**said | {"parts": tuple(said["parts"])})

    @property
    def file(self):
        since = self.progress.since or "beginning"
        return self.folder / f"openalex-{self.institution}-snapshot-from-{since}.jsonl"

    def run(self, tell=None):
        """Take what is new; return the Progress. tell: called with how many works so far.

        Raises files.BrokenFile where a part ends too early.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.progress.is_done:
            self.progress = Progress(since=self.progress.newest, newest=self.progress.newest)
        with self.file.open("r+b" if self.file.exists() else "w+b") as out:
            out.truncate(self.progress.size)
            out.seek(self.progress.size)
            for part in self._missing():
                self._take(part, out)
                if tell:
                    tell(self.progress.works)
        self.progress.is_done = True
        keep(self.progress, self.kept)
        return self.progress

    def _missing(self):
        parts = sorted(self.snapshot.glob(PARTS))
        if not parts:
            raise CannotPull(_("{folder} holds no works").format(folder=self.snapshot))
        return [
            part
            for part in parts
            if _day(part) > self.progress.since and self._named(part) not in self.progress.parts
        ]

    def _named(self, part):
        return part.relative_to(self.snapshot).as_posix()

    def _take(self, part, out):
        progress = self.progress
        with files.opened(part) as stream:
            for raw in files.json_records(stream):
                if raw.value and self._is_of(raw.value):
                    out.write(json.dumps(raw.value, ensure_ascii=False).encode() + b"\n")
                    progress.works += 1
        out.flush()
        progress.size, progress.newest = out.tell(), max(progress.newest, _day(part))
        progress.parts += (self._named(part),)
        keep(progress, self.kept)

    def _is_of(self, work):
        return any(
            self.institution in _ids(institution)
            for author in values.objects(work.get("authorships"))
            for institution in values.objects(author.get("institutions"))
        )


def _day(part):
    found = _DAY.search(part.parent.name)
    return found[1] if found else ""


def _ids(institution):
    """Return the short ids of an institution and of what is above it."""
    lineage = institution.get("lineage")
    above = map(openalex.short_id, lineage) if isinstance(lineage, list) else ()
    ror = values.ror(institution.get("ror")).rsplit("/", 1)[-1]
    return {openalex.short_id(institution.get("id")), ror, *above}
