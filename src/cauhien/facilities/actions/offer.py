"""What a host offers, written: terms, calendar, prices, requirements; and who speaks for it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.facilities import queries, rules
from cauhien.facilities.actions.catalogue import spread
from cauhien.facilities.actions.steps import CannotUse, need
from cauhien.facilities.models import (
    ClosedDays,
    Keeper,
    Occupation,
    OpeningHours,
    Qualification,
    Rate,
    Requirement,
    Resource,
    Unit,
    UseTerms,
)
from cauhien.facilities.states import OCCUPYING, UseAct
from cauhien.notices.actions import tell

KEEPER_NAMED = "facilities.keeper_named"


@transaction.atomic
def name_keeper(*, laboratory, user, by, at):
    """Let a person speak for a laboratory from today on."""
    need(rules.may_name_keeper(by, laboratory), _not_yours())
    try:
        with transaction.atomic():
            keeper = Keeper.objects.create(
                laboratory=laboratory, user=user, starts_on=localdate(at), given_at=at, given_by=by
            )
    except IntegrityError:
        raise CannotUse(_("This person speaks for the laboratory already."), "email") from None
    note(laboratory, UseAct.NAME_KEEPER, by, at, user=str(user.uuid))
    tell(
        users=[one for one in (user,) if one != by],
        kind=KEEPER_NAMED,
        subject=(queries.KIND, laboratory.code),
        at=at,
    )
    return keeper


@transaction.atomic
def end_keeper(*, keeper, by, at):
    """Let a person speak for a laboratory until yesterday; today they do not any more."""
    need(rules.may_name_keeper(by, keeper.laboratory), _not_yours())
    keeper.ends_on = max(localdate(at) - timedelta(days=1), keeper.starts_on - timedelta(days=1))
    keeper.save(update_fields=["ends_on"])
    note(keeper.laboratory, UseAct.END_KEEPER, by, at, user=str(keeper.user.uuid))


@transaction.atomic
def save_terms(*, laboratory, values, by, at):
    """Write what the host says of the use. values: {column of UseTerms: value}."""
    need_host(by, laboratory)
    terms, _made = UseTerms.objects.update_or_create(
        laboratory=laboratory, defaults=values | {"saved_at": at, "saved_by": by}
    )
    note(laboratory, UseAct.OPEN, by, at, what="terms")
    return terms


@transaction.atomic
def save_resource(*, laboratory, values, hours, capacity, parts, by, at, resource=None):  # noqa: PLR0913 - a resource is these facts
    """Write something that can be used, with its calendar; return the Resource.

    hours: [(weekday, opens, closes)]. capacity: how many alike, of what has no parts.
    parts: resources without parts of their own, of which it takes one unit each.
    """
    need_host(by, laboratory)
    if resource is None:
        resource = Resource(laboratory=laboratory)
    _check_parts(resource, parts)
    for name, value in values.items():
        setattr(resource, name, value)
    resource.save()
    resource.parts.set(parts)
    _set_capacity(resource, 0 if parts else capacity)
    resource.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(resource=resource, weekday=day, opens=opens, closes=closes)
        for day, opens, closes in hours
    )
    _changed(laboratory, by, at, resource=resource.code)
    return resource


@transaction.atomic
def retire_resource(*, resource, by, at):
    """Offer it no more. What is booked already stands."""
    need_host(by, resource.laboratory)
    resource.retired_at = at
    resource.save(update_fields=["retired_at"])
    _changed(resource.laboratory, by, at, resource=resource.code)


@transaction.atomic
def close_days(*, laboratory, values, by, at):
    """Close a laboratory, or a resource of it, for some days. What is booked already stands."""
    need_host(by, laboratory)
    closed = ClosedDays.objects.create(laboratory=laboratory, **values)
    note(laboratory, UseAct.OPEN, by, at, closed=closed.code)
    return closed


@transaction.atomic
def open_days(*, closed, by, at):
    need_host(by, closed.laboratory)
    note(closed.laboratory, UseAct.OPEN, by, at, opened=closed.code)
    closed.delete()


@transaction.atomic
def add_rate(*, resource, values, by, at):
    """Add a price; where one holds already it ends the day before the new one begins."""
    need_host(by, resource.laboratory)
    others = Rate.objects.filter(resource=resource).exclude(currency=values["currency"])
    need(not others.exists(), _("The prices of one resource are in one currency."), "currency")
    before = Rate.objects.filter(
        resource=resource,
        user_class=values["user_class"],
        unit=values["unit"],
        valid_to=None,
        valid_from__lt=values["valid_from"],
    )
    before.update(valid_to=values["valid_from"] - timedelta(days=1))
    try:
        with transaction.atomic():
            rate = Rate.objects.create(resource=resource, **values)
    except IntegrityError:
        message = _("For these days there is a price already. End it first.")
        raise CannotUse(message, "valid_from") from None
    said = {"rate": rate.code, "amount": f"{rate.amount:f}", "currency": rate.currency}
    note(resource.laboratory, UseAct.OPEN, by, at, **said)
    return rate


@transaction.atomic
def end_rate(*, rate, by, at):
    """Let a price hold until today, or never where it has not begun. Quotes given stand."""
    need_host(by, rate.resource.laboratory)
    note(rate.resource.laboratory, UseAct.OPEN, by, at, rate_ended=rate.code)
    if rate.valid_from > localdate(at):
        rate.delete()
        return
    rate.valid_to = localdate(at)
    rate.save(update_fields=["valid_to"])


@transaction.atomic
def add_requirement(*, resource, values, by, at):
    """Ask for something before anybody books or uses the resource."""
    need_host(by, resource.laboratory)
    requirement = Requirement.objects.create(resource=resource, **values)
    note(resource.laboratory, UseAct.OPEN, by, at, requirement=requirement.code)
    return requirement


@transaction.atomic
def end_requirement(*, requirement, by, at):
    need_host(by, requirement.resource.laboratory)
    requirement.ended_at = at
    requirement.save(update_fields=["ended_at"])
    laboratory = requirement.resource.laboratory
    note(laboratory, UseAct.OPEN, by, at, requirement_ended=requirement.code)


@transaction.atomic
def qualify(*, requirement, user, expires_on, by, at):
    """Find that a person meets a requirement until a day; None: for good."""
    laboratory = requirement.resource.laboratory
    need_host(by, laboratory)
    need(expires_on is None or expires_on >= localdate(at), _("This day has passed."), "expires_on")
    Qualification.objects.filter(requirement=requirement, user=user, ended_at=None).update(
        ended_at=at
    )
    found = Qualification.objects.create(
        requirement=requirement, user=user, expires_on=expires_on, given_at=at, given_by=by
    )
    note(laboratory, UseAct.QUALIFY, by, at, user=str(user.uuid), requirement=requirement.code)
    return found


@transaction.atomic
def end_qualification(*, qualification, by, at):
    laboratory = qualification.requirement.resource.laboratory
    need_host(by, laboratory)
    qualification.ended_at = at
    qualification.save(update_fields=["ended_at"])
    said = {"user": str(qualification.user.uuid), "requirement": qualification.requirement.code}
    note(laboratory, UseAct.END_QUALIFICATION, by, at, **said)


def _check_parts(resource, parts):
    is_flat = all(not one.parts.exists() and one.pk != resource.pk for one in parts)
    need(is_flat, _("A part must not be made of parts itself."), "parts")
    is_part = bool(resource.pk) and resource.wholes.exists()
    need(not (parts and is_part), _("What is a part itself has no parts."), "parts")


def _set_capacity(resource, capacity):
    """Have as many units in service as that; one that was used stays in the figures."""
    known = list(resource.units.all())
    Unit.objects.bulk_create(
        Unit(resource=resource, number=number) for number in range(len(known) + 1, capacity + 1)
    )
    out = [unit.pk for unit in known[capacity:]]
    taken = Occupation.objects.filter(unit__in=out, state__in=OCCUPYING)
    need(not taken.exists(), _("One of these is booked. Cancel that first."), "capacity")
    resource.units.update(in_service=True)
    resource.units.filter(pk__in=out).update(in_service=False)


def need_host(by, laboratory):
    """Ask that somebody speaks for a laboratory."""
    need(rules.may_keep(by, laboratory), _not_yours())


def _not_yours():
    return _("You do not speak for this laboratory.")


def _changed(laboratory, by, at, **said):
    spread([laboratory], at=at)
    note(laboratory, UseAct.OPEN, by, at, **said)


def note(laboratory, act, by, at, **said):
    """Write a line into the log of a laboratory."""
    record(chain=f"laboratory:{laboratory.code}", act=act, by=by, at=at, detail=said)
