"""The one table of how offers, needs and deals move."""

from dataclasses import dataclass

from django.db.models import TextChoices

from cauhien.enterprises.states.deals import DealAct, DealState
from cauhien.enterprises.states.needs import NeedAct, NeedState
from cauhien.enterprises.states.offers import OfferAct, OfferState


class Actor(TextChoices):
    """Who may do it; `rules.IS_ACTOR` says who that is."""

    OWNER = "owner"  # who acts for the enterprise whose it is
    LOOKS_AT_OFFERS = "looks_at_offers"  # who looks at offers before they are public
    SIDE = "side"  # who acts for one side of a deal


class Guard(TextChoices):
    """What must hold besides; `actions.steps.GUARDS` checks it."""

    REASON = "reason"
    READY = "ready"  # everything is filled in that a public offer says
    OTHER_SIDE_ASKED = "other_side_asked"  # the other side has proposed this very step


@dataclass(frozen=True)
class Way:
    """One row of the table: from which states an act leads to which."""

    sources: tuple[str, ...]
    target: str
    actor: Actor = Actor.OWNER
    guards: tuple[Guard, ...] = ()


_O, N, D = OfferState, NeedState, DealState
_BOTH = (Actor.SIDE, (Guard.OTHER_SIDE_ASKED,))
WAYS = {
    OfferAct.SEND: Way(
        (_O.DRAFT, _O.RETURNED, _O.PUBLISHED, _O.WITHDRAWN), _O.SENT, guards=(Guard.READY,)
    ),
    OfferAct.PUBLISH: Way((_O.SENT,), _O.PUBLISHED, Actor.LOOKS_AT_OFFERS),
    OfferAct.RETURN: Way((_O.SENT,), _O.RETURNED, Actor.LOOKS_AT_OFFERS, (Guard.REASON,)),
    OfferAct.REFUSE: Way(
        (_O.SENT, _O.PUBLISHED), _O.REFUSED, Actor.LOOKS_AT_OFFERS, (Guard.REASON,)
    ),
    OfferAct.WITHDRAW: Way((_O.SENT, _O.RETURNED, _O.PUBLISHED), _O.WITHDRAWN),
    NeedAct.SHOW: Way((N.KEPT,), N.PUBLIC),
    NeedAct.KEEP: Way((N.PUBLIC, N.CLOSED), N.KEPT),
    NeedAct.CLOSE: Way((N.KEPT, N.PUBLIC), N.CLOSED),
    DealAct.TALK: Way((D.CONTACT,), D.TALKS, *_BOTH),
    DealAct.SECRECY: Way((D.TALKS,), D.SECRECY, *_BOTH),
    DealAct.TRY: Way((D.TALKS, D.SECRECY), D.TRIAL, *_BOTH),
    DealAct.CONTRACT: Way((D.TALKS, D.SECRECY, D.TRIAL), D.CONTRACT, *_BOTH),
    DealAct.END: Way(
        (D.CONTACT, D.TALKS, D.SECRECY, D.TRIAL), D.ENDED, Actor.SIDE, (Guard.REASON,)
    ),
}
RUNNING = WAYS[DealAct.END].sources
# How far a deal can come, in its order.
STAGES = (D.CONTACT, D.TALKS, D.SECRECY, D.TRIAL, D.CONTRACT)
# What one side may propose; the other agrees, and only then the deal is there.
PROPOSED = (DealAct.TALK, DealAct.SECRECY, DealAct.TRY, DealAct.CONTRACT)
