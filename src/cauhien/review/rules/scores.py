"""Who writes and reads reviews, and who sees how the files stand."""

from django.db.models import Exists, OuterRef, Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, office_ids
from cauhien.challenges.models import Initiative, Member
from cauhien.challenges.rules import is_own
from cauhien.challenges.rules.initiative import seen, sight
from cauhien.challenges.states import InitiativeState, Part
from cauhien.review.models import Council, Review
from cauhien.review.rules.decision import decided, is_decided
from cauhien.review.rules.parts import (
    SEES_COUNCILS,
    SEES_DECLARATIONS,
    is_staff,
    own_seats,
    reading_seat,
    sitting_seat,
)
from cauhien.review.states import (
    READERS,
    CouncilState,
    ReviewState,
    SeatRole,
    SeatState,
)

GIVEN = (ReviewState.SUBMITTED, ReviewState.LOCKED)


def readable(user):
    """Return the condition under which a user reads a review, their own draft or one submitted.

    A member reads others' of a file once their own of it is submitted, and a chair who has none to
    write of it; who reviews from outside reads none but their own. The staff of the case reads all,
    the office and a team after the decision. Nobody reads of a file that FileAccess does not show.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    reading = own_seats(user).filter(state__in=READERS)
    sitting = reading.filter(state=SeatState.SITTING)
    given = Q(state__in=GIVEN, seat__state__in=READERS)
    same = {"seat__council": OuterRef("seat__council"), "initiative": OuterRef("initiative")}
    own = Review.objects.filter(seat__in=sitting, **same)
    presiding = sitting.filter(role=SeatRole.CHAIR).values("council")
    none_to_write = Q(~Exists(own), seat__council__in=presiding)
    has_own = Q(Exists(own.filter(state__in=GIVEN)))
    inside = Q(seat__in=reading) | (given & (has_own | none_to_write))
    if holds_role(user, *SEES_COUNCILS):
        inside |= given
    content, existence = _of_files(user, Part.CONTENT), _of_files(user, Part.EXISTENCE)
    teams = Member.objects.filter(user=user, left_at=None).values("initiative")
    offices = office_ids(user, *OFFICE_STAFF)
    outside = (Q(initiative__in=teams) & content) | (
        Q(initiative__challenge__office__in=offices) & existence
    )
    told = given & Q(seat__council__in=Council.objects.filter(decided()))
    return (inside & content) | (told & outside)


def own_draft(user):
    """Return the condition under which a review is a draft that this user reads: their own."""
    reading = own_seats(user).filter(state__in=READERS)
    return Q(state=ReviewState.DRAFT, seat__in=reading) & _of_files(user, Part.CONTENT)


def may_write_review(user, review, seen=None):
    """A member who sits writes of a file that is open to them, until the council concludes.

    Who reviews from outside does the same.

    seen: their Sight of the file, where that is known already.
    """
    council, initiative = review.seat.council, review.initiative
    is_time = (council.state, initiative.state) == (
        CouncilState.REVIEWING,
        InitiativeState.IN_REVIEW,
    )
    if not is_time or reading_seat(user, council) != review.seat:
        return False
    return (seen or sight(user, initiative)).has(Part.CONTENT)


def may_see_names(user, council):
    """Return whether the user reads who wrote which review: the council and the staff of the case.

    The office and the teams read what was written, not by whom.
    """
    is_inside = is_staff(user, council.challenge, SEES_COUNCILS)
    return is_inside or sitting_seat(user, council) is not None


def may_see_standings(user, council):
    """Return whether the user sees how all files stand: a member, once all of theirs are submitted.

    One file against the others tells of reviews that they could not read before their own. The
    decision-maker sees it with the recommendation.
    """
    sees = SEES_COUNCILS if council.concluded_at else SEES_DECLARATIONS
    if is_staff(user, council.challenge, sees):
        return True
    if seat := sitting_seat(user, council):
        return not seat.waits
    return is_own(user, council.challenge) and is_decided(council)


def _of_files(user, part):
    return Q(initiative__in=Initiative.objects.filter(seen(user, part)))
