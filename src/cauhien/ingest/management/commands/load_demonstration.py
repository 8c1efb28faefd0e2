"""./cauhien manage load_demonstration: the data and the accounts that the product ships with."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from cauhien.accounts.actions import create_demonstration_accounts
from cauhien.core import city
from cauhien.core.text import fold
from cauhien.ingest.management import loading
from cauhien.organisations.models import Office

# The illustrated call is played with dates in the past: its people hold their roles since then.
HELD_FOR = timedelta(days=400)


class Command(BaseCommand):
    help = "Load the data of the demonstration; files that are in already are left."
    requires_system_checks = []  # of the pages; nothing here needs them

    def handle(self, *args, **options):
        listed = loading.listed()
        new = loading.load(listed, self.stdout)
        self._accounts()
        self.stdout.write(f"{len(listed)} files of the demonstration, {new} of them new")

    def _accounts(self):
        at = timezone.now()
        create_demonstration_accounts(
            office=_office(city.demonstration_office()),
            coordinating_office=_office(city.coordinating_office()),
            starts_on=timezone.localdate(at) - HELD_FOR,
            at=at,
        )


def _office(name):
    return Office.objects.distinct().get(organisation__names__folded=fold(name))
