"""An enterprise offers a technology: written, sent, looked at, published, taken back."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.codes import random_code
from cauhien.enterprises import queries, rules
from cauhien.enterprises.actions.refusals import CannotDo, ask, log
from cauhien.enterprises.actions.steps import advance
from cauhien.enterprises.models import Offer
from cauhien.enterprises.states import OfferAct
from cauhien.network.actions.offers import offer_technology, take_technology_away
from cauhien.notices.actions import tell
from cauhien.notices.queries import absolute
from cauhien.ui.open_form import OpenForm

ANSWERED = "enterprises.offer_answered"
_UNKNOWN_FORM = OpenForm()


class WrittenElsewhere(Exception):
    """Another form has saved this offer since this one was opened; `offer` is how it stands."""

    def __init__(self, offer):
        super().__init__(_("This text was saved elsewhere in the meantime."))
        self.offer = offer


@transaction.atomic
def begin_offer(*, enterprise, written, by, at, form=_UNKNOWN_FORM, code=None):
    """Begin an offer and return it; the same form sent twice makes one.

    written: {"draft": {field: what was typed}, "ready": {column of SAID: value}, or {} where
    something is missing or not right}.
    """
    ask(rules.acts_for(by, enterprise))
    offer = Offer(code=code or random_code(), enterprise=enterprise)
    _take(offer, written, form, at)
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        raise CannotDo(_("This offer is begun already.")) from None
    log(enterprise, OfferAct.WRITE, by, at, offer=offer.code)
    return offer


@transaction.atomic
def write_offer(*, offer, written, by, at, form=_UNKNOWN_FORM):
    """Keep what was typed and return the offer; see `begin_offer`, and `save_draft` of a problem.

    What is public stays as it is until the change was looked at.
    """
    found = _locked(offer)
    if not rules.may_write_offer(by, found):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    if found.saved_in == form.token and at < found.saved_at:
        return found  # an autosave that a later save of the same form has overtaken
    if found.revision != form.revision and found.saved_in != form.token:
        raise WrittenElsewhere(found)
    if written["draft"] == found.draft:
        return found
    is_first_of_form = found.saved_in != form.token
    _take(found, written, form, at)
    found.save()
    if is_first_of_form:  # one line for each form, not one for each word
        log(found.enterprise, OfferAct.WRITE, by, at, offer=found.code)
    return found


@transaction.atomic
def send_offer(*, offer, by, at):
    """Send an offer to be looked at before everybody reads it."""
    found = advance(thing=offer, act=OfferAct.SEND, by=by, sent_at=at)
    log(found.enterprise, OfferAct.SEND, by, at, offer=found.code)


@transaction.atomic
def publish_offer(*, offer, by, at):
    """Show what was sent to everybody, as a technology whose source is the enterprise."""
    said = {"is_public": True, "published_at": at, **_locked(offer).ready}
    found = advance(thing=offer, act=OfferAct.PUBLISH, by=by, **said)
    _show(_locked(found), at)
    _answer(found, OfferAct.PUBLISH, by, at)


@transaction.atomic
def return_offer(*, offer, reason, by, at):
    """Ask what was sent back, with what is to be put right; what was public stays so."""
    found = advance(thing=offer, act=OfferAct.RETURN, by=by, reason=reason)
    _answer(found, OfferAct.RETURN, by, at)


@transaction.atomic
def refuse_offer(*, offer, reason, by, at):
    """Refuse what was sent, or take what is public away; the enterprise reads why."""
    before = _locked(offer)
    found = advance(thing=offer, act=OfferAct.REFUSE, by=by, reason=reason, is_public=False)
    _hide(before, at)
    _answer(found, OfferAct.REFUSE, by, at)


@transaction.atomic
def withdraw_offer(*, offer, by, at):
    """Take an offer back: nobody else sees it or its technology any more."""
    before = _locked(offer)
    found = advance(thing=offer, act=OfferAct.WITHDRAW, by=by, is_public=False)
    _hide(before, at)
    log(found.enterprise, OfferAct.WITHDRAW, by, at, offer=found.code)


def _locked(offer):
    rows = Offer.objects.select_for_update(of=("self",))
    return rows.select_related("enterprise__organisation__canonical").get(pk=offer.pk)


def _take(offer, written, form, at):
    offer.draft, offer.ready = written["draft"], written["ready"]
    offer.saved_at, offer.saved_in = at, form.token
    offer.revision += 1
    if not offer.is_public:  # by which it is listed before the enterprise
        for name in ("name_vi", "name_en"):
            setattr(offer, name, offer.draft.get(name, "")[:300])


def _answer(offer, act, by, at):
    log(offer.enterprise, act, by, at, offer=offer.code)
    tell(
        users=queries.people_of(offer.enterprise.organisation, localdate(at)),
        kind=ANSWERED,
        subject=(queries.OFFER, offer.code),
        parameters={"act": act, "reason": offer.reason},
        at=at,
    )


def _hide(before, at):
    """Take the technology of an offer away, if there was one. before: the offer as it stood."""
    if before.is_public and not before.enterprise.is_illustration:
        take_technology_away(code=before.code, at=at)


def _show(offer, at):
    """Let a public offer be a technology of its own; what is invented is none."""
    if offer.enterprise.is_illustration:
        return
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
