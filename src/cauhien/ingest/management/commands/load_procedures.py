"""./cauhien manage load_procedures: the rules of calls that the city file names."""

from django.core.management.base import BaseCommand

from cauhien.core import city
from cauhien.ingest.management import loading


class Command(BaseCommand):
    help = "Load the procedures of calls; files that are in already are left."
    requires_system_checks = []  # of the pages; nothing here needs them

    def handle(self, *args, **options):
        named = [one for one in loading.listed() if one["file"] in city.procedure_files()]
        loading.load(named, self.stdout)
