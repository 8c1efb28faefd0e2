"""The outbox, for the terminal of who keeps the site running."""

from django.core.management.base import BaseCommand, CommandError

from cauhien.notices import actions, queries


class Command(BaseCommand):
    help = "List the newest mails and how they fared; show one; try again what was given up."

    def add_arguments(self, parser):
        parser.add_argument("--failed", action="store_true", help="only those not sent as yet")
        parser.add_argument("--most", type=int, default=50, help="so many at most (50)")
        parser.add_argument("--show", metavar="CODE", help="print one mail as it was written last")
        parser.add_argument("--again", action="store_true", help="send anew what was given up")

    def handle(self, **options):
        if options["show"]:
            self._show(options["show"])
        elif options["again"]:
            self.stdout.write(f"{actions.send_again()} mails will be tried again.")
        else:
            self._list(queries.outbox(failed=options["failed"])[: options["most"]])

    def _list(self, mails):
        for mail in mails:
            failed = f"  {mail.tries}×: {mail.failure}" if mail.failure else ""
            said = f"{mail.created_at:%Y-%m-%d %H:%M}  {mail.state:8} {mail.goes_to:32}"
            self.stdout.write(f"{mail.code}  {said} {mail.title}{failed}")

    def _show(self, code):
        mail = queries.outbox().filter(code=code).first()
        if mail is None:
            raise CommandError(f"There is no mail {code}.")
        self.stdout.write(f"To: {mail.goes_to}\nSubject: {mail.title}\n\n{mail.text}")
