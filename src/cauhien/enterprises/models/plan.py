"""What an enterprise will do about its weak criteria, and what was found that may help."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.enterprises.models.assessment import Assessment


class Suggestion(models.Model):
    """Something that may help with a weak criterion, written down by the app that found it.

    kind, code: of the subjects registry. reason_vi, reason_en: why it stands here. basis: by what
    it was found (engine, index, hash of the input), so that it can be put again.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="suggestions")
    criterion = models.CharField(max_length=8)
    kind = models.CharField(max_length=32)
    code = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    reason_vi = models.TextField()
    reason_en = models.TextField()
    basis = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion", "kind", "code"], name="suggestion_once"
            )
        ]

    def __str__(self):
        return f"{self.criterion}: {self.kind} {self.code}"


class Measure(models.Model):
    """What the enterprise will do about a criterion, by when, and when it was done."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="measures")
    criterion = models.CharField(max_length=8)
    text = models.TextField(_("what will be done"))
    by_on = models.DateField(_("by when"))
    done_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["by_on", "id"]

    def __str__(self):
        return self.text
