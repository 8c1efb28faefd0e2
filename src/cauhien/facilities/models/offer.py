"""What a host offers of a laboratory: to whom, when, at which price and under which conditions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.facilities.models.catalogue import Laboratory
from cauhien.facilities.states import (
    OutageKind,
    RateUnit,
    RequirementKind,
    UserClass,
    Weekday,
)


class UseTerms(models.Model):
    """What the host itself says of the use of its laboratory, beside what the sources say."""

    laboratory = models.OneToOneField(Laboratory, on_delete=models.CASCADE, related_name="terms")
    conditions_vi = models.TextField(_("conditions of use, in Vietnamese"), blank=True)
    conditions_en = models.TextField(_("conditions of use, in English"), blank=True)
    accreditation = models.CharField(
        _("accreditation, with its number and scope"), max_length=200, blank=True
    )
    accredited_until = models.DateField(_("accredited until"), null=True, blank=True)
    shows_busy = models.BooleanField(
        _("everybody may see when it is taken (never by whom)"), default=False
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.laboratory)


class Keeper(models.Model):
    """A person speaks for a laboratory between two days."""

    laboratory = models.ForeignKey(Laboratory, on_delete=models.CASCADE, related_name="keepers")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["laboratory", "user"],
                condition=models.Q(ends_on=None),
                name="keeper_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.laboratory}"


class Resource(models.Model):
    """Something of a laboratory that can be used: a room, an instrument, or several together.

    It has `capacity` units that are alike, or it is made of parts, other resources, and takes one
    unit of each.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    laboratory = models.ForeignKey(Laboratory, on_delete=models.PROTECT, related_name="resources")
    name_vi = models.CharField(_("name in Vietnamese"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    about_vi = models.TextField(_("what it can do, in Vietnamese"), blank=True)
    about_en = models.TextField(_("what it can do, in English"), blank=True)
    parts = models.ManyToManyField("self", symmetrical=False, related_name="wholes", blank=True)
    has_calendar = models.BooleanField(_("can be booked in a calendar"), default=False)
    keeps_holidays = models.BooleanField(_("closed on public holidays"), default=True)
    slot_minutes = models.PositiveSmallIntegerField(_("minutes of one slot"), default=60)
    most_slots = models.PositiveSmallIntegerField(_("most slots in one booking"), default=4)
    minutes_before = models.PositiveSmallIntegerField(_("minutes kept free before"), default=0)
    minutes_after = models.PositiveSmallIntegerField(_("minutes kept free after"), default=0)
    notice_hours = models.PositiveSmallIntegerField(_("hours of notice"), default=24)
    ahead_days = models.PositiveSmallIntegerField(_("days ahead that are open"), default=60)
    most_ahead = models.PositiveSmallIntegerField(_("most bookings ahead of one person"), default=5)
    free_cancel_hours = models.PositiveSmallIntegerField(
        _("hours before, up to which cancelling is free"), default=24
    )
    late_fee_percent = models.PositiveSmallIntegerField(
        _("share of the price owed after that, in %"), default=0
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=5) & models.Q(most_slots__gte=1),
                name="resource_slots_have_a_length",
            ),
            models.CheckConstraint(
                condition=models.Q(late_fee_percent__lte=100), name="resource_fee_is_a_share"
            ),
        ]

    def __str__(self):
        return self.name_vi


class Unit(models.Model):
    """One leaf that a booking occupies; a resource of capacity three has three."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="units")
    number = models.PositiveSmallIntegerField()
    in_service = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="unit_number_once")
        ]

    def __str__(self):
        return f"{self.resource} {self.number}"


class OpeningHours(models.Model):
    """From when until when a resource can be used on a day of the week, in the city's time."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="hours_close_after_opening"
            ),
            models.UniqueConstraint(fields=["resource", "weekday", "opens"], name="hours_once"),
        ]

    def __str__(self):
        return f"{self.resource} {self.weekday} {self.opens}–{self.closes}"


class ClosedDays(models.Model):
    """Days on which a laboratory, or one resource of it, is not to be had."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    laboratory = models.ForeignKey(Laboratory, on_delete=models.CASCADE, related_name="closed")
    resource = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="closed"
    )
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="closed_days_in_order"
            )
        ]

    def __str__(self):
        return f"{self.laboratory} {self.first_on}–{self.last_on}"


class Outage(models.Model):
    """Units that nobody can use from one moment to another: broken, or being looked after."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="outages")
    units = models.ManyToManyField(Unit, related_name="outages")
    kind = models.CharField(_("why"), max_length=12, choices=OutageKind)
    period = DateTimeRangeField()  # with its first moment, without its last
    reason = models.CharField(_("what users read about it"), max_length=300)
    series = models.CharField(max_length=12, blank=True)  # the same of what comes week by week
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    period__isempty=False, period__lower_inc=True, period__upper_inc=False
                ),
                name="outage_has_first_and_last_moment",
            )
        ]

    def __str__(self):
        return f"{self.resource} ({self.code})"


class Rate(models.Model):
    """A price: so much for a unit, to a class of users, between two days."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="rates")
    user_class = models.CharField(_("for"), max_length=12, choices=UserClass)
    unit = models.CharField(_("for each"), max_length=8, choices=RateUnit)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["user_class", "unit", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="rate_not_below_zero"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="rate_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="one_rate_at_a_time",
                expressions=[
                    ("resource", RangeOperators.EQUAL),
                    ("user_class", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "valid_from",
                            "valid_to",
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.resource} {self.user_class} {self.unit}"


class Requirement(models.Model):
    """What somebody must have before they book and when they come."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(_("kind"), max_length=12, choices=RequirementKind)
    text_vi = models.CharField(_("what is required, in Vietnamese"), max_length=300)
    text_en = models.CharField(_("what is required, in English"), max_length=300, blank=True)
    months = models.PositiveSmallIntegerField(_("valid for … months"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text_vi


class Qualification(models.Model):
    """A person meets a requirement until a day; the host has seen it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    requirement = models.ForeignKey(
        Requirement, on_delete=models.CASCADE, related_name="qualifications"
    )
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.user}: {self.requirement}"
