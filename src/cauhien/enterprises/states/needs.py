"""The words of what enterprises need."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedState(TextChoices):
    KEPT = "kept", _("kept to the organisation")
    PUBLIC = "public", _("public")
    CLOSED = "closed", _("closed")


class NeedAct(TextChoices):
    """What people do with needs, as the enterprise's log says it."""

    WRITE = "need_write", _("technology need written")
    SHOW = "need_show", _("technology need made public")
    KEEP = "need_keep", _("technology need kept to the organisation")
    CLOSE = "need_close", _("technology need closed")
