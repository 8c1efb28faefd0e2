"""./cauhien manage load_observatory: the figures that the product ships with."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from cauhien.observatory.actions.loading import load_all


class Command(BaseCommand):
    help = "Load the shipped indicators, values, frames and targets; what is in already is left."
    requires_system_checks = []  # of the pages; nothing here needs them

    def handle(self, *args, **options):
        load_all(settings.DATA / "observatory", at=timezone.now(), tell=self.stdout.write)
