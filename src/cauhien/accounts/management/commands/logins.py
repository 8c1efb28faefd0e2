"""The accounts of the demonstration, for the terminal of who tries the site."""

from django.core.management.base import BaseCommand
from django.utils.translation import override

from cauhien.accounts.queries import demonstration_groups


class Command(BaseCommand):
    help = "Print one login per role of the demonstration, and the parts of its illustrated call."

    def handle(self, **options):
        groups = demonstration_groups()
        with override("en"):
            for account in groups["roles"]:
                self.stdout.write(f"  {account.shown_name:22} {account.email}")
            for name in ("teams", "experts"):
                codes = ", ".join(one.email.partition("@")[0] for one in groups[name])
                if codes:
                    self.stdout.write(f"  {name.capitalize():22} {codes}")
