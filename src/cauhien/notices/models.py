"""What reaches whom, when and by which way."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.notices.states import MailState, Occasion, Way, kind_named

_LONG = partial(random_code, 32)  # what nobody may guess


class Link(models.Model):
    """A link that lets one person do one thing once, without signing in first."""

    code = models.CharField(max_length=32, unique=True, default=_LONG)
    purpose = models.CharField(max_length=60)
    url_name = models.CharField(max_length=80)  # of an address that takes `token`
    person = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(blank=True)  # of who has no account
    subject_kind = models.CharField(max_length=32)
    subject_code = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.purpose} {self.subject_kind}:{self.subject_code}"


class Notice(models.Model):
    """Somebody is told something about a subject; the words are made when they are read."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    kind = models.CharField(max_length=60)
    recipient = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(blank=True)  # of who has no account: told by mail alone
    language = models.CharField(max_length=8, blank=True)  # of who has no account
    subject_kind = models.CharField(max_length=32, blank=True)  # as in core.subjects
    subject_code = models.CharField(max_length=80, blank=True)
    parameters = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)  # where one goes on; else the subject's page
    link = models.ForeignKey(
        Link, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # by mail, the first time
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"]),
            models.Index(fields=["subject_kind", "subject_code"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.code}"

    @property
    def known_kind(self):
        return kind_named(self.kind)

    @property
    def about(self):
        return self.subject_kind, self.subject_code


class Mail(models.Model):
    """A mail to one person: one notice, or what a morning brings; what was sent stays."""

    code = models.CharField(max_length=32, unique=True, default=_LONG)
    occasion = models.CharField(max_length=10, choices=Occasion)
    recipient = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(blank=True)  # of who has no account
    notices = models.ManyToManyField(Notice, related_name="mails")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["recipient", "-created_at"])]

    def __str__(self):
        return f"{self.occasion} {self.code}"

    @property
    def goes_to(self):
        return self.recipient.email if self.recipient else self.address


class Reminder(models.Model):
    """A mail reminds of one item of `core.items`: once before it is due, once when it is late."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=32)  # of the item
    due_at = models.DateTimeField()
    is_late = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "uid", "due_at", "is_late"], name="reminded_once"
            )
        ]

    def __str__(self):
        return f"{self.uid} {self.due_at}"


class Preference(models.Model):
    """How a person wants to be told, and the secret of their own feeds."""

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    way = models.CharField(_("by mail"), max_length=10, choices=Way, default=Way.DIGEST)
    secret = models.CharField(max_length=32, unique=True, default=_LONG)

    def __str__(self):
        return f"{self.user} {self.way}"


class Choice(models.Model):
    """How a person wants to be told of one kind of notice, where that differs from the rest."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=10, choices=Way)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_way_per_kind")]

    def __str__(self):
        return f"{self.user} {self.kind} {self.way}"
