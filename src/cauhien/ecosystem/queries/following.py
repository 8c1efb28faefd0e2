"""Who follows what, and which dates that brings them."""

from django.db.models import Q

from cauhien.ecosystem.models import Event, Following
from cauhien.ecosystem.queries.entries import EVENT, coming
from cauhien.ecosystem.states import EVERY, EventKind
from cauhien.notices.models import Notice

CLOSING = (EventKind.ROUND, EventKind.DEADLINE)


def followed_by(user):
    return Following.objects.filter(user=user.pk).select_related("body")


def is_followed(user, body):
    return followed_by(user).filter(body=body).exists()


def fitting(rows, stage, topic):
    """Return the events that say they are for a stage or a field, and name no other of them."""
    asked = [(name, v) for name, v in (("stages", stage), ("topics", topic)) if v]
    said = [Q(**{f"{name}__overlap": [value, EVERY]}) for name, value in asked]
    left = [one | Q(**{name: []}) for one, (name, _value) in zip(said, asked, strict=True)]
    some = Q(pk__in=[])
    for one in said:
        some |= one
    return rows.filter(some, *left)


def dates_followed(user, at):
    """Return the dates to come of what a user follows, the next first."""
    rows, wanted = coming(user, at), Q(pk__in=[])
    for one in followed_by(user):
        found = rows.filter(body=one.body) if one.body else fitting(rows, one.stage, one.topic)
        wanted |= Q(pk__in=found.order_by().values("pk"))
    return rows.filter(wanted)


def followers_of(event):
    """Return the Followings that an event concerns: the rule of `fitting`, the other way round."""
    wanted = Q(body=event.body_id) if event.body_id else Q(pk__in=[])
    named, left = Q(pk__in=[]), Q(body=None)
    for name, words in (("stage", event.stages), ("topic", event.topics)):
        is_any = ~Q(**{name: ""}) if EVERY in words else Q(**{f"{name}__in": words})
        named |= is_any
        if words:
            left &= is_any | Q(**{name: ""})
    return Following.objects.filter(wanted | (left & named))


def closing_between(since, until):
    """Return the rounds and deadlines that everybody sees and that close in a time."""
    rows = Event.objects.filter(removed_at=None, kind__in=CLOSING).select_related("body")
    closes = Q(ends_at__gt=since, ends_at__lte=until)
    closes |= Q(ends_at=None, starts_at__gt=since, starts_at__lte=until)
    return rows.filter(closes)


def told_of_closing(event, kind):
    """Return the users who were reminded of this end of an event."""
    told = Notice.objects.filter(kind=kind, subject_kind=EVENT, subject_code=event.code)
    return told.filter(due_at=event.closes_at).values("recipient")
