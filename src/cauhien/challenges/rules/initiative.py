"""Who may see what of a file, and who may do what with it.

What is seen rests on the rows of FileAccess alone: an access begins when it is written and lasts
until it is ended. What a person of the team may do rests on their place in the team.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from cauhien.accounts.rules import grants_on, holds_role, organisation_ids
from cauhien.accounts.states import Role
from cauhien.challenges.models import FileAccess, Member
from cauhien.challenges.rules.problem import (
    acts_otherwise,
    assigned_to,
    helped_to_define,
    is_own,
)
from cauhien.challenges.states import (
    ENDED,
    EVERYBODY,
    INITIATIVE_TRANSITIONS,
    AccessBasis,
    InitiativeActor,
    InitiativeState,
    MemberRole,
    Part,
    State,
)
from cauhien.challenges.states.initiative import BEFORE_DECISION, UNSIGNED, WRITABLE

_PARTS = list(Part)
SCREENERS = (Role.COORDINATOR, Role.SECRETARY)


@dataclass(frozen=True)
class Sight:
    """How much one person sees of one file. part: None where they see nothing of it."""

    part: Part | None = None
    blind: bool = False
    is_team: bool = False

    def has(self, part):
        return self.part is not None and _PARTS.index(self.part) >= _PARTS.index(part)


def seen(user, part=Part.EXISTENCE):
    """Return the condition under which this user sees that part of an initiative."""
    rows = _standing(FileAccess.objects.filter(initiative=OuterRef("pk")))
    grounds = rows.filter(is_bar=False, part__in=Part.from_(part))
    public = Q(Exists(grounds.filter(role=EVERYBODY)))
    if not user.is_authenticated:
        return public
    barred = Exists(rows.filter(is_bar=True, user=user))
    in_a_team = Exists(_places(user, OuterRef("challenge")))
    by_role = Q(Exists(grounds.filter(role__in=_roles(user)))) & ~Q(in_a_team)
    return public | ((Q(Exists(grounds.filter(user=user))) | by_role) & ~Q(barred))


def sight(user, initiative):
    """Return what the user sees of one file: of all grounds the one that shows most."""
    held, in_a_team = Q(role=EVERYBODY), Exists(_places(user, initiative.challenge_id))
    if user.is_authenticated:
        held |= Q(user=user) | Q(role__in=_roles(user))
    rows = list(_standing(initiative.accesses.filter(held)).annotate(in_a_team=in_a_team))
    rows = [row for row in rows if row.user_id or row.is_public or not row.in_a_team]
    if any(row.is_bar for row in rows):
        rows = [row for row in rows if row.is_public]
    if not rows:
        return Sight()
    part = max((Part(row.part) for row in rows), key=_PARTS.index)
    grounds = [row for row in rows if row.part == part]
    return Sight(
        part=part,
        blind=all(row.blind for row in grounds),
        is_team=any(row.basis == AccessBasis.TEAM for row in rows),
    )


def membership(user, initiative):
    """Return the user's place in the team, None for who has none or has left."""
    if not user.is_authenticated:
        return None
    places = initiative.members.all()  # prefetched where a page asks often
    return next((one for one in places if one.user_id == user.pk and one.left_at is None), None)


def shown_state(user, initiative):
    """Return the state as this user may know it: its team reads no verdict that is not signed."""
    state = InitiativeState(initiative.state)
    is_hidden = state in UNSIGNED and membership(user, initiative) is not None
    return InitiativeState.IN_REVIEW if is_hidden else state


def may_start(user, challenge, at):
    """Return whether this user may begin a file: a firm or an expert, while the call is open.

    Nobody who helped to define the task: they knew of it before. Where it is directly assigned,
    whoever acts for the organisation that is named, unless a person was invited to lead its file.
    """
    if challenge.state != State.OPEN or not challenge.call.receives_at(at):
        return False
    if not _is_starter(user) or helped_to_define(user, challenge):
        return False
    named = assigned_to(challenge)
    if named is None:
        return True
    own = organisation_ids(user, Role.ENTERPRISE)
    return not named.lead_email and named.organisation_id in own


def may_write(user, initiative, at):
    """Return whether the user may change text and documents: who leads or edits, in time."""
    place = membership(user, initiative)
    return bool(place) and place.role != MemberRole.VIEW and is_open_to_writing(initiative, at)


def is_open_to_writing(initiative, at):
    """A draft and what was sent: while the call is open. A completion: until its date."""
    if initiative.state not in WRITABLE:
        return False
    if initiative.state == InitiativeState.FIX_ASKED:
        return localdate(at) <= initiative.fix_due_on
    return initiative.challenge.call.receives_at(at)


def may_submit(user, initiative, at):
    """Its lead sends a file, or a new version of it, as long as it can be written."""
    return may_lead(user, initiative) and is_open_to_writing(initiative, at)


