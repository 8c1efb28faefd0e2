"""What every part of the product shares and which knows no subject of its own."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code


class Source(models.Model):
    """Where data came from: one file or one retrieval, with its licence and fingerprint."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    kind = models.CharField(_("kind"), max_length=32)  # the reader: openalex, ror, works, form …
    name = models.CharField(_("name"), max_length=200)
    name_vi = models.CharField(max_length=200, blank=True)  # where the name is not Vietnamese
    version = models.CharField(_("version"), max_length=80, blank=True)
    licence = models.CharField(_("licence"), max_length=80)
    attribution = models.TextField(_("attribution"), blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    retrieved_at = models.DateTimeField(_("retrieved"))
    raw_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "raw_sha256"], name="source_once_per_file")
        ]

    def __str__(self):
        return f"{self.name} ({self.licence})"


class Sourced(models.Model):
    """A row that came from a source; its key there finds it again when the source is read anew."""

    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source_key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    source_url = models.URLField(_("page cited"), max_length=1000, blank=True)
    source_note = models.TextField(_("note of the source"), blank=True)
    record_sha256 = models.CharField(max_length=64, blank=True)  # of the row as it was read
    retrieved_at = models.DateTimeField(_("retrieved"), null=True, blank=True)

    # {column: the one of which it says how that is known}; it goes with the value it speaks of.
    grounds: ClassVar[dict[str, str]] = {}
    # {column: the value of a person with which it stays as it is when files are read in again}
    follows: ClassVar[dict[str, str]] = {}

    class Meta:
        abstract = True

    def derived(self):
        """Return {column: value} of the columns that are computed from others."""
        return {}

    def derive(self):
        """Set the columns that are computed from others, and return their names."""
        computed = self.derived()
        for name, value in computed.items():
            setattr(self, name, value)
        return list(computed)


class Assertion(models.Model):
    """What one source said of one thing; accepted values are written into the thing's columns."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    subject_kind = models.CharField(max_length=32)
    subject_code = models.CharField(max_length=80)
    predicate = models.CharField(max_length=64)
    value = models.JSONField()
    language = models.CharField(max_length=8, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=32)  # printed, computed, form, editor
    confidence = models.FloatField(default=1.0)  # share, 0 to 1
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    asserted_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status, default=Status.PROPOSED)
    by = models.UUIDField(null=True, blank=True)  # a user, where a person said it

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_code", "predicate"])]

    def __str__(self):
        return f"{self.subject_kind} {self.subject_code} {self.predicate}"


class AuditLine(models.Model):
    """One act in the log of one case. Each line carries the hash of the one before it."""

    chain = models.CharField(max_length=80)  # "challenge:k7d2mq9x"
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True, blank=True)  # None: the system itself
    act = models.CharField(max_length=64)
    public = models.BooleanField(default=False)
    detail = models.JSONField(default=dict)  # personal data only as salted hashes
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_line_numbered_once")
        ]

    def __str__(self):
        return f"{self.chain} {self.number} {self.act}"


class Event(models.Model):
    """Something changed. Apps above read these rows in their tasks, see core.events."""

    # The place in the order of reading; ids do not come in order. None: nobody has read on yet.
    number = models.BigIntegerField(null=True, unique=True, editable=False)
    kind = models.CharField(max_length=64)  # "work.changed"
    subject_kind = models.CharField(max_length=32)
    subject_code = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="event_unnumbered", condition=models.Q(number=None))
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_code}"


class Cursor(models.Model):
    """How far one reader of the events has come."""

    reader = models.CharField(max_length=64, primary_key=True)
    number = models.BigIntegerField(default=0)  # of the last event it had

    def __str__(self):
        return f"{self.reader} {self.number}"


class StoredFile(models.Model):
    """A file that lies in the state directory under its own fingerprint."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()
    by = models.UUIDField(null=True, blank=True)

    def __str__(self):
        return self.name


class SearchEntry(models.Model):
    """How a thing is found in the search over everything; written by the action that changes it.

    Both made by the text engine: `folded` is what it is found by, all words without marks and
    endings; `words` what it is ranked by, with marks too: see core.search.
    """

    kind = models.CharField(max_length=32)  # of the subjects registry
    code = models.CharField(max_length=200)
    title_vi = models.CharField(max_length=1000, blank=True)
    title_en = models.CharField(max_length=1000, blank=True)
    summary_vi = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")
    words = SearchVectorField(null=True)
    folded = SearchVectorField(null=True)
    place = models.CharField(max_length=12, blank=True)  # Zone
    topic = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    public = models.BooleanField(default=True)  # False: ask the subject who may see it
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="search_entry_once")]
        indexes = [
            GinIndex(fields=["folded"]),
            models.Index(fields=["kind", "place", "topic"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.code}"


class Salt(models.Model):
    """The secret that turns a person's data into the hash a log line may carry."""

    purpose = models.CharField(max_length=32, unique=True)
    value = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return self.purpose
