"""Who may see a problem, and who may do what with it. All rules take the day from the user."""

from django.db.models import Q, Value
from django.db.models.functions import Concat

from cauhien.accounts.rules import (
    deeds_of,
    has_other_part,
    holds_role,
    is_office_staff,
    office_ids,
    organisation_ids,
)
from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative, Member, ProblemReader
from cauhien.challenges.states import (
    Act,
    Actor,
    InitiativeState,
    MemberRole,
    Outcome,
    State,
    transitions,
)

# Besides the office that owns it, these see a problem once its head has signed it,
AFTER_SIGN_OFF = (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR)
# and the decision-maker too, once its call is defined.
AFTER_DEFINITION = (*AFTER_SIGN_OFF, Role.DECISION_MAKER)
SEES_HIDDEN = {State.TRIAGE: AFTER_SIGN_OFF, State.DEFINED: AFTER_DEFINITION}
# Whoever a council seats to define the task reads the problem meanwhile.
DEFINING = (State.TRIAGE, State.DEFINED)
_chains = []  # what apps above keep of a case: functions of a problem
READ_WHOLE_LOG = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)

IS_ACTOR = {
    Actor.SYSTEM: lambda user, challenge: user is None,
    Actor.OFFICE_STAFF: lambda user, challenge: is_office_staff(user),
    Actor.OWN_OFFICER: lambda user, challenge: _is_of(user, challenge, Role.OFFICER),
    Actor.OWN_HEAD: lambda user, challenge: _is_of(user, challenge, Role.HEAD),
    Actor.COORDINATOR: lambda user, challenge: holds_role(user, Role.COORDINATOR),
    Actor.COUNCIL: lambda user, challenge: holds_role(user, Role.COORDINATOR, Role.SECRETARY),
    Actor.DECISION_MAKER: lambda user, challenge: holds_role(user, Role.DECISION_MAKER),
}


def visible(user):
    """Return the condition under which this user sees a problem.

    catalogued, and whatever a public act was done with (published, refused, merged): everybody.
    draft, awaiting sign-off, and what its office withdrew before that: the office that owns it.
    triage: besides coordinator, scientific secretary and auditor.
    defined: besides these the decision-maker.
    both: besides whoever was let read it, to define the task.
    """
    seen = Q(state=State.CATALOGUED) | Q(is_public=True)
    if offices := office_ids(user, Role.OFFICER, Role.HEAD):
        seen |= Q(office__in=offices)
    for state, roles in SEES_HIDDEN.items():
        if holds_role(user, *roles):
            seen |= Q(state=state)
    if user.is_authenticated and not user.on_behalf_of:
        readings = ProblemReader.objects.filter(user=user, until_at=None)
        seen |= Q(state__in=DEFINING, pk__in=readings.values("challenge"))
    return seen


def asks_for_definition(challenge):
    """Return whether the procedure that was chosen asks for a council that defines the task."""
    call = getattr(challenge, "call", None)
    return bool(call and call.procedure and call.procedure.definition)


def helped_to_define(user, challenge):
    """Return whether the user was let read a problem, to define its task, before it was public."""
    return ProblemReader.objects.filter(user=user, challenge=challenge).exists()


def sees_hidden(role, state):
    """Return whether a role, in whichever office, sees what is in that state and not public."""
    return role in SEES_HIDDEN.get(state, ())


def way_for(user, challenge, target, *, outcome="", act=None):
    """Return the row of the table by which this user moves the problem, None where none does.

    Nobody holds two roles in one case, one of them by delegation.
    """
    rows = transitions(challenge.state if challenge else None, target, outcome=outcome, act=act)
    way = next((row for row in rows if IS_ACTOR[row.actor](user, challenge)), None)
    if way and user and challenge and acts_otherwise(user, challenge):
        return None
    return way


def register_chains(names):
    """Add chains in which acts of a case stand: `names(problem)` returns a queryset of them."""
    _chains.append(names)


def deeds_in(user, challenge):
    """Return what whoever acts here has done in a case, as `deeds_of`: in it and in its files.

    Read once per object of the problem: whoever acts locks the problem, which reads it anew.
    """
    known = challenge.__dict__.setdefault("deeds_of_users", {})
    key = user.pk, user.on_behalf_of and user.on_behalf_of.pk
    if key not in known:
        files = Initiative.objects.filter(challenge=challenge.pk).order_by()
        chains = [names(challenge) for names in _chains]
        chains += [[challenge.chain], files.values(chain=Concat(Value("initiative:"), "code"))]
        known[key] = deeds_of(user, *chains)
    return known[key]


