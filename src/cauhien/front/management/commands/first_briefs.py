"""./cauhien manage first_briefs: whoever leads in the demonstration gets the brief of the week."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from cauhien.front.actions import send_first_briefs


class Command(BaseCommand):
    help = "Have the accounts of the demonstration that lead get the brief, the first at once."

    def handle(self, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("Whoever has an account chooses how they are told.")
        send_first_briefs(at=now())
