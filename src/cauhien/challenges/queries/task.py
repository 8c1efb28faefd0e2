"""What a council has made of a problem before its call, read."""

from django.db.models import Exists, OuterRef, Prefetch, Subquery, prefetch_related_objects

from cauhien.accounts.queries import valid_grants
from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge, DirectAssignment, Member, TaskDefinition
from cauhien.challenges.queries.problem import challenges_for, frozen_text
from cauhien.challenges.rules import (
    READ_WHOLE_LOG,
    asks_for_definition,
    assigned_lead,
    assigned_to,
    may_see_call,
)
from cauhien.challenges.states import MemberRole, State
from cauhien.challenges.states.task import Way
from cauhien.organisations.models import Organisation


def task_for(user, challenge):
    """Return the TaskDefinition that counts, to whoever reads the call; else None."""
    if not asks_for_definition(challenge) or not may_see_call(user, challenge, challenge.call):
        return None
    return task_definition(challenge)


def task_definition(challenge):
    """Return what a council has concluded of the text as it was signed last, None without."""
    newest = challenge.definitions.order_by("-id").first()
    if newest is None or newest.text_sha256 != text_read(challenge):
        return None
    return newest


def is_direct(challenge):
    """Return whether the council that counts wants the task given out without a competition."""
    task = task_definition(challenge)
    return bool(task and task.is_advised and task.way == Way.DIRECT)


def assignment_of(challenge):
    """Return the DirectAssignment that stands, None where there is none."""
    return assigned_to(challenge)


def with_assignments(challenge):
    """Return the problem with its direct assignments read once, for a page that asks often."""
    rows = DirectAssignment.objects.select_related("organisation", "by")
    prefetch_related_objects([challenge], Prefetch("assignments", rows))
    return challenge


def lead_to_come(user, challenge):
    """Return who is to lead an assigned file and does not yet, to whoever runs the case.

    As {"name", "invited_at"}; the last is None before the call is published. None without one.
    """
    if not holds_role(user, *READ_WHOLE_LOG):
        return None
    if place := assigned_lead(challenge):
        return None if place.user_id else {"name": place.name, "invited_at": place.invited_at}
    named = assignment_of(challenge)
    if named is None or not named.lead_email or challenge.state != State.DEFINED:
        return None
    return {"name": named.lead_name, "invited_at": None}


def awaiting_a_lead(user, at):
    """Return the problems whose assigned file nobody leads as yet, to decision-makers.

    Each with `invited_at`.
    """
    if not holds_role(user, Role.DECISION_MAKER):
        return Challenge.objects.none()
    places = Member.objects.filter(role=MemberRole.LEAD, user=None, left_at=None)
    of_case = places.filter(initiative__challenge=OuterRef("pk")).order_by("-invited_at")
    found = Challenge.objects.filter(state=State.OPEN, call__closes_at__gt=at)
    asked = found.annotate(invited_at=Subquery(of_case.values("invited_at")[:1]))
    return asked.exclude(invited_at=None)


def represented(on):
    """Return the organisations for which somebody acts on this site."""
    grants = valid_grants(on).filter(role=Role.ENTERPRISE, user__is_active=True)
    return Organisation.objects.filter(pk__in=grants.values("organisation")).order_by("sort_key")


def to_assign(user):
    """Return the problems for whose call this decision-maker has to name an organisation."""
    if not holds_role(user, Role.DECISION_MAKER):
        return Challenge.objects.none()
    tasks = TaskDefinition.objects.filter(challenge=OuterRef("pk")).order_by("-id")
    named = DirectAssignment.objects.filter(challenge=OuterRef("pk"), ended_at=None)
    found = challenges_for(user).filter(~Exists(named), state=State.DEFINED)
    last = {
        "way": Subquery(tasks.values("way")[:1]),
        "concluded_at": Subquery(tasks.values("at")[:1]),
    }
    return found.annotate(**last).filter(way=Way.DIRECT)


def text_read(challenge):
    """Return the hash of the text that a council reads now: as it was sent last."""
    frozen = frozen_text(challenge)
    return frozen.sha256 if frozen else ""
