"""Who of a council reads which files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.review.models.council import Council


class Assignment(models.Model):
    """Which members read which files: proposed by the engine, in force once it is confirmed.

    What was asked stands beside the answer, so that it can be put again: files and members by
    their codes, in order. The newest that is confirmed holds.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="assignments")
    per_file = models.PositiveSmallIntegerField(_("members who read each file"))
    per_member = models.PositiveSmallIntegerField(_("most files of a member"))
    files = models.JSONField()  # [code of a file]
    members = models.JSONField()  # [code of a seat]
    fits = models.JSONField()  # for each file a list: how well each member suits it, 0 to 1
    is_of_files = models.BooleanField()  # the texts of the files were matched, not the problem's
    barred = models.JSONField(default=list)  # [[file, seat]] that a conflict keeps apart
    fixed = models.JSONField(default=list)  # [[file, seat]] that must be
    forbidden = models.JSONField(default=list)  # [[file, seat]] that must not be
    pairs = models.JSONField(default=list)  # the answer: [[file, seat]]
    nearly = models.JSONField(default=list)  # who came next: [[file, seat, why not]]
    total = models.FloatField(default=0)
    total_bound = models.FloatField(default=0)  # no assignment has a larger sum
    worst = models.FloatField(default=0)  # mean suitability at the file that is served worst
    worst_bound = models.FloatField(default=0)  # no assignment lifts that higher
    seed = models.PositiveIntegerField()
    engine_version = models.CharField(max_length=40)
    input_sha256 = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self):
        return f"{self.council}: {self.code}"

    @property
    def is_in_force(self):
        return self.confirmed_at is not None
