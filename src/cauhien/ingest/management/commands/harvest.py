"""./cauhien manage harvest ADDRESS: take a journal's new records by OAI-PMH and read them in."""

import httpx
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cauhien.ingest.management import speak
from cauhien.ingest.management.harvesting import CannotHarvest, Harvest
from cauhien.network.models import Work

SECONDS = 60  # that one answer may take
AGENT = "cau-hien (OAI-PMH harvester)"
SHOWN = 20


class Command(BaseCommand):
    help = "Take a journal's new records by OAI-PMH and read them in: ADDRESS [--set SPEC]"

    def add_arguments(self, parser):
        parser.add_argument("address", metavar="ADDRESS", help="as https://journal.example/oai")
        parser.add_argument("--set", default="", dest="set_spec", help="one set alone")
        parser.add_argument("--dry-run", action="store_true", help="take, compare, change nothing")

    def handle(self, *args, address, set_spec, dry_run, **options):
        speak()
        headers = {"User-Agent": AGENT}
        with httpx.Client(timeout=SECONDS, headers=headers, follow_redirects=True) as client:
            harvest = Harvest(client, address, settings.STATE / "harvests", set_spec)
            try:
                taken = harvest.run(lambda count: self.stdout.write(f"  {count}"))
            except (CannotHarvest, httpx.HTTPError) as refusal:
                raise CommandError(
                    _("{address} cannot be harvested: {why}").format(address=address, why=refusal)
                ) from None
        self.stdout.write(
            _("{count} records taken, {gone} withdrawn at their source.").format(
                count=taken.records, gone=len(taken.withdrawn)
            )
        )
        if taken.records:
            dry = ["--dry-run"] if dry_run else []
            call_command("ingest", "oai-dc", str(harvest.file), *dry, stdout=self.stdout)
        self._tell_withdrawn(taken.withdrawn)

    def _tell_withdrawn(self, identifiers):
        """Name what is registered here still; whether it goes is for a person to decide."""
        known = Work.objects.filter(source_key__in=identifiers).order_by("source_key")
        for work in known[:SHOWN]:
            self.stdout.write(
                _("withdrawn at its source, still here: {work}").format(
                    work=f"/works/{work.code}/ {work.title[:80]}"
                )
            )
