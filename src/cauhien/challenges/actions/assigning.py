"""A task is given out without a competition: the decision-maker names who alone may answer."""

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import representatives_of
from cauhien.challenges import queries, rules
from cauhien.challenges.actions.initiative.drafts import begin_for_lead
from cauhien.challenges.actions.initiative.steps import locked_initiative
from cauhien.challenges.actions.initiative.team import PAUSE, add_member, let_go
from cauhien.challenges.actions.steps import CannotMove, advance, locked
from cauhien.challenges.documents import assignment_texts
from cauhien.challenges.models import DirectAssignment
from cauhien.challenges.rules.initiative import is_team_open
from cauhien.challenges.states import Act, MemberRole, State
from cauhien.core.audit import salted
from cauhien.core.hashing import hash_of
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.states import Audience
from cauhien.notices.actions import tell

ASSIGNED = "challenges.assigned"
LEAD_REPLACED = "challenges.lead_replaced"


@transaction.atomic
def assign_directly(*, challenge, organisation, said, sha256, by, at):
    """Name who alone may answer a call, before it is published; return the DirectAssignment.

    said: {"ground": code, "reason_vi", "reason_en", "lead_name", "lead_email"}; the last two are
    who is invited to lead the file, needed where nobody acts on this site for the organisation.
    sha256: of the call as it was read. The decision is made as a document that everybody reads
    once the call is published.
    """
    challenge = locked(challenge)
    if not rules.may_assign(by, challenge):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    lead = {name: said.get(name, "").strip() for name in ("lead_name", "lead_email")}
    if not all(lead.values()) and not representatives_of(organisation, localdate(at)).exists():
        raise CannotMove(
            _("Nobody acts on this site for this organisation. Say who is to lead the file.")
        )
    reason = said["reason_vi"]
    step = {"by": by, "at": at, "basis": sha256, "reason": reason, "act": Act.ASSIGN}
    challenge = advance(challenge=challenge, to=State.DEFINED, **step)
    end_assignment(challenge, at)
    named = DirectAssignment(
        challenge=challenge,
        organisation=organisation,
        reason_vi=reason.strip(),
        reason_en=said.get("reason_en", "").strip(),
        call_sha256=sha256,
        at=at,
        by=by,
        **lead,
        **_grounds(challenge.call.procedure.definition, said.get("ground", "")),
    )
    named.sha256 = hash_of(_content(named))
    named.save()
    _make_document(named, by, at)
    return named


def end_assignment(challenge, at):
    """End the assignment that stands, where there is one: another follows, or the call is open."""
    challenge.assignments.filter(ended_at=None).update(ended_at=at)


def tell_assigned(challenge, *, by, at):
    """Tell the organisation that is named that its file is waited for.

    Where a person is to lead the file, it is begun for them and they are invited by mail.
    """
    named = queries.assignment_of(challenge)
    if named is None:
        return
    if named.lead_email:
        initiative = begin_for_lead(challenge, by=by, at=at)
        _invite(initiative, named, by=by, at=at, name=named.lead_name, email=named.lead_email)
    tell(
        users=representatives_of(named.organisation, localdate(at)),
        kind=ASSIGNED,
        subject=(queries.KIND, challenge.code),
        url=reverse("challenges:call", args=[challenge.code]),
        at=at,
        parameters={"organisation": str(named.organisation)},
    )


@transaction.atomic
def invite_lead(*, challenge, name, email, by, at, reason=""):
    """Invite anew who is to lead an assigned file, or another person; return their place.

    Whoever was invited before leads it no more. One who has joined is told why, and is replaced
    only as long as the file was not sent.
    """
    challenge = locked(challenge)
    if not rules.may_invite_lead(by, challenge, at):
        raise CannotMove(_("This step is not yours, or the call is closed."))
    named, place = queries.assignment_of(challenge), rules.assigned_lead(challenge)
    if place is None:  # the file was taken back
        initiative = begin_for_lead(challenge, by=by, at=at)
    else:
        initiative = locked_initiative(place.initiative)
        place.initiative = initiative
        _replace(place, email, reason.strip(), by=by, at=at)
    return _invite(initiative, named, by=by, at=at, name=name, email=email)


def _replace(place, email, reason, *, by, at):
    """End the place of who led an assigned file, or was invited to, before another is invited."""
    is_same = place.email.lower() == email.lower()
    if place.user is None:
        if is_same and at - place.invited_at < PAUSE:
            raise CannotMove(_("This address was written to less than an hour ago."))
        let_go(place, by=by, at=at)
        return
    if not is_team_open(place.initiative):
        raise CannotMove(_("The file was sent; its lead stays."))
    if is_same:
        raise CannotMove(_("This person leads the file already."))
    if not reason:
        raise CannotMove(_("Say why."))
    let_go(place, by=by, at=at, reason=reason)
    challenge = place.initiative.challenge
    tell(
        users=[place.user],
        kind=LEAD_REPLACED,
        subject=(queries.KIND, challenge.code),
        url=reverse("challenges:call", args=[challenge.code]),
        at=at,
        parameters={"reason": reason},
    )


def _invite(initiative, named, *, by, at, name, email):
    """Make the place of the lead, who takes part for the organisation that is named."""
    said = {"name": name, "email": email, "role": MemberRole.LEAD}
    closes_at = initiative.challenge.call.closes_at
    place = add_member(initiative, by=by, at=at, expires_at=closes_at, **said)
    place.organisation, place.organisation_text = named.organisation, named.organisation.name_vi
    place.save(update_fields=["organisation", "organisation_text"])
    return place


def _grounds(definition, code):
    """Return the columns that a ground of the procedure fills, with the legal basis."""
    law = definition.get("direct", {})
    known = {one["code"]: one for one in law.get("grounds", ())}
    if known and code not in known:
        raise CannotMove(_("Choose the ground on which it is assigned directly."))
    ground = known.get(code, {})
    return {
        "ground": code if ground else "",
        "ground_vi": ground.get("vi", ""),
        "ground_en": ground.get("en", ""),
        **{
            name: (law or definition).get(name, "") for name in ("legal_basis_vi", "legal_basis_en")
        },
    }


def _content(named):
    texts = ("ground", "reason_vi", "reason_en", "legal_basis_vi", "call_sha256")
    return {name: getattr(named, name) for name in texts} | {
        "challenge": named.challenge.code,
        "organisation": named.organisation.code,
        "lead": salted(named.lead_email.lower()) if named.lead_email else "",
    }


def _make_document(named, by, at):
    challenge = named.challenge
    filing = Filing(
        kind=queries.KIND,
        code=challenge.code,
        audience=Audience.PUBLIC,
        office=challenge.office,
        chain=challenge.chain,
        is_illustration=challenge.is_illustration,
        basis_sha256=named.sha256,
    )
    freeze_document(texts=assignment_texts(named), filing=filing, by=by, at=at)
