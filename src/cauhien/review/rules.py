"""Who may see and do what with councils. All rules take the day from the user."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils.timezone import localdate

from cauhien.accounts.rules import OFFICE_STAFF, hands, has_other_part, holds_role, office_ids
from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative, Member
from cauhien.challenges.rules import is_own, way_for
from cauhien.challenges.rules.initiative import may_lead, seen, sight
from cauhien.challenges.states import Act, InitiativeState, Part, State
from cauhien.challenges.states import Outcome as Ending
from cauhien.core.models import AuditLine
from cauhien.review.models import Attendance, Council, Decision, Review, ReviewRequest, Seat
from cauhien.review.states import (
    LEFT_SEATS,
    CouncilKind,
    CouncilState,
    DecisionAct,
    ReviewState,
    SeatActor,
    SeatRole,
    SeatState,
    seat_moves,
)

# They see who sits and who was left out, from the first proposal on.
SEES_COUNCILS = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)
# Of these, who reads what people declared and who declined: not whoever decides.
SEES_DECLARATIONS = (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR)
RUNS_COUNCILS = (Role.COORDINATOR,)
DECIDES = (Role.DECISION_MAKER,)
# A request for review is heard as long as nothing has come of what was decided.
UNDER_DECISION = (State.DECIDED, State.PILOT)
DECIDED_ON = (InitiativeState.SELECTED, InitiativeState.NOT_SELECTED, InitiativeState.PILOT)
# A council is formed when the files are open: before that nobody knows whose they are.
FORMING = {
    CouncilKind.SELECTION: (State.SCREENING, State.IN_REVIEW),
    CouncilKind.ACCEPTANCE: (State.PILOT, State.ACCEPTANCE),
}
CHANGING = (CouncilState.PROPOSED, CouncilState.INVITING, CouncilState.REVIEWING)
# The decision stands; of a problem that was closed, where one was signed.
AFTER_DECISION = (State.DECIDED, State.PILOT, State.ACCEPTANCE)
GIVEN = (ReviewState.SUBMITTED, ReviewState.LOCKED)
RUNS_MEETINGS = (Role.COORDINATOR, Role.SECRETARY)


def visible(user):
    """Return the condition under which this user sees that there is a council, and its page.

    The staff of the case who are in none of its teams, and whoever was offered a seat. What the
    page shows of it is asked besides.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    seen = Q(pk__in=own_seats(user).values("council"))
    if holds_role(user, *SEES_COUNCILS):
        teams = Member.objects.filter(user=user)
        seen |= ~Q(challenge__in=teams.values("initiative__challenge"))
    return seen


def stands_apart(user, challenge):
    """Return whether the user is and was in no team of the case: nobody has two parts in it."""
    return ("team", challenge.pk) not in _parts_of(user)


def sat_in(user, challenge):
    """Return whether the user sits or has sat on a council of a problem."""
    return ("council", challenge.pk) in _parts_of(user)


def _parts_of(user):
    """Return {("team" or "council", id of a problem)}; read once per user object, as grants are."""
    if not hasattr(user, "parts_in_cases"):
        unseated = (SeatState.INVITED, SeatState.DECLINED, SeatState.REPLACED)
        teams = Member.objects.filter(user=user.pk).order_by()
        seats = _seats_of(user).exclude(state__in=unseated).order_by()
        user.parts_in_cases = set(
            teams.values_list(Value("team"), "initiative__challenge").union(
                seats.values_list(Value("council"), "council__challenge")
            )
        )
    return user.parts_in_cases


def is_staff(user, challenge, roles):
    """Return whether the user runs, decides or audits the case in one of the roles."""
    return holds_role(user, *roles) and stands_apart(user, challenge)


def runs(user, challenge, roles):
    """Return whether the user acts in the case in one of the roles, and has no other part in it."""
    return holds_role(user, *roles) and has_one_part(user, challenge)


def has_one_part(user, challenge):
    """Return whether who acts here, and for whom they act, is in no team and on no council.

    Nor have they acted in the case in another capacity: nobody holds two roles in one case.
    """
    people = [one for one in (user, user.on_behalf_of) if one]
    if any(not stands_apart(one, challenge) or sat_in(one, challenge) for one in people):
        return False
    if not hasattr(user, "cases_acted_in"):
        user.cases_acted_in = {}  # as above
    known = user.cases_acted_in
    if challenge.pk not in known:
        councils = Council.objects.filter(challenge=challenge)
        chains = councils.values_list(Concat(Value("council:"), "code"))
        known[challenge.pk] = has_other_part(user, challenge.chain, chains)
    return not known[challenge.pk]