def may_lead(user, initiative):
    place = membership(user, initiative)
    return bool(place) and place.role == MemberRole.LEAD


def may_choose_shown(user, initiative):
    """Its lead, until the decision is signed: what is published then is not taken back."""
    return initiative.state in BEFORE_DECISION and may_lead(user, initiative)


def is_team_open(initiative):
    """A team changes freely as long as its file was not sent; afterwards by request."""
    return initiative.state == InitiativeState.DRAFT


def may_change_team(user, initiative):
    return is_team_open(initiative) and may_lead(user, initiative)


def may_request(user, initiative):
    """Once its file was sent, and as long as it takes part, a team asks for changes of itself."""
    is_running = initiative.state not in (InitiativeState.DRAFT, *ENDED)
    return is_running and may_lead(user, initiative)


def may_answer_request(user, initiative, seen=None):
    return may_decide_screening(user, initiative, seen)


def may_join(user, initiative):
    """Nobody who runs, judges, audits or defined the call, or works in the office, joins a team."""
    has_part = holds_role(user, *SCREENERS, Role.DECISION_MAKER, Role.AUDITOR)
    if has_part or is_own(user, initiative.challenge):
        return False
    return not helped_to_define(user, initiative.challenge)


def opening_role(user):
    """Return the role in which the user takes part in an opening, None where in none."""
    return next((role for role in SCREENERS if holds_role(user, role)), None)


def may_open(user, challenge):
    """Whoever has another part in the case, or a place in a team of it, opens no file."""
    if opening_role(user) is None or _places(user, challenge).exists():
        return False
    return not acts_otherwise(user, challenge)


def may_screen(user, initiative, seen=None):
    """Coordinator and scientific secretary, of an opened file that they see and is not their own.

    seen: their Sight of it, where that is known already.
    """
    if initiative.opened_at is None or not holds_role(user, *SCREENERS):
        return False
    is_outside = _is_outside_and_sees(user, initiative, seen)
    return is_outside and not acts_otherwise(user, initiative.challenge)


def may_declare_conflict(user, initiative, seen=None):
    """Who acts on files for the city, of one that they know of and is not their own.

    seen: as of `may_screen`.
    """
    if not holds_role(user, *SCREENERS, Role.DECISION_MAKER):
        return False
    seen = seen or sight(user, initiative)
    return seen.has(Part.EXISTENCE) and not seen.is_team


def may_give_to_council(user, challenge):
    return holds_role(user, Role.COORDINATOR) and may_open(user, challenge)


def may_decide_screening(user, initiative, seen=None):
    """The coordinator says what follows of the checklist."""
    return holds_role(user, Role.COORDINATOR) and may_screen(user, initiative, seen)


def way_for_initiative(user, initiative, target, act=None):
    """Return the row of the table by which this user moves the file on, None where none does.

    Nobody holds two roles in one case, one of them by delegation.
    """
    rows = [
        row
        for row in INITIATIVE_TRANSITIONS
        if (row.source, row.target) == (initiative.state, target) and act in (None, row.act)
    ]
    way = next((row for row in rows if IS_INITIATIVE_ACTOR[row.actor](user, initiative)), None)
    if way and user and acts_otherwise(user, initiative.challenge):
        return None
    return way


def may_move_initiative(user, initiative, target, act=None):
    return way_for_initiative(user, initiative, target, act) is not None


def _is_starter(user):
    return holds_role(user, Role.ENTERPRISE, Role.EXPERT)


def _holds(*roles):
    def holds(user, initiative):
        if user is None or not holds_role(user, *roles):
            return False
        return _is_outside_and_sees(user, initiative)

    return holds


def _is_outside_and_sees(user, initiative, seen=None):
    """Nobody holds two roles in one case, and nobody acts on a file that is closed to them."""
    if membership(user, initiative) is not None:
        return False
    return (seen or sight(user, initiative)).has(Part.CONTENT)


def _roles(user):
    return {grant.role for grant in grants_on(user)}


def _places(user, challenge):
    """Return the places that the user has or had in teams of a call.

    By a role one sees no file of a call for which one has sent a file oneself.
    """
    return Member.objects.filter(user=user.pk, initiative__challenge=challenge)


def _standing(accesses):
    return accesses.filter(until_at=None)


IS_INITIATIVE_ACTOR = {
    InitiativeActor.SYSTEM: lambda user, initiative: user is None,
    InitiativeActor.STARTER: lambda user, initiative: user is not None and _is_starter(user),
    InitiativeActor.LEAD: lambda user, initiative: user is not None and may_lead(user, initiative),
    InitiativeActor.COORDINATOR: _holds(Role.COORDINATOR),
    InitiativeActor.COUNCIL: _holds(*SCREENERS),
    InitiativeActor.DECISION_MAKER: _holds(Role.DECISION_MAKER),
}
