"""What waits for the data steward, and the entry of the header for those who may look."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.core import items
from cauhien.core.models import Assertion
from cauhien.ingest import rules
from cauhien.ingest.actions.kinds import CORRECTABLE
from cauhien.ingest.models import DoubtfulPair, WithdrawnWork
from cauhien.ingest.queries.conflicts import open_proposals
from cauhien.ingest.queries.harvests import withdrawn
from cauhien.ingest.queries.shown import pairs
from cauhien.ingest.states import PairStatus
from cauhien.ui import menu

menu.register(menu.Entry(gettext_lazy("Data imports"), "ingest:imports", rules.may_see))
menu.offer(
    menu.Act(gettext_lazy("Correct a value"), "ingest:correct", CORRECTABLE, rules.may_correct)
)


@items.register
def doubtful_pairs(user, at):
    """One thing to do for the whole heap: it is worked off on one page."""
    waiting = pairs(PairStatus.WAITING) if rules.may_decide(user) else DoubtfulPair.objects.none()
    return items.Asked(waiting, lambda: [_pairs(waiting)])


def _pairs(waiting):
    heap = waiting.aggregate(count=Count("id"), since=Min("found_at"))
    title = ngettext("{} doubtful pair", "{} doubtful pairs", heap["count"])
    return items.Item(
        kind="pair",
        code="",
        title=title.format(heap["count"]),
        to_do=_("Decide whether the two are one"),
        url=reverse("ingest:pairs"),
        since=heap["since"],
        if_nothing=_("They stay apart, and what is known of one is not found at the other."),
    )


@items.register
def conflicts(user, at):
    """One thing to do for all values of which a later file says something else."""
    waiting = open_proposals() if rules.may_decide(user) else Assertion.objects.none()
    return items.Asked(waiting, lambda: [_conflicts(waiting)])


def _conflicts(waiting):
    heap = waiting.aggregate(count=Count("id"), since=Min("asserted_at"))
    title = ngettext("{} conflict with a source", "{} conflicts with a source", heap["count"])
    return items.Item(
        kind="conflict",
        code="",
        title=title.format(heap["count"]),
        to_do=_("Decide which of two values counts"),
        url=reverse("ingest:conflicts"),
        since=heap["since"],
        if_nothing=_("The value that was put right by hand stays shown."),
    )


@items.register
def withdrawn_works(user, at):
    """One thing to do for all works that their source has withdrawn."""
    waiting = withdrawn() if rules.may_decide(user) else WithdrawnWork.objects.none()
    return items.Asked(waiting, lambda: [_withdrawn(waiting)])


def _withdrawn(waiting):
    heap = waiting.aggregate(count=Count("id"), since=Min("found_at"))
    title = ngettext(
        "{} work withdrawn at its source", "{} works withdrawn at their source", heap["count"]
    )
    return items.Item(
        kind="withdrawn",
        code="",
        title=title.format(heap["count"]),
        to_do=_("Decide whether the work stays here"),
        url=reverse("ingest:withdrawn"),
        since=heap["since"],
        if_nothing=_("It stays shown here, though its source no longer has it."),
    )