def own_seats(user):
    """Return the seats that this user was invited to, whatever became of them.

    Who acts for somebody else holds none meanwhile.
    """
    return Seat.objects.none() if user.on_behalf_of else _seats_of(user)


def _seats_of(user):
    addresses = EmailAddress.objects.filter(user=user, verified=True).values(low=Lower("email"))
    unclaimed = Q(user=None, person__user=None, email__in=addresses)
    mine = Q(user=user) | Q(person__user=user) | unclaimed
    return Seat.objects.filter(mine).exclude(state=SeatState.PROPOSED).exclude(invited_at=None)


def has_seats(user):
    """Return whether the header leads the user to their seats; others come by mail and my work."""
    return holds_role(user, Role.EXPERT)


def chairs(user, council):
    """Return whether the user sits as the chair of this council."""
    seat = sitting_seat(user, council)
    return seat is not None and seat.role == SeatRole.CHAIR


def may_see_whole(user, council):
    """Return whether the user sees who sits and why, who was left out, and who would follow."""
    return is_staff(user, council.challenge, SEES_COUNCILS) or chairs(user, council)


def may_see_declarations(user, council):
    """Return whether the user reads what members declared and why somebody is gone."""
    return is_staff(user, council.challenge, SEES_DECLARATIONS) or chairs(user, council)


def may_know_who_sat(council):
    """Return whether everybody reads who sat: once a decision on the files is signed.

    Of an acceptance council: once it has concluded.
    """
    if council.kind == CouncilKind.ACCEPTANCE:
        return council.state == CouncilState.CONCLUDED
    return Decision.objects.filter(challenge=council.challenge).exclude(signed_at=None).exists()


def may_form(user, challenge, kind):
    """The coordinator forms a council once the files are open; that of a pilot, once it runs."""
    return challenge.state in FORMING[kind] and runs(user, challenge, RUNS_COUNCILS)


def may_change(user, council):
    return council.state in CHANGING and runs(user, council.challenge, RUNS_COUNCILS)


def may_assign(user, council):
    """Return whether the coordinator says who reads which files: before the council concludes."""
    at_work = (CouncilState.INVITING, CouncilState.REVIEWING)
    is_time = council.state in at_work and council.kind == CouncilKind.SELECTION
    return is_time and may_change(user, council)


def may_keep_experts(user):
    """Return whether the user adds experts and reads how they are reached."""
    return holds_role(user, Role.COORDINATOR)


def may_invite(user, council):
    """Return whether the coordinator sends the invitations now: somebody is proposed."""
    is_open = council.seats.filter(state=SeatState.PROPOSED).exists()
    return is_open and may_change(user, council)


def may_place(user, seat):
    """Return whether the coordinator gives this seat by hand: not one that somebody has taken."""
    is_free = seat.state in (SeatState.PROPOSED, SeatState.INVITED)
    is_left = seat.state in LEFT_SEATS and not seat.followed_by.exists()
    return (is_free or is_left) and may_change(user, seat.council)


def may_remove(user, seat):
    """Return whether the coordinator takes this member off: one who has accepted the seat."""
    is_taken = seat.state in (SeatState.DECLARING, SeatState.SITTING)
    return is_taken and may_change(user, seat.council)


def is_holder(user, seat):
    """Return whether the seat was offered to this user: by account, or by a confirmed address."""
    return user.is_authenticated and own_seats(user).filter(pk=seat.pk).exists()


IS_SEAT_ACTOR = {
    SeatActor.COORDINATOR: lambda user, seat: (
        user is not None and runs(user, seat.council.challenge, RUNS_COUNCILS)
    ),
    SeatActor.HOLDER: lambda user, seat: user is not None and is_holder(user, seat),
    SeatActor.SYSTEM: lambda user, seat: user is None,
}


def way_for_seat(user, seat, target):
    """Return the row of the table by which this user moves the seat, None where none does."""
    moves = _moves(seat, target)
    return next((row for row in moves if any(_is(actor, user, seat) for actor in row.actors)), None)


def way_by_link(seat, target):
    """Return the row by which whoever holds the link of an invitation answers it."""
    moves = _moves(seat, target)
    return next((row for row in moves if SeatActor.HOLDER in row.actors), None)


