"""What the worker does: mails what is urgent at once and the rest in the morning."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.timezone import localtime, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cauhien.accounts.models import User
from cauhien.core.events import read_new
from cauhien.core.jobs import defer
from cauhien.notices import actions, documents, queries
from cauhien.notices.actions.mailing import MOST_TRIES

MORNING = 7  # o'clock, in the time of the city
OF_ACCOUNTS = {"invitation.changed": actions.write_invitation, "firm.changed": actions.tell_of_firm}
# After a minute, then later and later; a mail server that is away for five hours loses nothing.
AGAIN = RetryStrategy(max_attempts=MOST_TRIES, wait=60, exponential_wait=4)


@app.periodic(cron="* * * * *")
@app.task(name="notices.grants", queueing_lock="notices.grants")
def grants(timestamp):
    """Tell people of roles that were given to them or ended."""
    with transaction.atomic():
        events = read_new("notices.grants", kinds=["grant.changed"])
        for account, at in sorted({(event.subject_code, event.at) for event in events}):
            actions.tell_of_grants(account=account, at=at)


@app.periodic(cron="* * * * *")
@app.task(name="notices.accounts", queueing_lock="notices.accounts")
def accounts(timestamp):
    """Mail the invitations that were made; tell who asked to act for a firm of the answer."""
    with transaction.atomic():
        events = read_new("notices.accounts", kinds=list(OF_ACCOUNTS))
        for kind, code in sorted({(event.kind, event.subject_code) for event in events}):
            OF_ACCOUNTS[kind](code=code, at=now())


@app.periodic(cron="5 * * * *")
@app.task(name="notices.hourly", queueing_lock="notices.hourly")
def hourly(timestamp):
    """At seven in the morning of the city, have everybody's mail written; forget old mails."""
    if localtime(now()).hour == MORNING:
        defer_digests(now())
        actions.forget_mails(at=now())


def defer_digests(at):
    for uuid in queries.people_of_the_morning(at).values_list("uuid", flat=True):
        defer("notices.digest", once=f"notices.digest:{uuid}", user=str(uuid))


@app.task(name="notices.digest")
def digest(user):
    """Write one person's mail of the morning. user: their uuid."""
    if found := User.objects.filter(uuid=user).first():
        actions.mail_digest(user=found, at=now())


@app.task(name="notices.deliver", retry=AGAIN)
def deliver(mail):
    """Send a mail, or keep it here in the demonstration. mail: its code."""
    prepared = actions.prepare(mail=mail, at=now())
    if prepared is None:
        return
    try:
        if not settings.DEMONSTRATION:
            _message(prepared).send()
    except Exception as failure:
        actions.note_failure(mail=prepared, failure=str(failure))
        raise
    actions.note_sent(mail=prepared, at=now(), kept=settings.DEMONSTRATION)


def _message(mail):
    headers = {"Message-ID": f"<{mail.code}@{queries.host()}>", "Auto-Submitted": "auto-generated"}
    if mail.recipient:
        stop = documents.unsubscribe_address(mail.recipient)
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(mail.title, mail.text, to=[mail.goes_to], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    return message
