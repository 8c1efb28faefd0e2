"""Somebody takes the page of a person over as their own, on proof; then further ones as well.

A further page is merged with theirs, as a data steward merges pages, and parted when it ends.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.accounts.queries import orcids_shown_by
from cauhien.core.audit import record
from cauhien.core.calendar import due_at
from cauhien.core.city import days_to_answer_people
from cauhien.network import queries, rules
from cauhien.network.actions.availability import end_agreement
from cauhien.network.actions.merging import CannotMerge, merge_persons, undo_merge
from cauhien.network.actions.own_facts import OtherHolder, put_right
from cauhien.network.actions.persons import KIND, spread
from cauhien.network.models import Claim, MergeEvent, Person
from cauhien.network.queries.asking import proved_address
from cauhien.network.states import CLAIM_WAYS, OPEN_CLAIMS, ClaimState, PersonAct
from cauhien.notices.actions import make_link, tell, use_link, write_to

CLAIM = "claim"  # as a kind of subject
PROVE = "network.prove"  # purpose of a link
LINK = "network.claim_link"
ANSWERED = "network.claim_answered"
LINK_LASTS = timedelta(days=3)
CLAIMED = "claimed"  # the reason of a merge


class CannotClaim(Exception):
    """Not this account's to claim or to decide; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def claim(*, person, written, by, at):
    """Say that a person is oneself, and return the Claim; of a further page too.

    written: address, note; one of them at least. A link goes to the address; without one an
    office looks at it at once.
    """
    free = _free(person, by)
    if not (written["address"] or written["note"]):
        raise CannotClaim(_("Give an address at your institution, or what can be checked."))
    state = ClaimState.UNPROVED if written["address"] else ClaimState.WAITING
    made = _made(free, state, by, at, **written)
    if made.address:
        _send_link(made, at)
    return made


@transaction.atomic
def claim_by_orcid(*, person, by, at):
    """Take a page over whose certain ORCID iD is the one that the account has shown at ORCID."""
    free = _free(person, by)
    orcid = queries.orcid_of(person)
    if orcid not in orcids_shown_by(by):
        raise CannotClaim(_("Your ORCID iD is not the one of this page."))
    made = _made(free, ClaimState.WAITING, by, at, note=f"ORCID {orcid}", proved_at=at)
    return _advance(made, ClaimState.ACCEPTED, None, at)


@transaction.atomic
def claim_by_address(*, person, by, at):
    """Take a further page over by the address whose link was used for one's own."""
    free = _free(person, by)
    address = proved_address(by)
    if not fits(person, address, free["joins"]):
        raise CannotClaim(_("The address that you have proved does not fit this page."))
    made = _made(free, ClaimState.WAITING, by, at, address=address, proved_at=at)
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
            "Another page of the register has this ORCID iD. If that is you as well, say so there"
            " first."
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
    is_enough = fits(made.person, made.address, made.joins)
    return _advance(made, ClaimState.ACCEPTED if is_enough else ClaimState.WAITING, None, at)


def accept_claim(*, claim, reason, by, at):
    """Confirm for an office that somebody is a person. reason: how it was seen."""
    return _decided(claim, ClaimState.ACCEPTED, reason, by, at)


def refuse_claim(*, claim, reason, by, at):
    return _decided(claim, ClaimState.REFUSED, reason, by, at)


@transaction.atomic
def give_back(*, claim, by, at):
    """End one's own claim: the page is nobody's again, and so is what was joined with it."""
    made = _locked(claim.code)
    if made.user != rules.own_account(by):
        raise CannotClaim(_("This is not your claim."))
    further = Claim.objects.filter(user=made.user, joins=made.person, state__in=OPEN_CLAIMS)
    for one in further.values_list("code", flat=True):
        _advance(_locked(one), ClaimState.ENDED, by, at)
    return _advance(made, ClaimState.ENDED, by, at)


