"""A laboratory with somebody who speaks for it, what it offers, who asks and who books."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from cauhien.accounts.states import Role
from cauhien.facilities import actions
from cauhien.facilities.models import Keeper
from cauhien.facilities.rules import Stretch
from cauhien.organisations.states import OrganisationKind
from tests.factories import NOW, TODAY, a_grant, a_laboratory, a_user, an_organisation

CITY = ZoneInfo("Asia/Ho_Chi_Minh")
WRITTEN = {
    "purpose": "Đo độ rung của đèn tín hiệu.",
    "first_on": date(2026, 12, 1),
    "last_on": date(2026, 12, 4),
    "extent": "hai ngày",
}
SETTINGS = {
    "name_vi": "Bàn rung",
    "name_en": "Shaker",
    "has_calendar": True,
    "slot_minutes": 60,
    "most_slots": 3,
    "notice_hours": 2,
    "ahead_days": 30,
    "most_ahead": 3,
    "free_cancel_hours": 24,
    "late_fee_percent": 50,
}
SOON = TODAY + timedelta(days=2)  # a Thursday
MORNINGS = [(day, time(8), time(11)) for day in range(1, 6)]


def a_kept_laboratory(**fields):
    """Return (laboratory, the person who speaks for it)."""
    laboratory = a_laboratory(host=an_organisation("Viện Đo lường"), **fields)
    keeper = a_user(name="Người phụ trách")
    Keeper.objects.create(
        laboratory=laboratory,
        user=keeper,
        starts_on=date(2026, 1, 1),
        given_at=NOW,
        given_by=keeper,
    )
    return laboratory, keeper


def a_resource(laboratory, keeper, *, capacity=1, parts=(), hours=MORNINGS, **changes):
    return actions.save_resource(
        laboratory=laboratory,
        values=SETTINGS | changes,
        hours=hours,
        capacity=capacity,
        parts=parts,
        by=keeper,
        at=NOW,
    )


def a_firm(name="Công ty Thiết bị", kind=OrganisationKind.COMPANY):
    """Return (organisation, an account that acts for it)."""
    firm = an_organisation(name, kind=kind)
    user = a_user()
    grant = a_grant(user, Role.ENTERPRISE)
    grant.organisation = firm
    grant.save()
    return firm, user


def at_hour(hour, *, day=SOON, minutes=60):
    """Return the Stretch of so many minutes that begins at an hour of a day, in the city."""
    start = datetime.combine(day, time(hour), CITY)
    return Stretch(start, start + timedelta(minutes=minutes))


def held(resource, by, hour=8, *, at=NOW, slots=1, minutes=60, day=None, organisation=None):
    return actions.hold_booking(
        resource=resource,
        stretch=at_hour(hour, minutes=slots * minutes, day=day or SOON),
        purpose="Đo độ rung.",
        organisation=organisation,
        by=by,
        at=at,
    )


def booked(resource, by, hour=8, **how):
    booking = held(resource, by, hour, **how)
    return actions.confirm_booking(booking=booking, by=by, at=how.get("at", NOW))


def a_rate(resource, keeper, amount, user_class="enterprise", unit="hour", **changes):
    values = {
        "user_class": user_class,
        "unit": unit,
        "amount": Decimal(amount),
        "currency": "VND",
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
    }
    return actions.add_rate(resource=resource, values=values | changes, by=keeper, at=NOW)


def a_request(laboratory, by, *, at=NOW, **how):
    return actions.send_request(laboratory=laboratory, written=WRITTEN, by=by, at=at, **how)
