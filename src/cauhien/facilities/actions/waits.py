"""Waiting for a time that is taken: asked for, told when it is free, over."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.facilities import queries, rules
from cauhien.facilities.actions.booking import check_calendar
from cauhien.facilities.actions.steps import need
from cauhien.facilities.models import Wait
from cauhien.facilities.states import UseAct
from cauhien.notices.actions import tell

TIME_FREE = "facilities.time_free"


@transaction.atomic
def wait_for(*, resource, stretch, by, at):
    """Note that somebody wants to hear when a time becomes free; return the Wait."""
    need(rules.may_ask(by), _("Sign in in your own name to book."))
    need(resource.has_calendar and not resource.retired_at, _("This takes no bookings."))
    check_calendar(resource, stretch, at)
    need(not queries.is_free(resource, stretch, at), _("This time is free: you can book it."))
    ahead = queries.waits_of(by).filter(resource=resource, period__startswith__gt=at)
    period = DateTimeTZRange(*stretch)
    is_few = ahead.exclude(period=period).count() < resource.most_ahead
    need(is_few, _("You wait for as many times here as one person may book."))
    wait, is_new = Wait.objects.get_or_create(
        resource=resource, user=by, period=period, ended_at=None, defaults={"made_at": at}
    )
    if is_new:
        record(chain=wait.chain, act=UseAct.WAIT, by=by, at=at)
    return wait


def stop_waiting(*, wait, by, at):
    need(wait.user_id == by.pk and not by.delegation, _("You do not wait for this time."))
    _end(wait, by, at)


def tell_who_waits(*, at):
    """Tell those who wait for times that are free now, who asked first before who asked later.

    Nothing is booked for them. Where the time is taken again they wait on; it ends when the time
    can no more be booked.
    """
    for wait in queries.waiting():
        follow(wait=wait, at=at)


@transaction.atomic
def follow(*, wait, at):
    """Bring a wait up to now."""
    wait = (
        Wait.objects.select_for_update(of=("self",))
        .select_related("resource", "user")
        .get(pk=wait.pk)
    )
    resource, stretch = wait.resource, rules.Stretch(wait.period.lower, wait.period.upper)
    is_offered = resource.has_calendar and not resource.retired_at
    if wait.ended_at:
        return
    if not is_offered or rules.bounds(resource, at).start > stretch.start:
        _end(wait, None, at)
    elif not queries.is_free(resource, stretch, at):
        Wait.objects.filter(pk=wait.pk).update(told_at=None)
    elif wait.told_at is None and queries.is_turn_of(wait, at):
        Wait.objects.filter(pk=wait.pk).update(told_at=at)
        tell(
            users=[wait.user],
            kind=TIME_FREE,
            subject=(queries.WAIT, wait.code),
            at=at,
            parameters={"start": stretch.start.isoformat()},
        )


@transaction.atomic
def _end(wait, by, at):
    if Wait.objects.filter(pk=wait.pk, ended_at=None).update(ended_at=at):
        record(chain=wait.chain, act=UseAct.END_WAIT, by=by, at=at)
