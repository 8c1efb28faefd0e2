"""The steps of offers, needs and deals; all go through `advance` and the one table."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.enterprises import rules
from cauhien.enterprises.actions.refusals import CannotDo
from cauhien.enterprises.states import WAYS, Answer, Guard


@transaction.atomic
def advance(*, thing, act, by, reason="", **changes):
    """Move an Offer, a TechnologyNeed or a Deal as the table says; return it, locked and saved.

    changes: columns that the act writes besides. Who calls it writes the log and tells whom it
    concerns.
    """
    found = locked(thing)
    way = WAYS[act]
    if not rules.may(by, found, act):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    for guard in way.guards:
        GUARDS[guard](found, act, by, reason.strip())
    found.state = way.target
    if Guard.REASON in way.guards:
        found.reason = reason.strip()
    for name, value in changes.items():
        setattr(found, name, value)
    found.save()
    return found


def locked(thing):
    """Return a thing anew, kept from everybody else until the transaction ends."""
    return type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)


def _has_reason(thing, act, by, reason):
    if not reason:
        raise CannotDo(_("Say why."), "reason")


def _is_ready(offer, act, by, reason):
    if not offer.ready:
        raise CannotDo(_("Something is missing or not right as yet; look at the form."))
    if offer.is_public and not offer.changes():
        raise CannotDo(_("Nothing has changed since it was published."))


def _did_other_side_ask(deal, act, by, reason):
    step = deal.steps.filter(answer=Answer.WAITING, act=act).first()
    if step is None or step.by_owner == rules.is_owner(by, deal):
        raise CannotDo(_("The other side proposes it, and you agree; nobody does both."))


GUARDS = {
    Guard.READY: _is_ready,
    Guard.REASON: _has_reason,
    Guard.OTHER_SIDE_ASKED: _did_other_side_ask,
}
