"""./cauhien manage pull_openalex INSTITUTION: take its works from OpenAlex and read them in."""

from tempfile import TemporaryDirectory

import httpx
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.ingest.actions.harvests import note_withdrawn
from cauhien.ingest.management import speak, tell_withdrawn
from cauhien.ingest.management.pulling import CannotPull, Pull
from cauhien.ingest.management.snapshot import Extract, deleted, log_in
from cauhien.ingest.queries.harvests import openalex_keys
from cauhien.ingest.readers.files import BrokenFile
from cauhien.ingest.states import FileFault

SECONDS = 60  # that one answer may take
OPENALEX = "https://openalex.org/"
AGENT = "cau-hien (works of an institution)"


class Command(BaseCommand):
    help = "Take the works of an institution from OpenAlex and read them in: INSTITUTION"

    def add_arguments(self, parser):
        parser.add_argument(
            "institution", metavar="INSTITUTION", help="an id of ROR or of OpenAlex"
        )
        parser.add_argument(
            "--snapshot", metavar="FOLDER", help="take them from a snapshot on this machine"
        )
        parser.add_argument(
            "--deleted", metavar="FILE", help="deleted_ids.csv of OpenAlex; else the snapshot's"
        )
        parser.add_argument("--dry-run", action="store_true", help="take, compare, change nothing")

    def handle(self, *args, institution, snapshot, dry_run, **options):
        speak()
        with _client() as client, TemporaryDirectory() as beside:
            pull = self._take(client, institution, snapshot, beside if dry_run else None)
            if pull.progress.records:
                dry = ["--dry-run"] if dry_run else []
                call_command("ingest", "openalex", str(pull.file), *dry, stdout=self.stdout)
        if log := options["deleted"] or (snapshot and log_in(snapshot)):
            self._ask_about_deleted(log, dry_run)

    def _take(self, client, institution, snapshot, beside):
        """Return the Pull or Extract that has run. beside: where it leaves no trace, or None."""
        folder = settings.STATE / "openalex"
        try:
            pull = (
                Extract(snapshot, institution, folder)
                if snapshot
                else Pull(client, institution, folder)
            )
            if beside:
                pull.leave_no_trace(beside)
            self.stdout.write(f"{pull.title} ({pull.institution})")
            pull.run(lambda count: self.stdout.write(f"  {count}"))
        except (CannotPull, BrokenFile, httpx.HTTPError) as refusal:
            why = str(refusal)
            if isinstance(refusal, BrokenFile):
                why = str(FileFault(refusal.fault).label)
            raise CommandError(
                _(
                    "The works of {institution} cannot be taken: {why}. Whatever was taken is "
                    "kept, and the same command goes on from there."
                ).format(institution=institution, why=why)
            ) from None
        self.stdout.write(_("{count} works taken.").format(count=pull.progress.records))
        return pull

    def _ask_about_deleted(self, log, dry_run):
        """Put works that OpenAlex has deleted and that are still here before the data steward."""
        try:
            gone = deleted(log, openalex_keys())
        except (CannotPull, BrokenFile, OSError) as refusal:
            why = FileFault(refusal.fault).label if isinstance(refusal, BrokenFile) else refusal
            message = _("What OpenAlex has deleted cannot be read: {why}").format(why=why)
            raise CommandError(message) from None
        words = _("OpenAlex has deleted {count} works that are here, or merged them into others.")
        self.stdout.write(words.format(count=len(gone)))
        if not dry_run:
            tell_withdrawn(note_withdrawn(gone, address=OPENALEX, at=now()), self.stdout)


def _client():
    headers = {"User-Agent": AGENT}
    if settings.OPENALEX_KEY:  # in a header, so that it stands in no address and no log
        headers["Authorization"] = f"Bearer {settings.OPENALEX_KEY}"
    return httpx.Client(
        base_url=settings.OPENALEX_URL, headers=headers, timeout=SECONDS, follow_redirects=True
    )
