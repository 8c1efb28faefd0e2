"""Which files wait for whom: to be sent, agreed to, completed, opened, screened, answered."""

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.timezone import localdate

from cauhien.accounts.rules import hands, holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.models import (
    CallVersion,
    Challenge,
    Initiative,
    InitiativeVersion,
    Member,
    Request,
)
from cauhien.challenges.queries.initiative.files import initiatives_for
from cauhien.challenges.queries.initiative.screening import WAITING
from cauhien.challenges.rules.initiative import SCREENERS, opening_role
from cauhien.challenges.states import (
    InitiativeAct,
    InitiativeState,
    MemberRole,
    Part,
    RequestState,
    State,
)
from cauhien.core.models import AuditLine


def to_send(user, at):
    """Return the drafts that this user leads, of calls that are open."""
    led = Member.objects.filter(user=user, role=MemberRole.LEAD, left_at=None)
    return _of_open_calls(at, led).filter(state=InitiativeState.DRAFT)


def in_a_team(user):
    """Return the places that a user has in teams: without one nothing of a file waits for them."""
    return Member.objects.filter(user=user.pk, left_at=None)


def invited(user):
    """Return the places in teams to which the address of a user is invited."""
    places = Member.objects.filter(user=None, left_at=None)
    return places.filter(email__iexact=user.email).select_related("initiative__challenge__call")


def to_confirm(user, at):
    """Return the files that this user has sent and is to confirm under terms changed since.

    Each with `asked_at`.
    """
    led = Member.objects.filter(user=user, role=MemberRole.LEAD, left_at=None)
    sent = InitiativeVersion.objects.filter(initiative=OuterRef("pk")).order_by("-number")
    asked = CallVersion.objects.filter(
        call=OuterRef("challenge__call"), number=OuterRef("challenge__call__confirm_from")
    )
    found = _of_open_calls(at, led).annotate(
        sent_for=Subquery(sent.values("call_version")[:1]), asked_at=Subquery(asked.values("at"))
    )
    outdated = found.filter(sent_for__lt=F("challenge__call__confirm_from"))
    return outdated.filter(state=InitiativeState.SUBMITTED)


def to_agree(user, at):
    """Return the drafts to which this user has still to agree."""
    places = Member.objects.filter(user=user, consent_at=None, left_at=None)
    return _of_open_calls(at, places).filter(state=InitiativeState.DRAFT)


def to_complete(user, at):
    """Return the files that this user's teams are to complete, each with `asked_at`."""
    places = Member.objects.filter(user=user, left_at=None).exclude(role=MemberRole.VIEW)
    found = Initiative.objects.filter(
        state=InitiativeState.FIX_ASKED,
        fix_due_on__gte=localdate(at),
        pk__in=places.values("initiative"),
    )
    chain = Concat(Value("initiative:"), OuterRef("code"))
    asked = AuditLine.objects.filter(chain=chain, act=InitiativeAct.ASK_FIX).order_by("-number")
    return found.annotate(asked_at=Coalesce(Subquery(asked.values("at")[:1]), "saved_at"))


def to_open(user):
    """Return the problems whose sealed files wait for this user's consent to their opening."""
    if opening_role(user) is None:
        return Challenge.objects.none()
    closed = Challenge.objects.filter(state=State.SCREENING, call__procedure__sealed=True)
    waits = Q(opening=None) | Q(opening__second_at=None)
    own = Q(opening__first_by__uuid__in=hands(user)) | Q(opening__first_role=opening_role(user))
    found = closed.filter(waits).exclude(own).exclude(pk__in=_cases_of(user))
    return found.order_by("call__closes_at", "id")


def to_screen(user):
    """Return the problems of which this user is to screen files that are open."""
    if not holds_role(user, *SCREENERS):
        return Challenge.objects.none()
    seen = initiatives_for(user, Part.CONTENT).filter(
        state__in=[*WAITING, InitiativeState.ELIGIBLE], opened_at__isnull=False
    )
    found = Challenge.objects.filter(state=State.SCREENING, pk__in=seen.values("challenge"))
    found = found.exclude(pk__in=_cases_of(user))
    return found.order_by("call__closes_at", "id")


def to_answer(user):
    """Return the requests of teams that wait for this coordinator."""
    if not holds_role(user, Role.COORDINATOR):
        return Request.objects.none()
    seen = initiatives_for(user, Part.CONTENT).filter(opened_at__isnull=False)
    found = Request.objects.filter(state=RequestState.WAITING, initiative__in=seen.values("pk"))
    return found.order_by("at", "id")


def _of_open_calls(at, places):
    found = Initiative.objects.filter(
        challenge__call__closes_at__gt=at, pk__in=places.values("initiative")
    )
    return found.order_by("challenge__call__closes_at", "id")


def _cases_of(user):
    return Member.objects.filter(user=user).values("initiative__challenge")