@transaction.atomic
def take_apart(*, merge, by, at):
    """Undo a merge for a data steward; the claim by which it came, if one did, ends with it."""
    came = {"person": merge.merged, "joins": merge.kept, "state": ClaimState.ACCEPTED}
    if made := Claim.objects.filter(**came).first():
        _advance(_locked(made.code), ClaimState.ENDED, by, at)
    else:
        undo_merge(event=merge, at=at)


def fits(person, address, own=None):
    """Return whether an address that somebody reads is enough to show that they are a person.

    own: the page that is theirs already: two ORCID iDs are those of two namesakes, or of one who
    can show both.
    """
    if len({queries.orcid_of(one) for one in (person, own) if one} - {""}) > 1:
        return False
    local, _at, domain = address.partition("@")
    websites, domains = queries.sites_printed_with(person)
    return rules.is_domain_of(domain, websites, domains) and rules.fits_name(local, person.name)


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
    """Return {person, joins}: the person, locked, whose page this account may claim, and the page
    that it has already and that this one would be shown under; None where it has none.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if rules.own_account(by) is None:
        raise CannotClaim(_("This account stands for nobody: sign in with one of your own."))
    if not rules.may_see(by, person) or person.user_id:
        raise CannotClaim(_("Somebody has this page as their own already."))
    own, claims = queries.own_person(by), Claim.objects.filter(user=by, state__in=OPEN_CLAIMS)
    if own is None and claims.exists():
        raise CannotClaim(_("You have claimed a page already. Give it back first."))
    if claims.filter(person=person).exists():
        raise CannotClaim(_("You have claimed this page already."))
    return {"person": person, "joins": own}


def _made(free, state, by, at, **said):
    due = {"due_at": _due(state, at)}
    made = Claim.objects.create(user=by, state=state, asked_at=at, **free, **said, **due)
    _log(made, by, at)
    return made


def _due(state, at):
    """Return by when an office decides on a claim that waits for it."""
    is_waiting = state == ClaimState.WAITING
    return due_at(at, days_to_answer_people(), working=True) if is_waiting else None


def _advance(made, to, by, at):
    if to not in CLAIM_WAYS.get(made.state, ()):
        raise CannotClaim(_("Somebody has decided this already."))
    person, before = made.person, made.state
    if to == ClaimState.ACCEPTED and person.user_id:
        raise CannotClaim(_("Somebody has this page as their own already."))
    made.state, made.decided_at, made.decided_by = to, at, by
    made.due_at = _due(to, at)
    made.save(update_fields=["state", "decided_at", "decided_by", "due_at"])
    if ClaimState.ACCEPTED in (before, to):
        (_join if made.joins else _take_over)(made, by, at)
    _log(made, by, at)
    if by != made.user and to != ClaimState.WAITING:
        said = {"state": to, "reason": made.reason}
        page = reverse("network:person", args=[person.code])
        tell(users=[made.user], kind=ANSWERED, subject=None, at=at, parameters=said, url=page)
    return made


def _take_over(made, by, at):
    person = made.person
    person.user = made.user if made.state == ClaimState.ACCEPTED else None
    person.save(update_fields=["user"])
    end_agreement(person, by=by, at=at)  # whoever has the page next says so anew
    spread([person], at=at)


def _join(made, by, at):
    """Show a further page under the one that is theirs, or apart again where the claim ends."""
    merge = {"kept": made.joins, "merged": made.person}
    if made.state == ClaimState.ENDED:
        for event in MergeEvent.objects.filter(undone_at=None, **merge):
            undo_merge(event=event, at=at)
        return
    if made.joins.user_id != made.user_id:
        raise CannotClaim(_("The page that it was to be joined with is theirs no longer."))
    try:
        merge_persons(**merge, reasons=[CLAIMED], by=by or made.user, at=at)
    except CannotMerge:
        message = _("One of the two pages is shown under another one already.")
        raise CannotClaim(message) from None


def _locked(code):
    rows = Claim.objects.select_for_update(of=("self", "person"))
    return rows.select_related("person", "user", "joins").get(code=code)


def _log(made, by, at):
    for person in filter(None, (made.person, made.joins)):
        chain, detail = f"{KIND}:{person.code}", {"claim": made.code}
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
