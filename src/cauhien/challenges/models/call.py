"""A call for solutions of one problem, by a procedure that is data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.models.problem import Challenge
from cauhien.challenges.models.procedure import Procedure
from cauhien.challenges.states.call import Award, VersionKind
from cauhien.core.codes import random_code


class Call(models.Model):
    """What is asked for, by when, for which money and under which terms; one for a problem."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="call")
    procedure = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    summary_vi = models.TextField(_("what is asked for"), blank=True)
    summary_en = models.TextField(_("the same in English"), blank=True)
    budget = models.DecimalField(
        _("budget"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    award = models.CharField(_("form of the money"), max_length=10, choices=Award, blank=True)
    ip_terms_vi = models.TextField(_("intellectual property"), blank=True)
    ip_terms_en = models.TextField(blank=True)
    confidentiality_terms_vi = models.TextField(_("confidentiality"), blank=True)
    confidentiality_terms_en = models.TextField(blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    # The number and hash of the version in force; 0 and "" while it is a draft.
    version = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    # Files sent under an earlier version must be confirmed under this one (0: none must).
    confirm_from = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)  # as of the draft of a problem

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at=None)
                | models.Q(closes_at=None)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_it_opens",
            )
        ]

    def __str__(self):
        return str(self.challenge)

    def receives_at(self, at):
        """Return whether files received at that moment count: from opening, before closing."""
        if not (self.published_at and self.opens_at and self.closes_at):
            return False
        return self.opens_at <= at < self.closes_at


class Criterion(models.Model):
    """One thing a council judges, with its weight and what each level of a score means."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField()  # of 100
    anchors_vi = models.JSONField(default=list)  # one text for each level, the lowest first
    anchors_en = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="criterion_number_once")
        ]

    def __str__(self):
        return self.name_vi


class Milestone(models.Model):
    """A part of the work, when it is due, and the share of the money that is paid for it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField()  # of the budget
    due_months = models.PositiveSmallIntegerField()  # after the contract begins

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="milestone_number_once")
        ]

    def __str__(self):
        return self.title_vi


class EligibilityItem(models.Model):
    """A line of the checklist by which a file is found eligible."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="checklist")
    code = models.CharField(max_length=12, unique=True, default=random_code)
    number = models.PositiveSmallIntegerField()
    text_vi = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400, blank=True)
    is_required = models.BooleanField(default=True)
    needs_document = models.BooleanField(default=False)  # a file is attached for it

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="checklist_number_once")
        ]

    def __str__(self):
        return self.text_vi


class CallVersion(models.Model):
    """A call as it was frozen: what was signed and published never changes."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=VersionKind)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of the content as canonical JSON
    reason = models.TextField(blank=True)
    needs_confirmation = models.BooleanField(default=False)  # of files sent before
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="call_version_number_once")
        ]

    def __str__(self):
        return f"{self.call} {self.number}"


class Comparison(models.Model):
    """The coordinator has read what is like a problem, and says why it is still a new one."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="comparisons")
    compared = models.JSONField(default=list)  # [{"kind", "code", "title"}]
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.challenge} {self.at}"
