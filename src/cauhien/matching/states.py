"""States of a run and words for what it found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Closeness(TextChoices):
    """How much of what was asked the candidate's nearest text says; the engine's words."""

    CLOSE = "close", _("close")
    RELATED = "related", _("related")
    DISTANT = "distant", _("distant")


class Kind(TextChoices):
    """What can be a candidate, in the order of the tabs; the values are kinds of subjects."""

    PERSON = "person", _("People")
    ORGANISATION = "organisation", _("Organisations")
    LABORATORY = "laboratory", _("Laboratories and equipment")
    PROJECT = "project", _("Projects")
    TECHNOLOGY = "technology", _("Technologies")
    ENTERPRISE = "enterprise", _("Enterprises")
    WORK = "work", _("Published works")
    CHALLENGE = "challenge", _("Similar problems")


class Verdict(TextChoices):
    FITS = "fits", _("fits")
    DOES_NOT_FIT = "does_not_fit", _("does not fit")
