"""The states of a problem and the one table of how it moves from one to the next."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    CATALOGUED = "catalogued", _("catalogued")
    DRAFT = "draft", _("draft")
    AWAITING_SIGN_OFF = "awaiting_sign_off", _("awaiting sign-off")
    TRIAGE = "triage", _("triage")


class Origin(TextChoices):
    """How a problem came in."""

    OFFICE = "office", _("written by an office")
    PUBLISHED_LIST = "published_list", _("published in a list")
    PUBLIC_SOURCES = "public_sources", _("gathered from public sources")


class Basis(TextChoices):
    STATED = "stated", _("stated in the source")
    INFERRED = "inferred", _("inferred by the editor")