def _moves(seat, target):
    """Return the rows of the table from where a seat is; none on a council that is dissolved."""
    is_over = seat.council.state == CouncilState.DISSOLVED
    return [] if is_over else seat_moves(seat.state, target)


def _is(actor, user, seat):
    return IS_SEAT_ACTOR[actor](user, seat)


def may_decide(user, challenge):
    """The decision-maker, once the council has recommended; nobody who sat on it."""
    return challenge.state == State.RECOMMENDED and _decides(user, challenge, State.DECIDED)


def may_send_back(user, challenge):
    recommended = challenge.state == State.RECOMMENDED
    return recommended and _decides(user, challenge, State.IN_REVIEW, act=Act.SEND_BACK)


def may_decide_again(user, challenge):
    """Take the next of the reserve list, or change what was decided, before a pilot begins."""
    return _decides(user, challenge, State.DECIDED, act=Act.DECIDE_AGAIN)


def may_end_without(user, challenge):
    return _decides(user, challenge, State.CLOSED, outcome=Ending.NONE_CHOSEN)


def may_see_reasons(user, challenge):
    """Return whether the user reads the title of each file beside the reasons.

    The staff of the case, the office of the problem, and whoever judged the files.
    """
    if not user.is_authenticated or not stands_apart(user, challenge):
        return False
    sitting = own_seats(user).filter(
        council__challenge=challenge,
        council__kind=CouncilKind.SELECTION,
        state=SeatState.SITTING,
    )
    return holds_role(user, *SEES_COUNCILS) or is_own(user, challenge) or sitting.exists()


def may_see_minutes(user, council):
    """The whole minutes: staff of the case and whoever sat; the office reads the public part."""
    if not user.is_authenticated or not stands_apart(user, council.challenge):
        return False
    return holds_role(user, *SEES_COUNCILS) or sitting_seat(user, council) is not None


def may_ask_for_review(user, initiative, decision, at):
    """Who leads a team that was decided on, until the last day, once for each decision."""
    if decision is None or initiative.state not in DECIDED_ON or not may_lead(user, initiative):
        return False
    if initiative.challenge.state not in UNDER_DECISION:
        return False
    is_late = localdate(at) > decision.requests_until_on
    asked = ReviewRequest.objects.filter(decision=decision, initiative=initiative)
    return not is_late and not asked.exists()


def may_handle(user, request):
    """A decision-maker who neither signed a decision in the case, nor acts for who did, nor sat."""
    challenge = request.decision.challenge
    if request.handled_by_id not in (None, user.pk) or not runs(user, challenge, DECIDES):
        return False
    acting = hands(user)
    by_them = Q(by__in=acting) | Q(detail__on_behalf_of__in=[str(one) for one in acting])
    signed = AuditLine.objects.filter(by_them, chain=challenge.chain, act=DecisionAct.SIGN)
    return not signed.exists()


def _decides(user, challenge, to, **how):
    way = way_for(user, challenge, to, **how)
    return way is not None and has_one_part(user, challenge)


def decided():
    """Return the condition under which the decision on the call of a council stands."""
    signed = Decision.objects.filter(challenge=OuterRef("challenge")).exclude(signed_at=None)
    return Q(challenge__state__in=AFTER_DECISION) | Q(Exists(signed), challenge__state=State.CLOSED)


def is_decided(council):
    return Council.objects.filter(decided(), pk=council.pk).exists()


