"""Mails are written, looked at once more, sent, tried again, given up."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import override

from cauhien.accounts.models import User
from cauhien.core.items import Item
from cauhien.core.jobs import defer
from cauhien.notices import documents, queries
from cauhien.notices.models import Mail, Notice, Reminder
from cauhien.notices.states import DONE, MailState, Occasion

MOST_TRIES = 8
MAILS_KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Content:
    """What a mail may say when it is sent: [(notice, thing)], items, and the reader's language."""

    told: list[tuple]
    items: list[Item]
    language: str


def write_mail(*, notices, occasion, at):
    """Write a mail about notices to one person and have it sent; what it says is made then."""
    first = notices[0]
    return _write(first.recipient, first.address, notices, occasion, at)


@transaction.atomic
def mail_digest(*, user, at):
    """Write one mail of all that a person was told since the last and must be reminded of.

    Return None where that is nothing.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two workers write it once
    user = queries.acting(user, at)
    notices, items = queries.for_digest(user, at), queries.to_remind_of(user, at)
    if not notices and not items:
        return None
    mail = _write(user, "", notices, Occasion.DIGEST, at)
    Reminder.objects.bulk_create(
        Reminder(mail=mail, user=user, uid=one.uid, due_at=one.due, is_late=one.is_overdue(at))
        for one in items
    )
    return mail


@transaction.atomic
def prepare(*, mail, at):
    """Word a mail for what may still be told, and return it; None where nothing may.

    mail: its code. This is asked before every try: a right may have ended, a thing been done.
    """
    mail = Mail.objects.select_for_update(of=("self",)).select_related("recipient").get(code=mail)
    if mail.state in DONE:
        return None
    content = _content(mail, at)
    if not content.told and not content.items:
        mail.state = MailState.DROPPED
        mail.save(update_fields=["state"])
        return None
    with override(content.language):
        letter = documents.letter_of(mail, content.told, content.items, at)
    mail.title, mail.text, mail.html = letter.title[:300], letter.text, letter.html
    mail.language, mail.tries, mail.tried_at = content.language, mail.tries + 1, at
    mail.save()
    mail.told = [notice.pk for notice, _thing in content.told]
    return mail


@transaction.atomic
def note_sent(*, mail, at, kept=False):
    """Note that a mail has left, or, in the demonstration, that it stays here."""
    mail.state, mail.sent_at = MailState.KEPT if kept else MailState.SENT, at
    mail.failure = ""
    mail.save(update_fields=["state", "sent_at", "failure"])
    Notice.objects.filter(pk__in=mail.told, sent_at=None).update(sent_at=at)


@transaction.atomic
def note_failure(*, mail, failure):
    """Note why a mail could not be sent; after MOST_TRIES it is given up."""
    mail.state = MailState.FAILED if mail.tries >= MOST_TRIES else MailState.TRYING
    mail.failure = failure[:300]
    mail.save(update_fields=["state", "failure"])


@transaction.atomic
def send_again():
    """Let the worker try anew every mail that was given up; return how many these are."""
    given_up = Mail.objects.select_for_update().filter(state=MailState.FAILED)
    for mail in given_up:
        mail.state, mail.tries = MailState.WAITING, 0
        mail.save(update_fields=["state", "tries"])
        _deliver_later(mail)
    return len(given_up)


@transaction.atomic
def forget_mails(*, at):
    """Forget the mails that are long done with; the notices stay where they are."""
    old = Mail.objects.filter(state__in=DONE, created_at__lt=at - MAILS_KEPT)
    return old.delete()[1].get(Mail._meta.label, 0)


def _write(recipient, address, notices, occasion, at):
    mail = Mail.objects.create(
        occasion=occasion, recipient=recipient, address=address, created_at=at
    )
    mail.notices.set(notices)
    _deliver_later(mail)
    return mail


def _deliver_later(mail):
    defer("notices.deliver", once=f"notices.deliver:{mail.code}", mail=mail.code)


def _content(mail, at):
    notices = list(mail.notices.select_related("link__person").order_by("created_at", "id"))
    if mail.recipient is None:
        kept = [(one, None) for one in notices if one.withdrawn_at is None]
        return Content(kept, [], notices[0].language)
    user = queries.acting(mail.recipient, at)
    if not queries.is_reached(user):
        return Content([], [], user.language)
    with override(user.language):  # the sources of items word them as they find them
        items = queries.still_waiting(mail, user, at)
    return Content(queries.still_told(notices, user, at), items, user.language)
