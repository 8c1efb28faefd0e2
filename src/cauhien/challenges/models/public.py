"""What the public does with problems: asks, follows, suggests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.models.problem import Challenge
from cauhien.challenges.states.call import QuestionState, SuggestionState
from cauhien.core.codes import random_code
from cauhien.organisations.states import Topic


class Question(models.Model):
    """A question to the office that runs a call; answered once, for everybody.

    Who asked is never shown.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="questions")
    moved_from = models.ForeignKey(  # the problem it was put to, where that was merged
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    asked = models.TextField(_("question"))  # as it was sent; seen by who asked and who answers
    shown = models.TextField(_("question as published"), blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer_vi = models.TextField(_("answer"), blank=True)
    answer_en = models.TextField(_("answer in English"), blank=True)
    reason = models.TextField(blank=True)  # why it is not published; read by who asked
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["challenge", "state"])]

    def __str__(self):
        return f"{self.challenge} {self.asked_at}"


class Follower(models.Model):
    """Somebody wants to hear of a problem."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "user"], name="follows_a_problem_once")
        ]

    def __str__(self):
        return f"{self.user} {self.challenge}"


class Suggestion(models.Model):
    """A problem that anybody puts before the city, which owes an answer by `due_at`."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    state = models.CharField(
        max_length=14, choices=SuggestionState, default=SuggestionState.RECEIVED
    )
    title = models.CharField(_("the problem in one sentence"), max_length=300)
    text = models.TextField(_("description"))
    place_text = models.CharField(_("where"), max_length=300, blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    similar = models.JSONField(default=list)  # codes of the problems that were shown before sending
    due_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    challenge = models.ForeignKey(  # what it became, or was added to
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    draft_code = models.CharField(max_length=12, unique=True)  # so that sending twice makes one

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self):
        return self.title

    @property
    def chain(self):
        """The name of this suggestion's chain in the log."""
        return f"suggestion:{self.code}"
