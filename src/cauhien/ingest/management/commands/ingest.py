"""./cauhien ingest SOURCE FILE… [--dry-run]: read files in, saying what differs."""

import time
from datetime import UTC, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cauhien.ingest.actions import batches
from cauhien.ingest.management import speak
from cauhien.ingest.queries.shown import counts_of
from cauhien.ingest.readers import files, registry
from cauhien.ingest.states import FileFault, Outcome

EXAMPLES = 3
PAUSE = 2  # seconds between two lines of progress


class Command(BaseCommand):
    help = "Read files in: ./cauhien ingest SOURCE FILE… [--dry-run]"
    requires_system_checks = []  # of the pages; nothing here needs them

    def add_arguments(self, parser):
        parser.add_argument("source", metavar="SOURCE", help=", ".join(registry.READERS))
        parser.add_argument("files", metavar="FILE", nargs="+")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )
        parser.add_argument(
            "--retrieved", metavar="DATE", help="when the file was got (default: its own date)"
        )

    def handle(self, *args, source, files, dry_run, retrieved, **options):
        speak()
        readers = [(path, _reader(source, path)) for path in map(_path, files)]
        try:
            with batches.turn():
                for path, reader in readers:
                    self._one(path, reader, dry_run, _retrieved(path, retrieved))
        except batches.Busy:
            raise CommandError(_("Another import is running. Try again when it is done.")) from None

    def _one(self, path, reader, dry_run, retrieved_at):
        at = timezone.now()
        facts = {"retrieved_at": retrieved_at}
        batch = batches.open_batch(reader=reader, path=path, at=at, facts=facts)
        doing = _("only compares") if dry_run else _("reads, compares and takes over")
        self.stdout.write(f"{path.name}: {doing} ({reader.word}, {batch.source.licence})")
        if batch.lines_read or batch.lines_done:
            self.stdout.write(
                "  " + _("goes on after line {line}").format(line=max(batch.lines_read, 0))
            )
        try:
            batches.stage_batch(batch=batch, path=path, tell=Progress(self.stdout, _("read")))
        except files.BrokenFile as error:
            self.stderr.write(
                _("{file} could not be read to its end. {why} What was read is kept.").format(
                    file=path.name, why=FileFault(error.fault).label
                )
            )
        self._differences(batch)
        if dry_run:
            batches.drop_batch(batch=batch)
            return
        progress = Progress(self.stdout, _("taken over"))
        batches.reconcile_batch(batch=batch, at=at, tell=progress)
        self.stdout.write(f"  {_('done')} {progress.rate()}")
        self._rejects(batch)

    def _differences(self, batch):
        rejected = (_("rejected"), batch.counts["rejected"])
        counts = [f"{label} {count}" for label, count in (*counts_of(batch), rejected)]
        self.stdout.write("  " + " · ".join(counts))
        for outcome in (
            Outcome.NEW,
            Outcome.JOINED,
            Outcome.CHANGED,
            Outcome.CONFLICT,
            Outcome.GONE,
        ):
            for row in batch.rows.filter(outcome=outcome).order_by("line")[:EXAMPLES]:
                self.stdout.write(f"    {outcome.label}: {row.key} {_changes(row)}".rstrip())

    def _rejects(self, batch):
        rejects = batch.rejects.order_by("line")
        if not rejects.exists():
            return
        for reject in rejects[:EXAMPLES]:
            detail = f" ({reject.detail})" if reject.detail else ""
            line = _("line {number}").format(number=reject.line)
            self.stdout.write(f"    {line}: {reject.get_reason_display()}{detail}")
        self.stdout.write(
            "  "
            + _("{count} lines were not taken. All of them: {where}").format(
                count=rejects.count(), where=f"/data/imports/{batch.code}/"
            )
        )


class Progress:
    """Lines read and lines a second, every few seconds."""

    def __init__(self, out, what):
        self.out, self.what = out, what
        self.begun = self.last = time.monotonic()
        self.first = self.lines = None

    def __call__(self, lines):
        self.first = lines if self.first is None else self.first
        self.lines, now = lines, time.monotonic()
        if now - self.last >= PAUSE:
            self.last = now
            self.out.write(f"  {self.what}: {lines} {self.rate()}")

    def rate(self):
        seconds = time.monotonic() - self.begun
        lines = self.lines or 0
        return f"({seconds:.1f} s, {lines / max(seconds, 0.001):.0f}/s)"


def _changes(row):
    changes = [f"{name}: {a[:40]!r} → {b[:40]!r}" for name, (a, b) in row.difference.items()]
    return "; ".join(changes[:EXAMPLES])


def _path(written):
    if "://" in written:
        raise CommandError(_("{address} is an address; read in a file.").format(address=written))
    return Path(written)


def _reader(word, path):
    if not path.is_file():
        raise CommandError(_("There is no file {file}.").format(file=path))
    try:
        return registry.checked(word, path)
    except registry.UnknownReader:
        raise CommandError(
            _("No source is called {word}. Known: {known}.").format(
                word=word, known=", ".join(registry.READERS)
            )
        ) from None
    except registry.WrongFormat as wrong:
        fitting = ", ".join(wrong.fitting)
        hint = _("It looks like: {fitting}.").format(fitting=fitting) if fitting else ""
        raise CommandError(
            _("{file} does not look like {word}.").format(file=path.name, word=word) + f" {hint}"
        ) from None


def _retrieved(path, given):
    if not given:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        return datetime.fromisoformat(given).replace(tzinfo=UTC)
    except ValueError:
        raise CommandError(_("{date} is no date (2026-11-24).").format(date=given)) from None
