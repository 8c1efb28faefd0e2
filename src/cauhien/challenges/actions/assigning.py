"""A task is given out without a competition: the decision-maker names who alone may answer."""

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import representatives_of
from cauhien.challenges import queries, rules
from cauhien.challenges.actions.steps import CannotMove, advance, locked
from cauhien.challenges.documents import assignment_texts
from cauhien.challenges.models import DirectAssignment
from cauhien.challenges.states import Act, State
from cauhien.core.hashing import hash_of
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.states import Audience
from cauhien.notices.actions import tell

ASSIGNED = "challenges.assigned"


@transaction.atomic
def assign_directly(*, challenge, organisation, said, sha256, by, at):
    """Name who alone may answer a call, before it is published; return the DirectAssignment.

    said: {"ground": code, "reason_vi", "reason_en"}. sha256: of the call as it was read. The
    decision is made as a document that everybody reads once the call is published.
    """
    challenge = locked(challenge)
    if not rules.may_assign(by, challenge):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    if not queries.recipients(localdate(at)).filter(pk=organisation.pk).exists():
        raise CannotMove(_("Nobody acts on this site for this organisation."))
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
        **_grounds(challenge.call.procedure.definition, said.get("ground", "")),
    )
    named.sha256 = hash_of(_content(named))
    named.save()
    _make_document(named, by, at)
    return named


def end_assignment(challenge, at):
    """End the assignment that stands, where there is one: another follows, or the call is open."""
    challenge.assignments.filter(ended_at=None).update(ended_at=at)


def tell_assigned(challenge, at):
    """Tell whoever acts for the organisation that is named that its file is waited for."""
    named = queries.assignment_of(challenge)
    if named is None:
        return
    tell(
        users=representatives_of(named.organisation, localdate(at)),
        kind=ASSIGNED,
        subject=(queries.KIND, challenge.code),
        url=reverse("challenges:call", args=[challenge.code]),
        at=at,
        parameters={"organisation": str(named.organisation)},
    )


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
