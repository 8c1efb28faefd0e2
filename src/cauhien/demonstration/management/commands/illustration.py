"""./cauhien manage illustration --stage review: bring the illustrated case to a stage."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now
from django.utils.translation import override

from cauhien.core.steps import step
from cauhien.demonstration import queries
from cauhien.demonstration.actions import (
    CannotPlay,
    ask_for_weights,
    bring_to,
    introduce_expert,
    open_laboratory,
    take_part,
)
from cauhien.demonstration.states import Stage


class Command(BaseCommand):
    help = "Open what is illustrated; bring the illustrated case to a stage, never back."

    def add_arguments(self, parser):
        parser.add_argument("--stage", choices=Stage.values, help="the first time: open")

    def handle(self, *, stage, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("The illustrated case belongs to the demonstration.")
        with override("vi"):
            introduce_expert(at=now())  # whom the plan of the organisation names
            take_part(at=now())
            open_laboratory(at=now())
            ask_for_weights(at=now())
        if stage is None and queries.illustrated():
            return
        # A newcomer begins with the open call: there teams, coordinator and council still have
        # all before them, and each later stage is one command away.
        stage = Stage(stage or Stage.OPEN)
        try:
            with override("vi"), step(f"Playing the illustrated case to “{stage.value}”"):
                _challenge, is_moved = bring_to(stage, at=now())
        except CannotPlay as refusal:  # the site is served all the same
            self.stdout.write(f"  {refusal}")
            return
        if not is_moved:
            self.stdout.write("  It is there, or past it, already; nobody goes back in a case.")
