"""A pilot: its frozen plan, what was reported, paid and measured, how it was judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.pilots.states import Answer, Choice, Later, Standing
from cauhien.ui.words import number


def figure(label, **options):
    return models.DecimalField(
        label, max_digits=18, decimal_places=4, null=True, blank=True, **options
    )


class Pilot(models.Model):
    """The trial of one selected initiative in the city, by a plan that is frozen before it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    challenge = models.OneToOneField(
        "challenges.Challenge", on_delete=models.PROTECT, related_name="+"
    )
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.PROTECT, related_name="+"
    )
    indicator = models.CharField(_("what is measured"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = figure(_("before the pilot"))
    target = figure(_("target"))
    measured_by = models.CharField(_("who measures"), max_length=200, blank=True)
    every_months = models.PositiveSmallIntegerField(
        _("measured every … months"), null=True, blank=True
    )
    stop_rule = models.TextField(_("when it is stopped early"), blank=True)
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    due_on = models.DateField(_("to be reported by"), null=True, blank=True)
    contract_number = models.CharField(_("number of the contract"), max_length=80, blank=True)
    contract_value = models.DecimalField(
        _("value of the contract"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    sha256 = models.CharField(max_length=64, blank=True)  # of the frozen plan as canonical JSON
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.TextField(_("report on the pilot"), blank=True)
    report_sha256 = models.CharField(max_length=64, blank=True)  # with the accepted values
    reported_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(_("conclusion of the council"), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)  # so that two forms overwrite nothing

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on=None)
                | models.Q(starts_on=None)
                | models.Q(due_on__gt=models.F("starts_on")),
                name="pilot_due_after_it_begins",
            )
        ]

    def __str__(self):
        return str(self.challenge)

    @property
    def is_frozen(self):
        return self.frozen_at is not None

    def money(self, amount):
        """Return an amount in the currency of the contract, as pages write it."""
        return f"{number(amount.normalize())}\N{NO-BREAK SPACE}{self.currency}"

    def is_silent(self, day):
        """Return whether the day of the report has passed and there is no report."""
        return self.is_frozen and not self.reported_at and not self.ended_at and day > self.due_on

    def standing(self, value, low=None, high=None):
        """Return where a value with its interval (None: not stated) stands, a Standing."""
        up = self.target > self.baseline
        worst = low if up else high
        if _is_at_least(value, self.target, up):
            if worst is None:
                return Standing.REACHED_BARE
            return Standing.SURE if _is_at_least(worst, self.target, up) else Standing.REACHED
        if value == self.baseline or not _is_at_least(value, self.baseline, up):
            return Standing.WORSE
        is_unclear = worst is not None and _is_at_least(self.baseline, worst, up)
        return Standing.UNCLEAR if is_unclear else Standing.BETTER


def _is_at_least(value, other, up):
    return value >= other if up else value <= other


class PilotMilestone(models.Model):
    """A part of the work of a pilot, when it is due and which share of the money it brings."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)  # of the value of the contract
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "number"], name="pilot_milestone_number_once")
        ]

    def __str__(self):
        return self.title_vi


class Answered(models.Model):
    """What a team reports and the office accepts or returns with a reason."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    text = models.TextField(_("evidence"))
    file = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class MilestoneReport(Answered):
    """A milestone is reported as done, with evidence; a returned one is reported anew."""

    milestone = models.ForeignKey(PilotMilestone, on_delete=models.CASCADE, related_name="reports")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone"],
                condition=~models.Q(answer=Answer.RETURNED),
                name="one_report_of_a_milestone_stands",
            )
        ]

    def __str__(self):
        return f"{self.milestone} {self.at}"


class Measurement(Answered):
    """A measured value of the indicator over a time, with the interval of its uncertainty."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="measurements")
    from_on = models.DateField(_("measured from"))
    until_on = models.DateField(_("measured until"))
    value = models.DecimalField(_("measured value"), max_digits=18, decimal_places=4)
    low = figure(_("lower end of the interval"))
    high = figure(_("upper end of the interval"))
    sample = models.PositiveIntegerField(_("number of observations"), null=True, blank=True)

    class Meta:
        ordering = ["until_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="measurement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(models.Q(low=None) | models.Q(low__lte=models.F("value")))
                & (models.Q(high=None) | models.Q(high__gte=models.F("value"))),
                name="measured_value_in_its_interval",
            ),
        ]

    def __str__(self):
        return f"{self.pilot} {self.until_on}"

    @property
    def standing(self):
        return self.pilot.standing(self.value, self.low, self.high)


class Payment(models.Model):
    """Money paid for an accepted milestone, as the office's books say."""

    milestone = models.ForeignKey(PilotMilestone, on_delete=models.PROTECT, related_name="payments")
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    paid_on = models.DateField(_("paid on"))
    document = models.CharField(_("number of the payment order"), max_length=80)
    reason = models.TextField(blank=True)  # why more is paid than the share of the milestone
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_above_zero"),
            models.UniqueConstraint(fields=["milestone", "document"], name="payment_order_once"),
        ]

    def __str__(self):
        return f"{self.milestone} {self.document}"


class AcceptanceVote(models.Model):
    """The vote of one seat of the acceptance council, with its reason."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey("review.Seat", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("vote"), max_length=8, choices=Choice)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "seat"], name="one_acceptance_vote_of_a_seat")
        ]

    def __str__(self):
        return f"{self.seat}: {self.choice}"


class FollowUp(models.Model):
    """Whether the problem went away, a year after the end of its pilot."""

    pilot = models.OneToOneField(Pilot, on_delete=models.CASCADE, related_name="follow_up")
    answer = models.CharField(_("what has become of the problem"), max_length=8, choices=Later)
    value = figure(_("value measured now"))
    text = models.TextField(_("what is seen"))
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.pilot}: {self.answer}"
