"""Who asks to use a laboratory, who books, and which units are taken meanwhile."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.facilities.models.catalogue import Laboratory
from cauhien.facilities.models.offer import Outage, Resource, Unit
from cauhien.facilities.states import (
    OCCUPYING,
    BookingState,
    FaultState,
    Refusal,
    RequestState,
    UserClass,
)


class Asked(models.Model):
    """What a request and a booking have in common: who wants it, for whom and for what."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(  # the firm for which the user asks
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    user_class = models.CharField(max_length=12, choices=UserClass)
    purpose = models.TextField(_("what for"))
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def asker(self):
        return self.organisation or self.user


class UseRequest(Asked):
    """Somebody asks a host to let them use a laboratory."""

    laboratory = models.ForeignKey(Laboratory, on_delete=models.PROTECT, related_name="+")
    resource = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("to"))
    extent = models.CharField(_("how much"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.WAITING)
    due_at = models.DateTimeField()  # by when the host answers
    terms = models.TextField(_("terms"), blank=True)
    refusal = models.CharField(_("reason"), max_length=16, choices=Refusal, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["laboratory", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="use_days_in_order"
            )
        ]

    def __str__(self):
        return f"{self.laboratory} ({self.code})"

    @property
    def chain(self):
        return f"use:{self.code}"

    @property
    def name_vi(self):
        return self.laboratory.name_vi

    @property
    def name_en(self):
        return self.laboratory.name_en


class RequestWords(models.Model):
    """What host and user write to each other about a request."""

    request = models.ForeignKey(UseRequest, on_delete=models.CASCADE, related_name="words")
    act = models.CharField(max_length=24)  # UseAct
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.request} {self.act}"


class OfResource(models.Model):
    """What has a `resource`: where it is, and by which name pages call it."""

    resource: Resource  # each says by itself what becomes of it with the resource

    class Meta:
        abstract = True

    @property
    def laboratory(self):
        return self.resource.laboratory

    @property
    def name_vi(self):
        return self.resource.name_vi

    @property
    def name_en(self):
        return self.resource.name_en


class Booking(OfResource, Asked):
    """Somebody has a resource to themself from one moment to another."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="bookings")
    series = models.CharField(max_length=12, blank=True)  # the same of what was held together
    period = DateTimeRangeField()  # with its first moment, without its last
    state = models.CharField(max_length=12, choices=BookingState, default=BookingState.HELD)
    held_until = models.DateTimeField()
    quote = models.JSONField(default=list)  # of prices.quote, as it was shown before
    price = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    fee = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.TextField(blank=True)  # why the host has cancelled it
    confirmed_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["period", "id"]
        indexes = [
            models.Index(fields=["resource", "state"]),
            models.Index(fields=["user"]),
            models.Index(fields=["series"], condition=~models.Q(series=""), name="booking_series"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    period__isempty=False, period__lower_inc=True, period__upper_inc=False
                ),
                name="booking_has_first_and_last_moment",
            )
        ]

    def __str__(self):
        return f"{self.resource} ({self.code})"

    @property
    def chain(self):
        return f"booking:{self.code}"


class Occupation(models.Model):
    """A booking takes one unit, with what is kept free around it; no two take it at a time."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="occupations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="occupations")
    period = DateTimeRangeField()
    state = models.CharField(max_length=12, choices=BookingState)  # that of the booking

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="no_unit_is_taken_twice",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(state__in=OCCUPYING),
            )
        ]

    def __str__(self):
        return f"{self.unit} {self.period}"


class FaultReport(OfResource):
    """Somebody says that something of a laboratory does not work; its host answers."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    booking = models.ForeignKey(  # in which it was seen
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(  # the firm of that booking
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.TextField(_("what does not work"))
    state = models.CharField(max_length=12, choices=FaultState, default=FaultState.OPEN)
    answer = models.TextField(blank=True)
    outage = models.ForeignKey(
        Outage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"{self.resource} ({self.code})"

    @property
    def chain(self):
        return f"fault:{self.code}"


class Wait(OfResource):
    """Somebody wants to be told when a time becomes free; nothing is booked for them."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    period = DateTimeRangeField()  # with its first moment, without its last
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # that it is free, as long as it is
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "user", "period"],
                condition=models.Q(ended_at=None),
                name="wait_once_for_a_time",
            )
        ]

    def __str__(self):
        return f"{self.resource} ({self.code})"

    @property
    def chain(self):
        return f"wait:{self.code}"
