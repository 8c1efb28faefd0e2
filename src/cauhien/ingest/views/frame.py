"""What the pages of the data steward share."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.ingest import rules
from cauhien.ingest.queries import conflicts as disputed
from cauhien.ingest.queries import harvests, shown
from cauhien.ingest.states import PairStatus

ROWS = 50  # of a table on one page


def seen_by(user):
    if not rules.may_see(user):
        raise PermissionDenied


def tabs(current):
    """Return the tabs that the pages share, with what waits behind each."""
    waiting = {
        "pairs": shown.pairs(PairStatus.WAITING).count(),
        "conflicts": disputed.open_proposals().count(),
        "withdrawn": harvests.withdrawn().count(),
    }
    labels = {
        "imports": _("Imports"),
        "harvests": _("Harvests"),
        "pairs": _("Doubtful pairs"),
        "conflicts": _("Conflicts"),
        "withdrawn": _("Withdrawn at the source"),
        "corrections": _("Corrections by hand"),
    }
    return [
        {
            "url": reverse(f"ingest:{name}"),
            "label": label,
            "current": name == current,
            "count": waiting.get(name),
        }
        for name, label in labels.items()
    ]
