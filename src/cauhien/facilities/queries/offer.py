"""What a host offers, and who speaks for it."""

from calendar import monthrange
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, Value, When
from django.utils.timezone import localdate

from cauhien.accounts.models import User
from cauhien.accounts.queries import valid_grants
from cauhien.accounts.rules import organisation_ids
from cauhien.accounts.states import Role
from cauhien.facilities import rules
from cauhien.facilities.models import (
    Booking,
    Keeper,
    Laboratory,
    Qualification,
    Requirement,
    Resource,
    UseRequest,
    UseTerms,
)
from cauhien.organisations.models import Organisation

MONTHS = 12
RENEW_BEFORE = timedelta(days=30)


def kept_by(user):
    """Return the laboratories for which a user speaks."""
    return Laboratory.objects.filter(rules.spoken_for(user)).order_by("sort_key", "id")


def keepers_of(laboratory, on):
    """Return who was named to speak for a laboratory and does on a day, or will."""
    rows = Keeper.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), laboratory=laboratory)
    return rows.select_related("user")


def hosts_of(laboratory, on):
    """Return the accounts that speak for a laboratory on a day."""
    named = keepers_of(laboratory, on).filter(starts_on__lte=on).values("user")
    bodies = {laboratory.host_id, laboratory.host.canonical_id} if laboratory.host else set()
    bodies -= {None}
    at_host = Q(office__organisation__in=bodies) | Q(organisation__in=bodies)
    granted = valid_grants(on).filter(at_host, role__in=rules.HOSTING).values("user")
    people = User.objects.filter(Q(pk__in=named) | Q(pk__in=granted), is_active=True)
    return people.order_by("id")


def firms_of(user):
    """Return the firms for which a user acts."""
    return Organisation.objects.filter(pk__in=organisation_ids(user, Role.ENTERPRISE))


def terms_of(laboratory):
    return UseTerms.objects.filter(laboratory=laboratory).first()


def resources_of(laboratory):
    """Return what can be used of a laboratory, with all that its page says of it.

    Each has `in_service`: how many units, and `demanded`: its requirements.
    """
    demanded = Requirement.objects.filter(ended_at=None)
    return offered_by(laboratory).prefetch_related(
        "rates", "parts", Prefetch("requirements", demanded, "demanded")
    )


def offered_by(laboratory):
    """Return what can be used of a laboratory, each with `in_service`: how many units."""
    count = Count("units", Q(units__in_service=True))
    rows = Resource.objects.filter(laboratory=laboratory, retired_at=None)
    return rows.annotate(in_service=count).order_by("id")


def offered_at(laboratory, code):
    """Return one resource of a laboratory, None where there is none of this code."""
    rows = offered_by(laboratory).prefetch_related("hours", "parts")
    return rows.select_related("laboratory__host").filter(code=code).first()


def leaves_of(resource):
    """Return the resources whose units a booking takes: its parts, or itself."""
    return sorted(resource.parts.all(), key=lambda part: part.pk) or [resource]


def requirements_of(resource):
    """Return what is required of who uses a resource, for its parts too."""
    asked = Q(resource=resource) | Q(resource__in=resource.parts.values("pk"))
    return Requirement.objects.filter(asked, ended_at=None).select_related("resource")


def asked_of(user, resource, on):
    """Return what is required of who uses a resource, each with `is_met`: by the user on a day."""
    met = qualifications_of(user, on).filter(requirement=OuterRef("pk"))
    return requirements_of(resource).annotate(is_met=Exists(met))


def required_of(resource, at):
    """Return the requirements of a resource itself, each with `met`: who meets it.

    Each of these says whether it `is_over` by now, or `is_ending` within some weeks.
    """
    today = localdate(at)
    held = Qualification.objects.filter(ended_at=None).select_related("user")
    held = held.annotate(
        is_over=_is_true(expires_on__lt=today),
        is_ending=_is_true(expires_on__range=(today, today + RENEW_BEFORE)),
    )
    rows = Requirement.objects.filter(resource=resource, ended_at=None)
    return rows.prefetch_related(Prefetch("qualifications", held, "met"))


def _is_true(**condition):
    return Case(When(then=Value(True), **condition), default=Value(False))


def ends_after(requirement, day):
    """Return the day until which a requirement is met that is met on a day; None: for good."""
    if not requirement.months:
        return None
    years, month = divmod(day.month - 1 + requirement.months, MONTHS)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def qualifications_of(user, on):
    """Return the qualifications that a person has on a day."""
    rows = Qualification.objects.filter(user=user.pk, ended_at=None)
    return rows.filter(Q(expires_on=None) | Q(expires_on__gte=on))


def qualified(user):
    """Return what a user meets themself, run out or not; none while they act for another."""
    rows = Qualification.objects.filter(user=user.pk, ended_at=None)
    return rows.none() if user.is_authenticated and user.delegation else rows


def running_out(user, at):
    """Return what a user meets by now and no more after some weeks."""
    return qualified(user).filter(
        expires_on__range=(localdate(at), localdate(at) + RENEW_BEFORE),
        requirement__ended_at=None,
        requirement__resource__retired_at=None,
    )


def missing_for(user, resource, on):
    """Return the requirements that a person does not meet on a day."""
    met = qualifications_of(user, on).values("requirement")
    return list(requirements_of(resource).exclude(pk__in=met))


def people_known_to(laboratory, on):
    """Return who has asked or booked here, or speaks for it: whom the host may find qualified."""
    asked = UseRequest.objects.filter(laboratory=laboratory).values("user")
    booked = Booking.objects.filter(resource__laboratory=laboratory).values("user")
    known = Q(pk__in=asked) | Q(pk__in=booked) | Q(pk__in=hosts_of(laboratory, on).values("pk"))
    return User.objects.filter(known, is_active=True).order_by("name", "id")
