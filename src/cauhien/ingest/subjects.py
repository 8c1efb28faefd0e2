"""What waits for the data steward."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.core import items
from cauhien.ingest import rules
from cauhien.ingest.queries.shown import pairs
from cauhien.ingest.states import PairStatus


@items.register
def doubtful_pairs(user, at):
    """One thing to do for the whole heap: it is worked off on one page."""
    if not rules.may_decide(user):
        return []
    heap = pairs(PairStatus.WAITING).aggregate(count=Count("id"), since=Min("found_at"))
    if not heap["count"]:
        return []
    return [
        items.Item(
            kind="pair",
            code="",
            title=ngettext("{} doubtful pair", "{} doubtful pairs", heap["count"]).format(
                heap["count"]
            ),
            to_do=_("Decide whether the two are one"),
            url=reverse("ingest:pairs"),
            since=heap["since"],
            if_nothing=_("They stay apart, and what is known of one is not found at the other."),
        )
    ]
