"""./cauhien manage harvest ADDRESS: take a journal's new records by OAI-PMH and read them in."""

from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.ingest.actions import harvests
from cauhien.ingest.management import speak, tell_withdrawn
from cauhien.ingest.readers.harvesting import CannotHarvest, Harvest
from cauhien.ingest.states import sentence_of


class Command(BaseCommand):
    help = "Take a journal's new records by OAI-PMH and read them in: ADDRESS [--set SPEC]"

    def add_arguments(self, parser):
        parser.add_argument("address", metavar="ADDRESS", help="as https://journal.example/oai")
        parser.add_argument("--set", default="", dest="set_spec", help="one set alone")
        parser.add_argument("--anew", action="store_true", help="everything, not what changed")
        parser.add_argument("--dry-run", action="store_true", help="take, compare, change nothing")

    def handle(self, *args, address, set_spec, anew, dry_run, **options):
        speak()
        with harvests.client() as client, TemporaryDirectory() as beside:
            harvest = Harvest(client, address, harvests.folder(), set_spec)
            if dry_run:
                harvest.leave_no_trace(beside)
            taken = self._take(harvest, is_anew=anew)
            if taken.records:
                dry = ["--dry-run"] if dry_run else []
                call_command("ingest", "oai-dc", str(harvest.file), *dry, stdout=self.stdout)
        if not dry_run:
            harvests.call_off_withdrawn(harvest.file)
            found = harvests.note_withdrawn(taken.withdrawn, address=address, at=now())
            tell_withdrawn(found, self.stdout)

    def _take(self, harvest, *, is_anew):
        try:
            taken = harvest.run(lambda count: self.stdout.write(f"  {count}"), is_anew=is_anew)
        except CannotHarvest as refusal:
            why = sentence_of(refusal.fault, refusal.said)
            raise CommandError(
                _("{address} cannot be harvested: {why}").format(address=harvest.address, why=why)
            ) from None
        self.stdout.write(
            _("{count} records taken, {gone} withdrawn at their source.").format(
                count=taken.records, gone=len(taken.withdrawn)
            )
        )
        return taken
