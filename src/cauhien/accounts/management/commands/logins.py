"""The accounts of the demonstration, for the terminal of who tries the site."""

from django.core.management.base import BaseCommand
from django.utils.translation import override

from cauhien.accounts.queries import demonstration_accounts


class Command(BaseCommand):
    help = "Print one login per role of the demonstration."

    def handle(self, **options):
        with override("en"):
            for account in demonstration_accounts():
                roles = ", ".join(str(grant.get_role_display()) for grant in account.grants.all())
                self.stdout.write(f"  {roles:22} {account.email}")
