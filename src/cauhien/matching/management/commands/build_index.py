"""Build the match index anew, from everything that is registered."""

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from cauhien.matching.actions.index import build_index

EVERY = 1000  # documents between two signs of life


class Command(BaseCommand):
    help = "Build the match index anew and let the site use it."

    def handle(self, *, verbosity, **options):
        progress = self.tell if verbosity else None
        version = build_index(at=now(), progress=progress)
        if verbosity:
            self.stdout.write(
                f"\r{version.documents} texts in {version.seconds:.1f} s: {version.version}"
            )

    def tell(self, number):
        if number % EVERY == 0:
            self.stdout.write(f"\r{number} texts read", ending="")
            self.stdout.flush()
