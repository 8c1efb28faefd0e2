"""Runs of the match engine, what they found and what people made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.matching.states import Closeness, RunState, Verdict
from cauhien.organisations.states import Zone


class Run(models.Model):
    """One question put to the match engine, with all that is needed to put it again."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    challenge = models.ForeignKey(
        "challenges.Challenge", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    engine_version = models.CharField(max_length=40, blank=True)
    index_version = models.CharField(max_length=80, blank=True)
    parameters = models.JSONField(default=dict)
    input_hash = models.CharField(max_length=64)
    abstained = models.BooleanField(default=False)
    message = models.TextField(blank=True)  # the sentence for a question that cannot be matched
    duration_ms = models.FloatField(null=True, blank=True)
    by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["challenge", "-created_at"])]

    def __str__(self):
        return self.code


class Match(models.Model):
    """One candidate of a run with its evidence; rank counts over all kinds together."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="matches")
    rank = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)  # of the subjects registry
    code = models.CharField(max_length=12)
    title_vi = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    holder_vi = models.TextField(blank=True)  # whom to ask: host, owner, affiliation
    holder_en = models.TextField(blank=True)
    zone = models.CharField(_("place"), max_length=8, choices=Zone, default=Zone.UNKNOWN)
    score = models.FloatField()
    closeness = models.CharField(max_length=12, choices=Closeness)
    evidence = models.JSONField(default=list)  # [{kind, code, title_*, year, terms, share, spans}]

    class Meta:
        ordering = ["run", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "code"], name="match_once_per_run")
        ]

    def __str__(self):
        return f"{self.rank} {self.kind} {self.code}"


class Mark(models.Model):
    """What a person of the office thinks of a candidate for a problem."""

    challenge = models.ForeignKey(
        "challenges.Challenge", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    shortlisted = models.BooleanField(_("on the shortlist"), default=False)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "kind", "code"], name="mark_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.code} {self.verdict}"


class IndexVersion(models.Model):
    """A built match index; its name is that of the folder where its arrays lie."""

    version = models.CharField(max_length=80, unique=True)
    documents = models.PositiveIntegerField()
    is_delta = models.BooleanField(default=False)
    engine_version = models.CharField(max_length=40, blank=True)
    input_hash = models.CharField(max_length=64, blank=True)  # of the documents it was made of
    built_at = models.DateTimeField()
    seconds = models.FloatField()

    def __str__(self):
        return self.version
