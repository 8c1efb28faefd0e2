"""What `up` says at the end: the logins, the illustrated case, and who can do what next in it."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from cauhien.challenges.states import State
from cauhien.demonstration import queries
from cauhien.demonstration.states import Stage, is_reached


class Command(BaseCommand):
    help = "Print one login per role, and how the illustrated case can be played on."

    def handle(self, **options):
        call_command("logins", stdout=self.stdout)
        if challenge := queries.illustrated():
            with override("en"):
                self._tell(challenge)

    def _tell(self, challenge):
        address = settings.SITE_URL + reverse("challenges:detail", args=[challenge.code])
        state = challenge.get_state_display()
        self.stdout.write(f"\nOne case is played with roles alone ({state}): {address}")
        for account, item in queries.waiting(now()):
            self.stdout.write(f"  {account.shown_name:22} {item.to_do}")
        if challenge.state == State.OPEN:
            self.stdout.write("  Teams                  can begin a file until the call closes")
        if ahead := [one for one in Stage if not is_reached(one, challenge.state)]:
            self.stdout.write(f"  Or let it play on:     ./cauhien up --stage {'|'.join(ahead)}")