def acts_otherwise(user, challenge):
    """Return whether the user has acted in the case in another capacity than now."""
    return has_other_part(user, deeds_in(user, challenge))


def may_move(user, challenge, target, *, outcome="", act=None):
    """Return whether the table lets this user move the problem to that state."""
    return way_for(user, challenge, target, outcome=outcome, act=act) is not None


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
    return returning and may_move(user, challenge, State.DRAFT, act=Act.RETURN)


def may_take_back(user, challenge):
    """An officer takes back what was sent and not yet defined, with a reason."""
    taking = challenge.state in (State.AWAITING_SIGN_OFF, State.TRIAGE)
    return taking and may_move(user, challenge, State.DRAFT, act=Act.TAKE_BACK)


def may_withdraw(user, challenge):
    return may_move(user, challenge, State.CLOSED, outcome=Outcome.WITHDRAWN)


def may_triage(user, challenge):
    """Return whether the user looks a signed problem through: compares it, prepares its call."""
    return challenge.state == State.TRIAGE and may_move(user, challenge, State.DEFINED)


def may_see_call(user, challenge, call):
    """Everybody sees a published call; before, the office and who sees a defined problem.

    While it is prepared, whoever sees the problem at all: besides these, who defines its task.
    """
    if call.published_at or challenge.state in DEFINING:
        return True
    return is_own(user, challenge) or holds_role(user, *AFTER_DEFINITION)


def may_assign(user, challenge):
    """Return whether the decision-maker names who alone answers the call, before it is published.

    Not somebody who acts for a firm: whom they name they would choose among.
    """
    if challenge.state != State.DEFINED or organisation_ids(user, Role.ENTERPRISE):
        return False
    return may_move(user, challenge, State.DEFINED, act=Act.ASSIGN)


def assigned_to(challenge):
    """Return the DirectAssignment that says who alone answers a call, None where anybody may."""
    if not asks_for_definition(challenge):
        return None
    known = challenge.assignments.all()  # prefetched where a page asks often
    return next((one for one in known if one.ended_at is None), None)


def may_invite_lead(user, challenge, at):
    """Return whether the decision-maker invites another person to lead an assigned file.

    One whose lead was invited, while the call receives files: nobody has answered, or whoever has
    falls silent. That it was sent already is said to who tries: before closing nobody else knows.
    """
    if challenge.state != State.OPEN or not challenge.call.receives_at(at):
        return False
    if not holds_role(user, Role.DECISION_MAKER) or acts_otherwise(user, challenge):
        return False
    named = assigned_to(challenge)
    return bool(named and named.lead_email)


def assigned_lead(challenge):
    """Return the place of who leads an assigned file or is invited to, None where nobody is.

    Whoever has not answered has no `user` as yet. A file that was taken back has no lead.
    """
    places = Member.objects.filter(initiative__challenge=challenge, role=MemberRole.LEAD)
    standing = places.filter(left_at=None).exclude(initiative__state=InitiativeState.WITHDRAWN)
    return standing.select_related("initiative").first()


def bound_organisation(member):
    """Return for whom the lead of an assigned file takes part, None where they say it themselves.

    It is the organisation that is named; their team may come from elsewhere.
    """
    if member.role != MemberRole.LEAD:
        return None
    named = assigned_to(member.initiative.challenge)
    return named.organisation if named else None


def may_publish(user, challenge):
    return challenge.state == State.DEFINED and may_move(user, challenge, State.OPEN)


def may_revise(user, challenge):
    return challenge.state == State.DEFINED and may_move(user, challenge, State.TRIAGE)


def may_change_call(user, challenge):
    """Return whether the user moves the deadline of an open call, or amends it."""
    return challenge.state == State.OPEN and may_move(user, challenge, State.OPEN, act=Act.AMEND)


def may_refuse(user, challenge):
    return may_move(user, challenge, State.CLOSED, outcome=Outcome.REFUSED)


def may_merge(user, challenge):
    return may_move(user, challenge, State.CLOSED, outcome=Outcome.MERGED)


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
