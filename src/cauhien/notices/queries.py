"""Notices, mails and what waits, read. Whoever may not see a subject is told nothing about it."""

from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.timezone import localdate

from cauhien.accounts.models import User
from cauhien.accounts.queries import valid_grants
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.core.subjects import subject, subjects
from cauhien.notices import rules
from cauhien.notices.models import Choice, Link, Mail, Notice, Preference, Reminder
from cauhien.notices.states import REMINDERS, Way, Ways

KEPT_FOR_DIGEST = timedelta(days=7)  # what could not be mailed by then is history
REMIND_BEFORE = timedelta(days=2)
COUNT_KEPT = 60  # seconds: by time alone something becomes due, and not each change is on record


def acting(user, at):
    """Return the user as a task must see them: fresh, on the day of `at`."""
    found = User.objects.get(pk=user.pk)
    found.day = localdate(at)
    return found


def notices_for(user):
    """Return the notices of a user whose subjects they may still see, the newest first."""
    own = Notice.objects.filter(recipient=user, withdrawn_at=None)
    return own.filter(_seen_by(user, own))


def visible_subjects(notices, user):
    """Return {(kind, code): the thing} of what the notices are about and the user may see."""
    codes: dict[str, set[str]] = {}
    for notice in notices:
        codes.setdefault(notice.subject_kind, set()).add(notice.subject_code)
    known = {one.kind for one in subjects()}
    return {
        (kind, thing.code): thing
        for kind in codes.keys() & known
        for thing in subject(kind).visible_to(user).filter(code__in=codes[kind])
    }


def still_told(notices, user, at):
    """Return [(notice, thing or None)] of those notices that may still reach this user by mail."""
    things, ways = visible_subjects(notices, user), ways_of([user])[user.pk]
    return [
        (one, things.get(one.about))
        for one in notices
        if one.withdrawn_at is None
        if one.about in things or not one.subject_kind
        if ways.of(one.kind) != Way.OFF
        if one.known_kind.still_concerns(user, one, at)
    ]


def for_digest(user, at):
    """Return the notices that the next mail of the morning brings, the oldest first."""
    ways = ways_of([user])[user.pk]
    waiting = _unmailed(at).filter(recipient=user).order_by("created_at", "id")
    return [notice for notice in waiting if ways.of(notice.kind) != Way.OFF]


def to_remind_of(user, at):
    """Return the items of which this user is reminded now: due soon, or late, and not yet said.

    What waits is worded in the language being spoken.
    """
    if ways_of([user])[user.pk].of(REMINDERS) == Way.OFF:
        return []
    said = set(Reminder.objects.filter(user=user).values_list("uid", "due_at", "is_late"))
    return [
        item
        for item in items_for(user, at)
        if item.due is not None and item.due <= at + REMIND_BEFORE
        if (item.uid, item.due, item.is_overdue(at)) not in said
    ]


def still_waiting(mail, user, at):
    """Return the items of a mail's reminders that still wait for this user."""
    uids = set(mail.reminders.values_list("uid", flat=True))
    if not uids or ways_of([user])[user.pk].of(REMINDERS) == Way.OFF:
        return []
    return [item for item in items_for(user, at) if item.uid in uids]


def waiting_count(user, at):
    """Return how many things wait for a user, counted anew after any act on record.

    Each page of theirs asks it, and going through all sources takes as long as a page.
    """
    if not user.is_authenticated:
        return 0
    last = AuditLine.objects.aggregate(last=Max("pk"))["last"]
    key = f"waiting:{user.pk}:{user.delegation and user.delegation.pk}:{last}"
    count = cache.get(key)
    if count is None:
        count = len(items_for(user, at))
        cache.set(key, count, COUNT_KEPT)
    return count


def ways_of(users):
    """Return {id of a user: `Ways`}."""
    pks = [user.pk for user in users]
    general = dict(Preference.objects.filter(user__in=pks).values_list("user", "way"))
    chosen: dict[int, list] = {}
    for pk, kind, way in Choice.objects.filter(user__in=pks).values_list("user", "kind", "way"):
        chosen.setdefault(pk, []).append((kind, way))
    return {pk: Ways(general.get(pk, Way.DIGEST), tuple(chosen.get(pk, ()))) for pk in pks}


def people_who_asked(kind):
    """Return who chose a way for a kind that comes only to those who ask for it."""
    asked = Choice.objects.filter(kind=kind).exclude(way=Way.OFF)
    return User.objects.filter(pk__in=asked.values("user"), is_active=True).order_by("pk")


def owner_of_secret(secret):
    """Return who owns the secret address of feeds, or None."""
    found = Preference.objects.filter(secret=secret, user__is_active=True).select_related("user")
    return next((preference.user for preference in found), None)


def people_of_the_morning(at):
    """Return who may get a mail this morning: who was told something, or works here."""
    told = _unmailed(at).order_by().values("recipient")
    holding = Q(pk__in=valid_grants(localdate(at)).values("user"))
    people = User.objects.filter(Q(pk__in=told) | holding, is_active=True)
    return people.exclude(pk__in=_unconfirmed()).order_by("pk")


def is_reached(user):
    """Return whether mails go to a user: their address is not known to be somebody else's."""
    return user.is_active and not _unconfirmed().filter(user=user.pk).exists()


def changes_of_grants(account, at):
    """Return the lines of the log by which somebody gave or ended roles of an account at a time."""
    lines = AuditLine.objects.filter(chain=f"account:{account}", at=at, by__isnull=False)
    return lines.filter(act__in=["grant", "end_grant"]).order_by("number")


def open_links(address, purpose, at):
    """Return the links of a purpose that an address was sent and that can still be used."""
    sent = Link.objects.filter(address__iexact=address, purpose=purpose, used_at=None)
    return sent.filter(expires_at__gt=at).order_by("-id")


def mails_for(user):
    """Return the mails that this user may know of: their own; more for who looks after the site."""
    mails = Mail.objects.select_related("recipient").prefetch_related("notices")
    return mails.filter(rules.in_outbox_of(user))


def outbox(*, failed=False):
    """Return all mails, for the terminal. failed: only those that could not be sent as yet."""
    mails = Mail.objects.select_related("recipient")
    return mails.exclude(failure="") if failed else mails


def absolute(path):
    """Return the address of a page as a mail names it."""
    return path if urlsplit(path).scheme else f"{settings.SITE_URL}{path}"


def host():
    """Return the name of this site, for the ids of its mails."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _unconfirmed():
    """Return who has claimed the address of their account and not shown that it is theirs."""
    claims = EmailAddress.objects.filter(verified=False, email__iexact=F("user__email"))
    return claims.values("user")


def _unmailed(at):
    since = at - KEPT_FOR_DIGEST
    waiting = Notice.objects.filter(mails=None, withdrawn_at=None, created_at__gt=since)
    return waiting.filter(recipient__isnull=False)


def _seen_by(user, notices):
    """Return the condition under which the subject of a notice is visible to the user."""
    kinds = set(notices.order_by().values_list("subject_kind", flat=True).distinct())
    seen = Q(subject_kind="")
    for known in subjects():
        if known.kind in kinds:
            things = known.visible_to(user).filter(code=OuterRef("subject_code"))
            seen |= Q(Exists(things), subject_kind=known.kind)
    return seen
