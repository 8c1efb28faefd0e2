"""What `up` does before it serves: tables, demonstration, first match, style sheets."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cauhien.core.steps import step


class Command(BaseCommand):
    help = "Bring the database, the demonstration and the static files up to date."

    def add_arguments(self, parser):
        parser.add_argument("--stage", help="to which the illustrated case is brought")

    def handle(self, *, stage, **options):
        with step("Bringing the tables up to date"):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        with step("Laying out style sheets, fonts and icons"):
            collect_static_files()
        self.stdout.write("  Loading the rules of calls:")
        call_command("load_procedures")
        if settings.DEMONSTRATION:
            self.stdout.write("  Loading the city and the demonstration:")
            call_command("load_demonstration")
            call_command("load_observatory")
            call_command("first_match")
            call_command("illustration", stage=stage)
            call_command("first_briefs")


def collect_static_files():
    """Collect and compress, unless nothing has changed since."""
    stamp = settings.STATE / "static.stamp"
    now = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)


def static_fingerprint():
    found = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}".encode())
    return found.hexdigest()
