"""Who sees and moves a request, a booking or the report of a fault.

The public and the rest of the city see none of them.
"""

from datetime import timedelta

from django.db.models import Q

from cauhien.accounts.rules import holds_role, organisation_ids
from cauhien.accounts.states import Role
from cauhien.facilities.models import Booking, FaultReport, Laboratory, UseRequest
from cauhien.facilities.rules.hosts import speaks_for, spoken_for
from cauhien.facilities.states import (
    BOOKING_WAYS,
    FAULT_WAYS,
    REQUEST_WAYS,
    UseActor,
    UseGuard,
    UserClass,
)
from cauhien.organisations.states import NO_FIRMS

CHECK_IN_EARLY = timedelta(minutes=15)
CITY_ROLES = set(Role) - {Role.ENTERPRISE}

WAYS = {UseRequest: REQUEST_WAYS, Booking: BOOKING_WAYS, FaultReport: FAULT_WAYS}

# When a step of a booking can be taken, by the guards that ask for the hour.
TIMES = {
    UseGuard.HOLD_RUNS: lambda case, at: at < case.held_until,
    UseGuard.HOLD_IS_OVER: lambda case, at: at >= case.held_until,
    UseGuard.BEFORE_START: lambda case, at: at < case.period.lower,
    UseGuard.AFTER_START: lambda case, at: at >= case.period.lower,
    UseGuard.AROUND_START: lambda case, at: (
        case.period.lower - CHECK_IN_EARLY <= at < case.period.upper
    ),
    UseGuard.AFTER_END: lambda case, at: at >= case.period.upper,
}

IS_ACTOR = {
    UseActor.SYSTEM: lambda user, case: user is None,
    UseActor.USER: lambda user, case: user is not None and owns(user, case),
    # Nobody answers themself.
    UseActor.HOST: lambda user, case: (
        user is not None and case.user_id != user.pk and speaks_for(user, case.laboratory)
    ),
}


def owns(user, case):
    """Who asked or booked, and whoever acts for the firm that it was done for."""
    if not user.is_authenticated:
        return False
    is_firms = case.organisation_id in organisation_ids(user, Role.ENTERPRISE)
    return is_firms or (case.user_id == user.pk and not user.delegation)


def visible_requests(user):
    """Return the condition under which a user sees a request: its owner, the host, the auditor."""
    return _visible(user, "laboratory__in")


def visible_bookings(user):
    return _visible(user, "resource__laboratory__in")


def visible_faults(user):
    return _visible(user, "resource__laboratory__in")


def owned(user):
    """Return the condition under which a request or a booking is a user's own, as `owns` says."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    firms = Q(organisation__in=organisation_ids(user, Role.ENTERPRISE))
    return firms if user.delegation else firms | Q(user=user.pk)


def reads_as_auditor(user, case):
    """Return whether somebody who sees a case does so for the audit alone."""
    return not owns(user, case) and not speaks_for(user, case.laboratory)


def _visible(user, laboratory):
    if user.is_authenticated and holds_role(user, Role.AUDITOR):
        return Q()
    kept = Laboratory.objects.filter(spoken_for(user)).values("pk")
    return owned(user) | Q(**{laboratory: kept})


def ways_for(user, case):
    """Return the rows of its table by which this user moves a case now."""
    rows = [row for row in WAYS[type(case)] if row.source == case.state]
    is_actor = {row.actor: IS_ACTOR[row.actor](user, case) for row in rows}
    return [row for row in rows if is_actor[row.actor]]


def is_time_for(row, case, at):
    """Return whether a row of the table can be taken at this moment."""
    return all(TIMES[one](case, at) for one in row.guards if one in TIMES)


def way_for(user, case, act):
    return next((row for row in ways_for(user, case) if row.act == act), None)


def may_ask(user, organisation=None):
    """Whoever has an account asks and books, in their own name or for a firm they act for."""
    if not user.is_authenticated or user.delegation:
        return False
    return organisation is None or organisation.pk in organisation_ids(user, Role.ENTERPRISE)


def class_of(user, laboratory, organisation):
    """Return the UserClass whose prices hold. organisation: the one acted for, or None."""
    if speaks_for(user, laboratory):
        return UserClass.INTERNAL
    if organisation:
        is_firm = organisation.kind not in NO_FIRMS
        return UserClass.ENTERPRISE if is_firm else UserClass.PUBLIC
    return UserClass.PUBLIC if holds_role(user, *CITY_ROLES) else UserClass.OTHER


def is_late_to_cancel(booking, at):
    """Return whether cancelling costs something by now."""
    return booking.confirmed_at is not None and at > free_until(booking)


def free_until(booking):
    """Return until when a confirmed booking can be cancelled without paying."""
    return booking.period.lower - timedelta(hours=booking.resource.free_cancel_hours)
