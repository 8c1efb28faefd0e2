"""Who waits for a time to become free, read."""

from datetime import timedelta

from cauhien.facilities import rules
from cauhien.facilities.models import Wait
from cauhien.facilities.queries.calendar import closed_at, free_units
from cauhien.facilities.queries.offer import leaves_of

WAIT = "wait"
LEAD = timedelta(minutes=30)  # by which who asked first hears before who asked after that


def waits_for(user):
    """Return the waits that a user may see: their own; none while they act for another."""
    rows = Wait.objects.filter(user=user.pk).select_related("resource__laboratory")
    return rows.none() if user.is_authenticated and user.delegation else rows


def waits_of(user):
    """Return for what a user waits, the earliest time first."""
    return waits_for(user).filter(ended_at=None).order_by("period", "id")


def to_take(user, at):
    """Return the times that a user waited for and that are free now."""
    return waits_of(user).filter(told_at__isnull=False, period__startswith__gt=at)


def waiting():
    """Return all that wait, in the order in which they asked."""
    return Wait.objects.filter(ended_at=None).order_by("id")


def is_free(resource, stretch, at):
    """Return whether somebody could book a Stretch now."""
    closed = closed_at(resource)
    if rules.why_closed(resource, stretch, resource.hours.all(), closed, at):
        return False
    return all(free_units(leaf, stretch, at) for leaf in leaves_of(resource))


def is_turn_of(wait, at):
    """Return whether nobody who waits for the same was told of it just now."""
    told = waiting().filter(resource=wait.resource_id, period__overlap=wait.period)
    return not told.exclude(pk=wait.pk).filter(told_at__gt=at - LEAD).exists()