def readable(user):
    """Return the condition under which a user reads a review, their own draft or one submitted.

    A member reads others' of a file once their own of it is submitted, and a chair who has none to
    write of it. The staff of the case reads all, the office and a team after the decision. Nobody
    reads of a file that FileAccess does not show them.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    sitting = own_seats(user).filter(state=SeatState.SITTING)
    given = Q(state__in=GIVEN, seat__state=SeatState.SITTING)
    same = {"seat__council": OuterRef("seat__council"), "initiative": OuterRef("initiative")}
    own = Review.objects.filter(seat__in=sitting, **same)
    presiding = sitting.filter(role=SeatRole.CHAIR).values("council")
    none_to_write = Q(~Exists(own), seat__council__in=presiding)
    has_own = Q(Exists(own.filter(state__in=GIVEN)))
    inside = Q(seat__in=sitting) | (given & (has_own | none_to_write))
    if holds_role(user, *SEES_COUNCILS):
        inside |= given
    content, existence = (
        Q(initiative__in=Initiative.objects.filter(seen(user, part)))
        for part in (Part.CONTENT, Part.EXISTENCE)
    )
    teams = Member.objects.filter(user=user, left_at=None).values("initiative")
    offices = office_ids(user, *OFFICE_STAFF)
    outside = (Q(initiative__in=teams) & content) | (
        Q(initiative__challenge__office__in=offices) & existence
    )
    told = given & Q(seat__council__in=Council.objects.filter(decided()))
    return (inside & content) | (told & outside)


def sitting_seat(user, council):
    """Return the seat on which a user sits on a council, None where there is none.

    Read once per object of the council: whoever acts locks the council, which reads it anew.
    The seat `waits` while its holder has reviews to submit.
    """
    if not user.is_authenticated:
        return None
    known = council.__dict__.setdefault("seat_of_user", {})
    key = user.pk, user.on_behalf_of and user.on_behalf_of.pk
    if key not in known:
        drafts = Review.objects.filter(
            seat=OuterRef("pk"),
            state=ReviewState.DRAFT,
            initiative__state=InitiativeState.IN_REVIEW,
        )
        seats = own_seats(user).filter(council=council, state=SeatState.SITTING)
        known[key] = seats.annotate(waits=Exists(drafts)).first()
    return known[key]


def sitting_seats(user, challenge):
    """Return the seats on which a user sits on the councils of a problem."""
    if not user.is_authenticated:
        return Seat.objects.none()
    sitting = own_seats(user).filter(council__challenge=challenge, state=SeatState.SITTING)
    return sitting.select_related("council")


def may_write_review(user, review):
    """A member who sits writes of a file that is open to them, until the council concludes."""
    council, initiative = review.seat.council, review.initiative
    is_time = (council.state, initiative.state) == (
        CouncilState.REVIEWING,
        InitiativeState.IN_REVIEW,
    )
    is_member = review.seat.state == SeatState.SITTING and is_holder(user, review.seat)
    return is_time and is_member and sight(user, initiative).has(Part.CONTENT)


def may_see_names(user, council):
    """Return whether the user reads who wrote which review: the council and the staff of the case.

    The office and the teams read what was written, not by whom.
    """
    is_inside = is_staff(user, council.challenge, SEES_COUNCILS)
    return is_inside or sitting_seat(user, council) is not None


def may_see_standings(user, council):
    """Return whether the user sees how all files stand: a member, once all of theirs are submitted.

    One file against the others tells of reviews that they could not read before their own.
    """
    if is_staff(user, council.challenge, SEES_COUNCILS):
        return True
    if seat := sitting_seat(user, council):
        return not seat.waits
    return is_own(user, council.challenge) and is_decided(council)


def may_preside(user, council):
    """Return whether the user presides: the chair, or who is authorised for the meeting ahead."""
    seat = sitting_seat(user, council)
    if seat is None:
        return False
    authorised = Attendance.objects.filter(
        meeting__council=council, meeting__held_at=None, authorised_as_chair=True
    ).first()
    return authorised.seat_id == seat.pk if authorised else seat.role == SeatRole.CHAIR


def may_run(user, council):
    """Return whether the user calls and records the meetings: no member of the council does.

    An acceptance council meets about the report on the pilot.
    """
    is_time = council.state == CouncilState.REVIEWING
    if council.kind == CouncilKind.ACCEPTANCE:
        is_time = is_time and council.challenge.state == State.ACCEPTANCE
    return is_time and runs(user, council.challenge, RUNS_MEETINGS)


def may_note(user, council):
    """Return whether the user records the discussion: whoever presides, until the conclusion."""
    is_time = council.state == CouncilState.REVIEWING
    return is_time and may_preside(user, council)


def may_propose(user, council, meeting):
    """Return whether the user proposes what becomes of the files: whoever presides over it."""
    return is_quorate(meeting) and may_preside(user, council)


def may_draw_lots(user, council, meeting):
    """Return whether whoever presides draws lots: only where the procedure of the call has it."""
    return council.challenge.call.procedure.lots and may_propose(user, council, meeting)


def voting_seat(user, meeting):
    """Return the seat with which a user votes in a meeting, None where they do not."""
    seat = sitting_seat(user, meeting.council)
    if seat is None or not is_quorate(meeting):
        return None
    is_there = meeting.attendances.filter(seat=seat, is_present=True).exists()
    return seat if is_there else None


def is_quorate(meeting):
    """Return whether a meeting is on and was found to have a quorum."""
    return meeting.held_at is None and bool(meeting.had_quorum)
