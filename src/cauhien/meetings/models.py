"""Meetings of members outside calls: who is invited and comes, what is said and agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.meetings.states import InvitationState, MeetingState


class Meeting(models.Model):
    """An office calls members together, perhaps about a thing of the registry of subjects."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    office = models.ForeignKey("organisations.Office", on_delete=models.PROTECT, related_name="+")
    called_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=32, blank=True)
    about_code = models.CharField(max_length=80, blank=True)
    title = models.CharField(_("what it is about"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    where = models.CharField(_("place or address"), max_length=300)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    version = models.PositiveSmallIntegerField(default=0)  # so that calendars take the change over
    conclusions = models.TextField(_("what was agreed"), blank=True)
    why_cancelled = models.TextField(_("why it is cancelled"), blank=True)
    is_public = models.BooleanField(_("everybody may read agenda and minutes"), default=False)
    made_at = models.DateTimeField()
    held_until = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-id"]

    def __str__(self):
        return self.title

    @property
    def chain(self):
        return f"meeting:{self.code}"

    @property
    def is_illustration(self):
        """Whether a role of the demonstration calls it, and no office."""
        return self.called_by.is_demonstration


class AgendaItem(models.Model):
    """A point of the agenda, and what was said on it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("point of the agenda"), max_length=300)
    minutes = models.TextField(_("what was said"), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_once")
        ]

    def __str__(self):
        return self.title


class Invitation(models.Model):
    """One member is invited; their answer, whether they were there, a remark on the minutes."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=InvitationState, default=InvitationState.CHOSEN)
    was_there = models.BooleanField(_("present"), null=True)
    remark = models.TextField(_("remark on the minutes"), blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)  # at last
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="member_invited_once")
        ]

    def __str__(self):
        return self.person.shown_name

    @property
    def chain(self):
        return self.meeting.chain
