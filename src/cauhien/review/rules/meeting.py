"""Who calls a meeting, presides, votes and proposes, and who reads its minutes."""

from cauhien.accounts.rules import holds_role
from cauhien.challenges.states import State
from cauhien.review.rules.council import may_form
from cauhien.review.rules.parts import (
    RUNS_MEETINGS,
    SEES_COUNCILS,
    runs,
    sits_on,
    sitting_seat,
    stands_apart,
)
from cauhien.review.states import (
    CouncilKind,
    CouncilState,
    SeatRole,
)

MEETS_IN = {
    CouncilKind.DEFINITION: State.TRIAGE,
    CouncilKind.ACCEPTANCE: State.ACCEPTANCE,
}


def may_see_minutes(user, council):
    """The whole minutes: staff of the case and whoever sat; the office reads the public part."""
    if not user.is_authenticated or not stands_apart(user, council.challenge):
        return False
    return holds_role(user, *SEES_COUNCILS) or sits_on(user, council)


def may_preside(user, council):
    """Return whether the user presides: the chair, or who is authorised for the meeting ahead."""
    seat = sitting_seat(user, council)
    if seat is None:
        return False
    return seat.authorised == seat.pk if seat.authorised else seat.role == SeatRole.CHAIR


def may_run(user, council):
    """Return whether the user calls and records the meetings: no member of the council does.

    An acceptance council meets about the report on the pilot, one that defines the task at triage.
    """
    is_time = council.state == CouncilState.REVIEWING
    if state := MEETS_IN.get(council.kind):
        is_time = is_time and council.challenge.state == state
    return is_time and runs(user, council.challenge, RUNS_MEETINGS)


def may_take_up(user, council):
    """Return whether the coordinator asks a council to consider again which task is to be made."""
    is_over = council.kind == CouncilKind.DEFINITION and council.state == CouncilState.CONCLUDED
    return is_over and may_form(user, council.challenge, council.kind)


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
