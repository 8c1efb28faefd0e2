"""Who may see and do what with councils. All rules take the day from the user."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.review.models import Seat
from cauhien.review.states import CouncilState, SeatState

# They see who sits and who was left out, from the first proposal on.
SEES_COUNCILS = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)
# Of these, who reads what people declared and who declined: not whoever decides.
SEES_DECLARATIONS = (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR)
# A council is formed when the files are open: before that nobody knows whose they are.
FORMING = (State.SCREENING, State.IN_REVIEW)
CHANGING = (CouncilState.PROPOSED, CouncilState.INVITING, CouncilState.REVIEWING)


def visible(user):
    """Return the condition under which this user sees that there is a council, and its page.

    The staff of the case, and whoever holds a seat that was offered to them. What the page shows
    of it is asked besides.
    """
    if holds_role(user, *SEES_COUNCILS):
        return Q()
    if not user.is_authenticated:
        return Q(pk__in=[])
    return Q(pk__in=own_seats(user).values("council"))


def own_seats(user):
    """Return the seats that this user was invited to, whatever became of them."""
    mine = Q(user=user) | Q(person__user=user)
    return Seat.objects.filter(mine).exclude(state=SeatState.PROPOSED).exclude(invited_at=None)


def may_see_whole(user):
    """Return whether the user sees who sits and why, who was left out, and who would follow."""
    return holds_role(user, *SEES_COUNCILS)


def may_see_declarations(user):
    return holds_role(user, *SEES_DECLARATIONS)


def may_form(user, challenge):
    """The coordinator forms a council once the files of the call are open."""
    return challenge.state in FORMING and holds_role(user, Role.COORDINATOR)


def may_change(user, council):
    return council.state in CHANGING and holds_role(user, Role.COORDINATOR)


def may_keep_experts(user):
    """Return whether the user adds experts and reads how they are reached."""
    return holds_role(user, Role.COORDINATOR)
