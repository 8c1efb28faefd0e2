"""Check that nothing was altered: the whole log, a history that was exported, or one receipt."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.timezone import localtime

from cauhien.challenges.queries.initiative import receipts
from cauhien.core.audit import BrokenChain
from cauhien.trail import documents, queries


class Command(BaseCommand):
    help = (
        "Check every chain of the log and every anchor; or a file that the audit exported; or "
        "what a receipt attests, with all documents of the file."
    )

    def add_arguments(self, parser):
        about = "an exported history (JSON lines), or the number of a receipt"
        parser.add_argument("what", nargs="?", metavar="FILE|RECEIPT", help=about)

    def handle(self, *, what=None, **options):
        if what is None:
            self.verify_log()
        elif Path(what).exists() or Path(what).suffix:
            self.verify_file(Path(what))
        else:
            self.verify_receipt(what)

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

    def verify_receipt(self, number):
        with translation.override("en"):  # what is not as it was, in the language of this command
            found = receipts.verified(number, documents=True)
            if found is None:
                raise CommandError(
                    f"There is no receipt with the number {number}, and no file of that name. "
                    "Compare it with what is printed, letter by letter."
                )
            self.tell_receipt(found.receipt)
            if found.faults:
                faults = "\n".join(f"- {fault}" for fault in found.faults)
                raise CommandError(f"It is not as it was received:\n{faults}")
        self.stdout.write(f"It is true: nothing was altered, in {found.lines} lines of its log.")

    def tell_receipt(self, receipt):
        version = receipt.version
        anchor = queries.anchor_of(version.initiative.chain, receipt.line_number)
        day = f"anchored on {anchor.day}" if anchor else "not anchored yet"
        received_at = localtime(receipt.received_at).isoformat(" ", "milliseconds")
        self.stdout.write(
            f"Receipt {receipt.code}, call {version.initiative.challenge.code}, "
            f"version {version.number} of the file.\n"
            f"Received at {received_at}\n"
            f"SHA-256 {receipt.sha256}\n"
            f"Line {receipt.line_number} in the log of the file, {day}: {receipt.line_hash}"
        )
