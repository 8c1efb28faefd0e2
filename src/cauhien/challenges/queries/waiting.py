"""Which problems wait for whom: returned to an officer, to be signed, to be looked through."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from cauhien.accounts.rules import OFFICE_STAFF, acting_as, hands, holds_role, office_ids
from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge, FrozenText
from cauhien.challenges.queries.problem import challenges_for
from cauhien.challenges.states import Act, State
from cauhien.core.models import AuditLine


def returned_to(user):
    """Return the drafts of this officer that were sent back, each with `returned_at`."""
    mine = challenges_for(user).filter(state=State.DRAFT, officer=acting_as(user))
    own = mine.filter(office__in=office_ids(user, *OFFICE_STAFF))
    chain = Concat(Value("challenge:"), OuterRef("code"))
    returns = AuditLine.objects.filter(chain=chain, act=Act.RETURN).order_by("-number")
    return own.annotate(returned_at=Subquery(returns.values("at")[:1])).exclude(returned_at=None)


def to_sign(user):
    """Return the problems that wait for the signature of this head, each with `sent_at`.

    A text that they sent themself waits for somebody else.
    """
    waiting = challenges_for(user).filter(state=State.AWAITING_SIGN_OFF)
    last = _of_last_text("frozen_at"), _of_last_text("frozen_by__uuid")
    found = waiting.annotate(sent_at=last[0], sent_by=last[1]).exclude(sent_by__in=hands(user))
    return found.filter(office__in=office_ids(user, Role.HEAD)).order_by("sent_at", "id")


def to_triage(user):
    """Return the signed problems that wait for the coordinator, each with `signed_at`."""
    if not holds_role(user, Role.COORDINATOR):
        return Challenge.objects.none()
    waiting = challenges_for(user).filter(state=State.TRIAGE)
    return waiting.annotate(signed_at=_of_last_text("signed_at")).order_by("signed_at", "id")


def waiting_for(user):
    """Return the problems that wait for this user: to be signed, or to be looked through."""
    return [*to_sign(user), *to_triage(user)]


def _of_last_text(column):
    texts = FrozenText.objects.filter(challenge=OuterRef("pk")).order_by("-id")
    return Subquery(texts.values(column)[:1])
