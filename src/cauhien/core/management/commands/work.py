"""A worker: does the jobs that wait in one queue, or in all."""

import os

from django.core.management import call_command
from django.core.management.base import BaseCommand

from cauhien.core import starting
from cauhien.core.queues import AT_ONCE, LONG, NAME, QUICK


class Command(BaseCommand):
    help = "Do the jobs that wait in a queue, or in all, until told to stop."

    def add_arguments(self, parser):
        parser.add_argument("queue", nargs="?", choices=[QUICK, LONG], default="")
        parser.add_argument("--once", action="store_true", help="stop when no job waits")

    def handle(self, *, queue, once, **options):
        if not once:  # so that /health can tell one worker from another
            os.environ["PGAPPNAME"] = f"{NAME} {queue or 'all'} {os.getpid()}"
        if queue != LONG and not once:
            starting.begin()
        more = ["--one-shot"] if once else []
        call_command(
            "procrastinate", "worker", "--queues", queue, "--concurrency", str(AT_ONCE), *more
        )
