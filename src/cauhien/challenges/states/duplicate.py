"""Files that say the same: how far a suspicion is, and where it ends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DuplicateState(TextChoices):
    FLAGGED = "flagged", _("to be looked at")
    ASKED = "asked", _("both teams asked")
    DISMISSED = "dismissed", _("no duplicate")
    SAME_TEAM = "same_team", _("earlier work of the same team")
    CONFIRMED = "confirmed", _("duplicate")


# A finding against a team is made only after both were asked.
JUDGED_FROM = {
    DuplicateState.DISMISSED: (DuplicateState.FLAGGED, DuplicateState.ASKED),
    DuplicateState.SAME_TEAM: (DuplicateState.FLAGGED, DuplicateState.ASKED),
    DuplicateState.CONFIRMED: (DuplicateState.ASKED,),
}
UNDECIDED = (DuplicateState.FLAGGED, DuplicateState.ASKED)

# What is compared: not titles, figures and sums, which any two files on one problem may share.
COMPARED_TEXTS = (
    "summary_vi",
    "summary_en",
    "approach",
    "measured_how",
    "risks",
    "plan",
    "team",
    "confidential",
)
