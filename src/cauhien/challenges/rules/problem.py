"""Who may see a problem, and who may do what with it. All rules take the day from the user."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.challenges.states import Actor, State, transition

# Besides the office that owns it, these see a problem once its head has signed it.
AFTER_SIGN_OFF = (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR)
READ_WHOLE_LOG = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)

IS_ACTOR = {
    Actor.SYSTEM: lambda user, challenge: user is None,
    Actor.OFFICE_STAFF: lambda user, challenge: is_office_staff(user),
    Actor.OWN_OFFICER: lambda user, challenge: _is_of(user, challenge, Role.OFFICER),
    Actor.OWN_HEAD: lambda user, challenge: _is_of(user, challenge, Role.HEAD),
    Actor.COORDINATOR: lambda user, challenge: holds_role(user, Role.COORDINATOR),
}


def visible(user):
    """Return the condition under which this user sees a problem.

    catalogued: everybody. draft, awaiting sign-off: the office that owns it.
    triage: that office, coordinator, scientific secretary and auditor.
    """
    seen = Q(state=State.CATALOGUED)
    if offices := office_ids(user, Role.OFFICER, Role.HEAD):
        seen |= Q(office__in=offices)
    if holds_role(user, *AFTER_SIGN_OFF):
        seen |= Q(state=State.TRIAGE)
    return seen


def may_move(user, challenge, target):
    """Return whether the table lets this user move the problem to that state."""
    row = transition(challenge.state if challenge else None, target)
    return bool(row) and IS_ACTOR[row.actor](user, challenge)


def may_draft(user):
    return is_office_staff(user)


def may_edit(user, challenge):
    """Return whether the user may change the text: a draft of their own office."""
    return challenge.state == State.DRAFT and is_own(user, challenge)


def may_adopt(user, challenge):
    return challenge.state == State.CATALOGUED and is_office_staff(user)


def may_send(user, challenge):
    return may_move(user, challenge, State.AWAITING_SIGN_OFF)


def may_sign(user, challenge):
    return challenge.state == State.AWAITING_SIGN_OFF and may_move(user, challenge, State.TRIAGE)


def may_return(user, challenge):
    returning = challenge.state in (State.AWAITING_SIGN_OFF, State.TRIAGE)
    return returning and may_move(user, challenge, State.DRAFT)


def is_own(user, challenge):
    """Return whether the problem belongs to an office of this user."""
    return bool(challenge.office_id) and is_office_staff(user, office=challenge.office)


def may_read_whole_log(user, challenge):
    """Everybody else reads the public acts alone."""
    return is_own(user, challenge) or holds_role(user, *READ_WHOLE_LOG)


def may_see_adoptions(user):
    """An office sees which offices have adopted a catalogued problem; the public does not."""
    return is_office_staff(user) or holds_role(user, *READ_WHOLE_LOG)


def _is_of(user, challenge, role):
    return bool(challenge.office_id) and holds_role(user, role, office=challenge.office)
