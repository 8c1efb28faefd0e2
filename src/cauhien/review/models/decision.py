"""The decision on a call with its reasons, and requests to have it reviewed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.review.states import DecisionKind, Outcome, RequestState


class Decision(models.Model):
    """What is decided on a call. A draft is seen by its writer alone; signed, it is public.

    follows: the one signed before it, where there is one.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    challenge = models.ForeignKey(
        "challenges.Challenge", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=DecisionKind, default=DecisionKind.FIRST)
    summary_vi = models.TextField(_("decision in plain words"), blank=True)
    summary_en = models.TextField(_("decision in plain words, in English"), blank=True)
    risk_note = models.TextField(_("risk that is accepted, and why"), blank=True)
    risk_note_en = models.TextField(blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    answers = models.ForeignKey(  # the request for review that changed it
        "ReviewRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requests_until_on = models.DateField(null=True, blank=True)  # last day to ask for review

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                condition=models.Q(follows=None, signed_at__isnull=False),
                name="one_first_decision_of_a_call",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=models.Q(signed_at__isnull=False),
                name="one_decision_follows_another",
            ),
            models.UniqueConstraint(
                fields=["challenge", "drafted_by"],
                condition=models.Q(signed_at=None),
                name="one_draft_of_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.challenge}: {self.code}"


class DecisionLine(models.Model):
    """What is decided on one file, with the reason for each criterion."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="lines")
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reserve_place = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = models.JSONField(default=dict)  # number of the criterion -> {"vi": …, "en": …}
    # Why the file that was recommended is not the one chosen, where they differ.
    departure = models.TextField(_("why the council is not followed"), blank=True)
    departure_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "initiative"], name="one_line_of_a_file")
        ]

    def __str__(self):
        return f"{self.initiative}: {self.outcome}"


class ReviewRequest(models.Model):
    """A team asks that other people look at the decision again, within the days it has."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    number = models.PositiveSmallIntegerField()  # running, within the call
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="requests")
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.SENT)
    text = models.TextField(_("what should be looked at again, and why"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    answer_by_on = models.DateField(null=True, blank=True)
    handled_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_vi = models.TextField(_("answer, made public"), blank=True)
    answer_en = models.TextField(_("answer in English"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="request_number_once")
        ]

    def __str__(self):
        return f"{self.decision} {self.number}"
