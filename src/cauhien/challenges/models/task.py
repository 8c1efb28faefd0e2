"""What a council has made of a problem before its call, and who of it reads the problem."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.models.problem import Challenge
from cauhien.challenges.states.task import Way
from cauhien.organisations.models import Organisation


class ProblemReader(models.Model):
    """Somebody without an office may read a problem before it is public, while it is defined."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=200)  # "seat k7d2mq9x": what it is for
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "challenge", "note"],
                condition=models.Q(until_at=None),
                name="one_reader_for_a_reason",
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.challenge_id}"


class TaskDefinition(models.Model):
    """What a council has concluded of a signed problem; the newest of the signed text holds."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="definitions")
    is_advised = models.BooleanField()  # the council wants the task carried out
    title_vi = models.CharField(_("title of the task"), max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    goal_vi = models.TextField(_("goal"), blank=True)
    goal_en = models.TextField(blank=True)
    results_vi = models.TextField(_("results required"), blank=True)
    results_en = models.TextField(blank=True)
    way = models.CharField(_("way of choosing"), max_length=12, choices=Way, blank=True)
    costs = models.JSONField(_("expected kinds of cost"), default=list)  # of states.task.Cost
    reason = models.TextField(_("why it is not to be carried out"), blank=True)
    dissent = models.TextField(_("notes of dissent"), blank=True)  # without names
    votes = models.JSONField(default=dict)  # {"yes", "no", "abstain", "present"}
    # What it rests on: the text that was signed, the minutes, the rules of the procedure.
    text_sha256 = models.CharField(max_length=64, blank=True)
    minutes_sha256 = models.CharField(max_length=64)
    legal_basis_vi = models.TextField(blank=True)
    legal_basis_en = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title_vi or str(self.challenge)


class DirectAssignment(models.Model):
    """Who alone may answer a call, named and signed by the decision-maker after the council.

    It rests on the call as it was frozen, and ends where that is opened again.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Who is invited to lead its file, by mail, once the call is published: where nobody of it has
    # an account, or somebody else is to lead.
    lead_name = models.CharField(_("who leads the file"), max_length=200, blank=True)
    lead_email = models.EmailField(blank=True)
    ground = models.CharField(max_length=40, blank=True)  # of those that the procedure names
    ground_vi = models.CharField(max_length=300, blank=True)
    ground_en = models.CharField(max_length=300, blank=True)
    reason_vi = models.TextField(_("reasons"))
    reason_en = models.TextField(blank=True)
    legal_basis_vi = models.TextField(blank=True)
    legal_basis_en = models.TextField(blank=True)
    call_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)  # of all that is signed
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                condition=models.Q(ended_at=None),
                name="one_direct_assignment",
            )
        ]

    def __str__(self):
        return str(self.organisation)
