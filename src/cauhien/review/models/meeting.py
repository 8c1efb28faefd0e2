"""The meeting of a council: who came, what was said and voted, what is recommended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.review.models.council import Council, Seat
from cauhien.review.states import Choice, Outcome


class Meeting(models.Model):
    """A meeting with its agenda; it is held when the secretary closes it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("begins"))
    where = models.CharField(_("place or address"), max_length=300)
    agenda = models.TextField(_("agenda"))
    # Why it comes sooner after the invitation than the procedure wants.
    short_notice = models.TextField(_("why at short notice"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    public_minutes = models.TextField(_("part of the minutes that is made public"), blank=True)
    had_quorum = models.BooleanField(null=True)
    held_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.council} {self.starts_at:%d/%m/%Y}"


class Attendance(models.Model):
    """Who was there; one who was authorised stands for the chair."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    is_present = models.BooleanField(_("present"), default=False)
    authorised_as_chair = models.BooleanField(_("authorised to chair"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_attendance_of_a_seat")
        ]

    def __str__(self):
        return str(self.seat)


class Vote(models.Model):
    """One member's vote on one file, or on the problem itself where its task is defined."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(
        "challenges.Initiative", null=True, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(max_length=8, choices=Choice)
    dissent = models.TextField(_("dissenting opinion"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat", "initiative"],
                nulls_distinct=False,
                name="one_vote_on_a_file",
            )
        ]

    def __str__(self):
        return f"{self.seat}: {self.choice}"


class Note(models.Model):
    """What the chair records of the discussion where members differ."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="notes")
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("discussion note"))
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.council}: {self.initiative}"


class Conclusion(models.Model):
    """What the council recommends for one file, with what the scores said when it concluded."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="conclusions")
    initiative = models.ForeignKey(
        "challenges.Initiative", on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome)
    reserve_place = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)  # compulsory where not distinguishable
    standing = models.JSONField(default=dict)  # mean, interval, ranks, adjusted, seed, version
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "initiative"], name="one_conclusion_on_a_file"
            )
        ]

    def __str__(self):
        return f"{self.initiative}: {self.outcome}"
