"""Somebody is told something, now on the site and later by mail."""

from django.db import transaction
from django.urls import reverse

from cauhien.accounts.models import User
from cauhien.notices import queries
from cauhien.notices.actions.mailing import write_mail
from cauhien.notices.models import Notice
from cauhien.notices.states import Occasion, Way, kind_named


@transaction.atomic
def tell(  # noqa: PLR0913 - a notice is these facts
    *, users, kind, subject, at, parameters=None, due_at=None, url="", link=None
):
    """Tell people about a subject and return the notices, in the transaction of what they tell.

    users: accounts; each is told once. kind: a name that the sender has registered in
    `notices.states`. subject: (kind, code) as in `core.subjects`, or None; nobody hears of one
    that they may not see. parameters: values that JSON knows, for the template.
    url: a path to go on at; else the page of the subject. link: from `make_link`, for one person.
    """
    kind_named(kind)
    people = {person.pk: person for person in users if person.is_active}
    notices = Notice.objects.bulk_create(
        Notice(
            kind=kind,
            recipient=person,
            parameters=parameters or {},
            **_about(subject),
            url=url,
            link=link,
            due_at=due_at,
            created_at=at,
        )
        for person in people.values()
    )
    ways = queries.ways_of(people.values())
    for notice in notices:
        if ways[notice.recipient_id].of(kind) == Way.IMMEDIATE:
            write_mail(notices=[notice], occasion=Occasion.SINGLE, at=at)
    return notices


@transaction.atomic
def write_to(  # noqa: PLR0913 - as above
    *, address, language, kind, subject, at, parameters=None, due_at=None, url="", link=None
):
    """Write to somebody who has no account (an invitation); always by mail and at once.

    They need not see the subject; the template says no more than the sender means to tell them.
    """
    kind_named(kind)
    notice = Notice.objects.create(
        kind=kind,
        address=address,
        language=language,
        parameters=parameters or {},
        **_about(subject),
        url=url,
        link=link,
        due_at=due_at,
        created_at=at,
    )
    write_mail(notices=[notice], occasion=Occasion.SINGLE, at=at)
    return notice


@transaction.atomic
def withdraw(*, kind, subject, at, users=None):
    """Take back the notices of a kind about a subject; they are neither shown nor mailed now."""
    notices = Notice.objects.filter(kind=kind, **_about(subject), withdrawn_at=None)
    if users is not None:
        notices = notices.filter(recipient__in=users)
    return notices.update(withdrawn_at=at)


@transaction.atomic
def tell_of_grants(*, account, at):
    """Tell the owner of an account which roles somebody gave them or ended at a time."""
    users = User.objects.filter(uuid=account)
    for line in queries.changes_of_grants(account, at):
        tell(
            users=users.exclude(uuid=line.by),
            kind=f"notices.{'role_given' if line.act == 'grant' else 'role_ended'}",
            subject=None,
            at=at,
            parameters=line.detail,
            url=reverse("accounts:profile"),
        )


@transaction.atomic
def mark_read(*, user, at, code=None):
    """Note that a person has read one notice of theirs, or all; return how many these were."""
    notices = Notice.objects.filter(recipient=user, read_at=None)
    return (notices.filter(code=code) if code else notices).update(read_at=at)


def _about(subject):
    kind, code = subject or ("", "")
    return {"subject_kind": kind, "subject_code": code}
