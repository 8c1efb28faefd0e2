"""What a batch is doing and what became of each of its rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    STAGING = "staging", _("reading")
    STAGED = "staged", _("read, not taken over")
    RECONCILING = "reconciling", _("being taken over")
    DONE = "done", _("taken over")
    FAILED = "failed", _("failed")


class Outcome(TextChoices):
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    CONFLICT = "conflict", _("conflict")
    GONE = "gone", _("gone")


class PairStatus(TextChoices):
    WAITING = "waiting", _("waits for a person")
    SAME = "same", _("the same")
    DIFFERENT = "different", _("different")
