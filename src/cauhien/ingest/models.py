"""Files that were read, their rows before they are taken over, and what a person must decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Source
from cauhien.ingest.states import (
    BatchState,
    FileFault,
    HarvestState,
    Outcome,
    PairStatus,
    Reason,
    WithdrawnState,
    sentence_of,
)


class Batch(models.Model):
    """One file read by one reader."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    reader = models.CharField(_("reader"), max_length=32)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=BatchState, default=BatchState.STAGING)
    lines_read = models.PositiveIntegerField(default=0)
    lines_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # outcome -> rows
    fault = models.CharField(max_length=16, choices=FileFault, blank=True)  # it ended too early
    stored = models.ForeignKey(  # the file, where it was sent in by the page
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.reader} {self.file_name}"


class StagedRow(models.Model):
    """One record as read, waiting to be taken over."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    record = models.JSONField()
    sha256 = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    difference = models.JSONField(default=dict, blank=True)  # field -> [ours, theirs]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "kind", "key"], name="staged_once")]
        indexes = [models.Index(fields=["batch", "line"])]

    def __str__(self):
        return f"{self.kind} {self.key}"


class Reject(models.Model):
    """A line that could not be read, with its number and the reason."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rejects")
    line = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    detail = models.CharField(max_length=500, blank=True)  # in the words of the reader
    text = models.TextField(blank=True)  # the beginning of the line

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="reject_once_per_line")
        ]

    def __str__(self):
        return f"{self.line}: {self.reason}"


class DoubtfulPair(models.Model):
    """Two things that may be one; a person decides, with the reasons in view."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    kind = models.CharField(max_length=16)  # person, organisation
    left = models.CharField(max_length=200)
    right = models.CharField(max_length=200)
    left_label = models.CharField(max_length=300)
    right_label = models.CharField(max_length=300)
    reasons = models.JSONField(default=list)
    score = models.FloatField(default=0)  # share, 0 to 1
    status = models.CharField(max_length=10, choices=PairStatus, default=PairStatus.WAITING)
    by = models.UUIDField(null=True, blank=True)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "left", "right"], name="doubtful_pair_once")
        ]

    def __str__(self):
        return f"{self.left_label} ~ {self.right_label}"


class Repository(models.Model):
    """A server that is harvested by OAI-PMH, and how far its last harvest has come."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    address = models.URLField(_("address"), max_length=300)
    set_spec = models.CharField(max_length=100, blank=True)  # empty: everything
    state = models.CharField(max_length=8, choices=HarvestState, default=HarvestState.RUNNING)
    records = models.PositiveIntegerField(default=0)  # taken by the last harvest
    withdrawn = models.PositiveIntegerField(default=0)  # said to be deleted by the last harvest
    fault = models.CharField(max_length=16, blank=True)  # of the last one, a word of HarvestFault
    said = models.JSONField(default=dict, blank=True)  # what stands in the sentence of the fault
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL)
    by = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address", "set_spec"], name="repository_once")
        ]

    def __str__(self):
        return f"{self.address} {self.set_spec}".strip()

    @property
    def why(self):
        """Why the last harvest broke off, in the language of the page; "" where it did not."""
        return sentence_of(self.fault, self.said) if self.fault else ""


class WithdrawnWork(models.Model):
    """A work of the register that its source has withdrawn; a person decides what becomes of it.

    The row stays when the work is taken off, so that the decision can be read later.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    source_key = models.CharField(max_length=200, unique=True)
    work = models.CharField(max_length=12)  # its code
    title = models.TextField()
    address = models.URLField(max_length=300)  # of the repository that withdrew it
    state = models.CharField(max_length=10, choices=WithdrawnState, default=WithdrawnState.WAITING)
    note = models.CharField(max_length=500, blank=True)
    by = models.UUIDField(null=True, blank=True)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.title
