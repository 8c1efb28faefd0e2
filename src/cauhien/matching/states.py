"""States of a run and words for what it found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Closeness(TextChoices):
    VERY_CLOSE = "very_close", _("very close")
    CLOSE = "close", _("close")
    RELATED = "related", _("related")
    DISTANT = "distant", _("distant")


class Verdict(TextChoices):
    FITS = "fits", _("fits")
    DOES_NOT_FIT = "does_not_fit", _("does not fit")
