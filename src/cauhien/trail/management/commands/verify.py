"""Check that nothing in the log was altered: all of it, or a history that was exported."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cauhien.core.audit import BrokenChain
from cauhien.trail import documents, queries


class Command(BaseCommand):
    help = "Check every chain of the log and every anchor, or a file that the audit exported."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="an exported history (JSON lines)")

    def handle(self, *, file=None, **options):
        if file:
            self.verify_file(file)
        else:
            self.verify_log()

    def verify_log(self):
        found = queries.verified()
        self.stdout.write(
            f"{found.chains} chains with {found.lines} lines and {found.anchors} anchors checked."
        )
        if found.faults:
            raise CommandError("\n".join(f"{where}: {what}" for where, what in found.faults))
        self.stdout.write("Nothing was altered.")

    def verify_file(self, file):
        try:
            with file.open(encoding="utf-8") as text:
                lines, anchors = documents.verify_export(text)
        except OSError as refusal:
            raise CommandError(f"{file} cannot be read: {refusal.strerror}.") from None
        except (ValueError, KeyError) as refusal:
            raise CommandError(f"{file}: {refusal}") from None
        except (BrokenChain, documents.NotAsAnchored) as broken:
            raise CommandError(f"{file} was altered: {broken}") from None
        self.stdout.write(f"{lines} lines and {anchors} anchors checked. Nothing was altered.")
