"""The works of an institution out of a snapshot of OpenAlex on this machine, part by part.

A snapshot is a folder of JSON lines, works/updated_date=2023-05-16/part_000.gz and the like. It is
read the newest day first, for a copy that was brought up to date may hold what a work was before,
and of a work that comes twice the first counts. A reading that was broken off goes on with the part
that is missing, and the one after it takes only the days that are newer.
"""

import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from cauhien.ingest.management.pulling import CannotPull, asked_as
from cauhien.ingest.readers import files, openalex, resuming, values

PARTS = "**/works/updated_date=*/part_*.gz"
DELETED = "**/works/deleted_ids.csv*"  # since August 2026; plain, as it is described, or packed
_DAY = re.compile(r"updated_date=(\d{4}-\d\d-\d\d)")


@dataclass
class Progress(resuming.Progress):
    """How far a reading is. begun: the last day it read; since: the day after which it takes.

    parts: names of finished parts.
    """

    parts: tuple[str, ...] = ()


class Extract(resuming.Taking):
    """What a snapshot has of one institution; the same to a command as a Pull.

    institution: an id of OpenAlex takes what is below the institution too, where lines tell that
    (they do since 2023); an id of ROR takes what names that alone. A part that ends too early
    raises files.BrokenFile.
    """

    kind_of_progress = Progress
    progress: Progress

    def __init__(self, snapshot, institution, folder):
        self.snapshot = Path(snapshot)
        self.institution = self.title = asked_as(institution).removeprefix("ror:")
        name = f"{self.institution}-snapshot"
        super().__init__(Path(folder) / name, f"openalex-{name}")

    def _next(self):
        newest = self.progress.begun
        return Progress(since=newest, begun=newest)

    def _part(self, out):
        progress = self.progress
        missing = self._missing()
        for part in missing[:1]:
            with files.opened(part) as stream:
                for raw in files.json_records(stream):
                    if raw.value and self._is_of(raw.value):
                        self._write(raw.value, out)
            progress.begun = max(progress.begun, _day(part))
            progress.parts += (self._named(part),)
        progress.is_done = len(missing) <= 1

    def _missing(self):
        parts = sorted(sorted(self.snapshot.glob(PARTS)), key=_day, reverse=True)
        if not parts:
            raise CannotPull(_("{folder} holds no works").format(folder=self.snapshot))
        return [
            part
            for part in parts
            if _day(part) > self.progress.since and self._named(part) not in self.progress.parts
        ]

    def _named(self, part):
        return part.relative_to(self.snapshot).as_posix()

    def _is_of(self, work):
        return any(
            self.institution in _ids(institution)
            for author in values.objects(work.get("authorships"))
            for institution in values.objects(author.get("institutions"))
        )


def log_in(snapshot):
    """Return the path of the log of deleted works in a snapshot, None where it has none."""
    return next(iter(sorted(Path(snapshot).glob(DELETED))), None)


def deleted(log, known):
    """Return those of some ids of works that OpenAlex has deleted, or merged into other works.

    log: the path of its deleted_ids.csv: work_id (an address), deleted_date; a row for each work
    that was ever deleted. It does not say into which work one was merged.
    Source: OpenAlex, Sync (17 August 2026). Raises CannotPull and files.BrokenFile.
    """
    with files.opened(log) as stream:
        rows = files.csv_records(stream)
        first = next(rows, None)
        if first is None:
            return []
        if not (first.value and "work_id" in first.value):
            raise CannotPull(_("{file} is no log of deleted works").format(file=log))
        named = (row.value["work_id"] for row in chain([first], rows) if row.value)
        return sorted(known.intersection(map(openalex.short_id, named)))


def _day(part):
    found = _DAY.search(part.parent.name)
    return found[1] if found else ""


def _ids(institution):
    """Return the short ids of an institution and of what is above it."""
    lineage = institution.get("lineage")
    above = map(openalex.short_id, lineage) if isinstance(lineage, list) else ()
    ror = values.ror(institution.get("ror")).rsplit("/", 1)[-1]
    return {openalex.short_id(institution.get("id")), ror, *above}
