"""What is done with the log itself, as the log says it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    READ = "trail_read", _("whole history read by the audit")
    EXPORT = "trail_export", _("whole history exported by the audit")
