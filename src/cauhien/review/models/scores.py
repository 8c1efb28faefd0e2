"""What a member writes of a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.review.models.council import Seat
from cauhien.review.states import Confidence, ReviewState


class Review(models.Model):
    """One member's judgement of the frozen copy of one file."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="reviews")
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.DRAFT)
    comment = models.TextField(_("for the council"), blank=True)
    to_team = models.TextField(_("for the team"), blank=True)
    revision = models.PositiveIntegerField(default=0)  # as in a draft of a problem
    saved_in = models.CharField(max_length=12, blank=True)
    copy_sha256 = models.CharField(max_length=64, blank=True)  # of the copy that was read
    sha256 = models.CharField(max_length=64, blank=True)  # of the review as submitted
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    # Of a review that was changed once others' could be read.
    changed_at = models.DateTimeField(null=True, blank=True)
    change_reason = models.TextField(_("why it was changed"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "initiative"], name="one_review_of_a_file")
        ]

    def __str__(self):
        return f"{self.seat}: {self.initiative}"


class Score(models.Model):
    """The level that a file reaches in one criterion, with the reason and the passage for it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        "challenges.Criterion", on_delete=models.PROTECT, related_name="+"
    )
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)  # 1 is the lowest
    reason = models.TextField(_("reason"), blank=True)
    evidence = models.TextField(_("passage quoted"), blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_of_a_criterion")
        ]

    def __str__(self):
        return f"{self.criterion}: {self.level}"

    def points(self, levels):
        """Return what the level gives of the weight: the lowest none of it, the highest all.

        None where no level is chosen. levels: how many the procedure has.
        """
        if self.level is None:
            return None
        return self.criterion.weight * (self.level - 1) / (levels - 1)
