"""An enterprise offers a technology: written, published, taken back."""

from django.db import transaction
from django.urls import reverse

from cauhien.enterprises import rules
from cauhien.enterprises.actions.refusals import ask, log
from cauhien.enterprises.actions.steps import advance
from cauhien.enterprises.models import Offer
from cauhien.enterprises.states import OfferAct, OfferState
from cauhien.network.actions.offers import offer_technology, take_technology_away
from cauhien.notices.queries import absolute


@transaction.atomic
def write_offer(*, enterprise, values, by, at, offer=None):
    """Save an offer and return it, a new one where none is given.

    values: what the form says, by column. What is published says the new words at once.
    """
    ask(rules.acts_for(by, enterprise))
    found = _locked(offer, by) if offer else Offer(enterprise=enterprise)
    for name, value in values.items():
        setattr(found, name, value)
    found.saved_at = at
    found.save()
    log(found.enterprise, OfferAct.WRITE, by, at, offer=found.code)
    if found.state == OfferState.PUBLISHED:
        _tell(found, at)
    return found


@transaction.atomic
def publish_offer(*, offer, by, at):
    """Show an offer to everybody, as a technology whose source is the enterprise."""
    found = advance(thing=offer, act=OfferAct.PUBLISH, by=by, published_at=at)
    _tell(found, at)
    log(found.enterprise, OfferAct.PUBLISH, by, at, offer=found.code)


@transaction.atomic
def withdraw_offer(*, offer, by, at):
    """Take a published offer back: nobody else sees it or its technology any more."""
    found = advance(thing=offer, act=OfferAct.WITHDRAW, by=by)
    take_technology_away(code=found.code, at=at)
    log(found.enterprise, OfferAct.WITHDRAW, by, at, offer=found.code)


def _locked(offer, by):
    rows = Offer.objects.select_for_update(of=("self",))
    found = rows.select_related("enterprise__organisation__canonical").get(pk=offer.pk)
    ask(rules.acts_for(by, found.enterprise))
    return found


def _tell(offer, at):
    firm = offer.enterprise.organisation
    names = ("name_vi", "name_en", "summary_vi", "summary_en", "kind", "topic", "readiness")
    said = {name: getattr(offer, name) for name in names}
    offer_technology(
        code=offer.code,
        said=said | {"intellectual_property": offer.rights},
        owner=firm.canonical or firm,
        url=absolute(reverse("enterprises:offer", args=[offer.code])),
        at=at,
    )
