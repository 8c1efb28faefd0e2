"""What stands between a member and a file: found, declared, waived."""

from django.db import models

from cauhien.core.codes import random_code
from cauhien.review.models.council import Council, Seat


class Finding(models.Model):
    """One conflict that the rules found, with the fact it rests on. Found anew, it ends."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="findings")
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(  # None: with whose problem it is
        "challenges.Initiative", null=True, on_delete=models.CASCADE, related_name="+"
    )
    rule = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)  # as the engine's panel.rules.Kind
    severity = models.CharField(max_length=8)  # hard, waiver, warn
    roles = models.JSONField(default=list)  # seats it bars, [] for every one
    member = models.CharField(max_length=80, blank=True)  # whom in the team it concerns
    reason = models.CharField(max_length=60)  # key of a sentence
    params = models.JSONField(default=dict)
    is_sure = models.BooleanField(default=True)
    fact_source = models.CharField(max_length=300, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    holds_until = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # no longer found

    class Meta:
        indexes = [models.Index(fields=["council", "person"])]

    def __str__(self):
        return f"{self.person} {self.rule}"

    @property
    def lifted_by(self):
        """What a waiver names that lifts it."""
        return self.person_id, self.initiative_id, self.rule


class Declaration(models.Model):
    """What a member says of ties to the files before any opens; kept as it was said."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="declaration")
    ties = models.JSONField(default=list)  # [{initiative, kind, relation, since, until, text}]
    keeps_secret = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    declared_at = models.DateTimeField()

    def __str__(self):
        return str(self.seat)


class Waiver(models.Model):
    """A conflict of the kind that may be lifted, lifted by a named person for a reason."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="waivers")
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.CASCADE, related_name="+"
    )
    rule = models.CharField(max_length=80)
    text = models.TextField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "initiative", "rule"], name="one_waiver_of_a_conflict"
            )
        ]

    def __str__(self):
        return f"{self.person} {self.rule}"
