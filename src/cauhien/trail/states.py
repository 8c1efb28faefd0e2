"""What is done with the log itself, as the log says it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    READ = "trail_read", _("whole history read by the audit")
    EXPORT = "trail_export", _("whole history exported by the audit")
    LOOK = "trail_look", _("closed page of the case read by the audit")


class Page(TextChoices):
    """What is closed to the public and open to the audit, as the line of a reading names it."""

    COUNCIL = "council", _("council")
    COUNCIL_LOG = "council_log", _("log of the council")
    SCORES = "scores", _("scores")
    MINUTES = "minutes", _("meeting and minutes")
    ACCESSES = "accesses", _("who could see and who did see a file")
    LOG = "log", _("whole log")
    PILOT = "pilot", _("pilot")
    DOCUMENT = "document", _("document")
