"""Somebody takes the page of a person over as their own, on proof."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.accounts.queries import orcids_shown_by
from cauhien.core.audit import record
from cauhien.network import queries, rules
from cauhien.network.actions.availability import end_agreement
from cauhien.network.actions.own_facts import OtherHolder, put_right
from cauhien.network.actions.persons import KIND, spread
from cauhien.network.models import Claim, Person
from cauhien.network.states import CLAIM_WAYS, OPEN_CLAIMS, ClaimState, PersonAct
from cauhien.notices.actions import make_link, tell, use_link, write_to

CLAIM = "claim"  # as a kind of subject
PROVE = "network.prove"  # purpose of a link
LINK = "network.claim_link"
ANSWERED = "network.claim_answered"
LINK_LASTS = timedelta(days=3)


class CannotClaim(Exception):
    """Not this account's to claim or to decide; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def claim(*, person, written, by, at):
    """Say that a person is oneself, and return the Claim.

    written: address, note; one of them at least. A link goes to the address; without one an
    office looks at it at once.
    """
    person = _free(person, by)
    if not (written["address"] or written["note"]):
        raise CannotClaim(_("Give an address at your institution, or what can be checked."))
    state = ClaimState.UNPROVED if written["address"] else ClaimState.WAITING
    made = Claim.objects.create(person=person, user=by, state=state, asked_at=at, **written)
    _log(made, by, at)
    if made.address:
        _send_link(made, at)
    return made


@transaction.atomic
def claim_by_orcid(*, person, by, at):
    """Take a page over whose certain ORCID iD is the one that the account has shown at ORCID."""
    person = _free(person, by)
    orcid = queries.orcid_of(person)
    if orcid not in orcids_shown_by(by):
        raise CannotClaim(_("Your ORCID iD is not the one of this page."))
    said = {"note": f"ORCID {orcid}", "proved_at": at, "asked_at": at}
    made = Claim.objects.create(person=person, user=by, state=ClaimState.WAITING, **said)
    _log(made, by, at)
    return _advance(made, ClaimState.ACCEPTED, None, at)


@transaction.atomic
def connect_orcid(*, person, orcid, by, at):
    """Let one's own page bear, for certain, an ORCID iD that the account has shown at ORCID."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_connect_orcid(by, person):
        raise CannotClaim(_("This is not your page."))
    if orcid not in orcids_shown_by(by) or queries.orcid_of(person):
        raise CannotClaim(_("Sign in at ORCID first, with the iD that this page is to bear."))
    try:
        put_right(person=person, values={"orcid": orcid}, by=by, at=at)
    except OtherHolder:
        message = _(
            "Another person of the register has this ORCID iD. If that is you as well, write so"
            " under “Correct what is said of you”."
        )
        raise CannotClaim(message) from None
    chain = f"{KIND}:{person.code}"
    record(chain=chain, act=PersonAct.ORCID, by=by, at=at, detail={"orcid": orcid})


@transaction.atomic
def prove(*, token, at):
    """Note that somebody reads mail at the address that they gave; return the claim.

    That alone is enough where the address is of an organisation printed on the person's works and
    is made of the person's name; else an office looks at it.
    """
    link = use_link(token, purpose=PROVE, at=at)
    made = _locked(link.subject_code)
    made.proved_at = at
    made.save(update_fields=["proved_at"])
    return _advance(made, ClaimState.ACCEPTED if _is_enough(made) else ClaimState.WAITING, None, at)


def accept_claim(*, claim, reason, by, at):
    """Confirm for an office that somebody is a person. reason: how it was seen."""
    return _decided(claim, ClaimState.ACCEPTED, reason, by, at)


def refuse_claim(*, claim, reason, by, at):
    return _decided(claim, ClaimState.REFUSED, reason, by, at)


@transaction.atomic
def give_back(*, claim, by, at):
    """End one's own claim: the page is nobody's again."""
    made = _locked(claim.code)
    if made.user != rules.own_account(by):
        raise CannotClaim(_("This is not your claim."))
    return _advance(made, ClaimState.ENDED, by, at)


@transaction.atomic
def _decided(claim, to, reason, by, at):
    made = _locked(claim.code)
    if not rules.may_decide_claims(by) or made.user == by:
        raise CannotClaim(_("An office decides this, and nobody about themself."))
    if not reason.strip():
        raise CannotClaim(_("Say why."), "reason")
    made.reason = reason.strip()
    made.save(update_fields=["reason"])
    return _advance(made, to, by, at)


def _free(person, by):
    """Return the person, locked, where this account may claim their page."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if rules.own_account(by) is None:
        raise CannotClaim(_("This account stands for nobody: sign in with one of your own."))
    if not rules.may_see(by, person) or person.user_id:
        raise CannotClaim(_("Somebody has this page as their own already."))
    if queries.own_person(by) or Claim.objects.filter(user=by, state__in=OPEN_CLAIMS).exists():
        raise CannotClaim(_("You have claimed a page already. Give it back first."))
    return person


def _advance(made, to, by, at):
    if to not in CLAIM_WAYS.get(made.state, ()):
        raise CannotClaim(_("Somebody has decided this already."))
    person, before = made.person, made.state
    if to == ClaimState.ACCEPTED and person.user_id:
        raise CannotClaim(_("Somebody has this page as their own already."))
    made.state, made.decided_at, made.decided_by = to, at, by
    made.save(update_fields=["state", "decided_at", "decided_by"])
    if ClaimState.ACCEPTED in (before, to):
        person.user = made.user if to == ClaimState.ACCEPTED else None
        person.save(update_fields=["user"])
        end_agreement(person, by=by, at=at)  # whoever has the page next says so anew
        spread([person], at=at)
    _log(made, by, at)
    if by != made.user and to != ClaimState.WAITING:
        said = {"state": to, "reason": made.reason}
        page = reverse("network:person", args=[person.code])
        tell(users=[made.user], kind=ANSWERED, subject=None, at=at, parameters=said, url=page)
    return made


def _locked(code):
    rows = Claim.objects.select_for_update(of=("self", "person")).select_related("person", "user")
    return rows.get(code=code)


def _is_enough(made):
    local, _at, domain = made.address.partition("@")
    websites, domains = queries.sites_printed_with(made.person)
    return rules.is_domain_of(domain, websites, domains) and rules.fits_name(
        local, made.person.name
    )


def _log(made, by, at):
    chain, detail = f"{KIND}:{made.person.code}", {"claim": made.code}
    record(chain=chain, act=f"claim_{made.state}", by=by, at=at, detail=detail)


def _send_link(made, at):
    link = make_link(
        purpose=PROVE,
        url_name="network:prove",
        subject=(CLAIM, made.code),
        expires_at=at + LINK_LASTS,
        at=at,
        address=made.address,
    )
    write_to(
        address=made.address,
        language=made.user.language,
        kind=LINK,
        subject=None,
        at=at,
        parameters={"person": made.person.name},
        url=reverse("network:person", args=[made.person.code]),
        link=link,
    )
