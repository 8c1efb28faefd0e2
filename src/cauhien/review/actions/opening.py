"""Files open to the members of a council, and close to them again."""

from itertools import product

from cauhien.challenges.actions import end_reading, let_read
from cauhien.challenges.actions.initiative import bar_access, end_access, grant_access
from cauhien.challenges.models import FileAccess, Initiative
from cauhien.challenges.states import AccessBasis, InitiativeState, Part, State
from cauhien.review import queries
from cauhien.review.actions.forming import log
from cauhien.review.models import Review
from cauhien.review.states import (
    READERS,
    CouncilAct,
    CouncilKind,
    CouncilState,
    ReviewState,
    SeatRole,
    SeatState,
)


def open_files(council, *, at):
    """Let every member who sits read what the council judges: the files in review, each with a
    review to write; the file of the pilot; the problem whose task is to be defined.

    Where the files are shared out, each reads their own, and the chair reads all; who reviews from
    outside reads those they were given. Does nothing before the files were given to the council,
    and nothing twice.
    """
    seats = council.seats.filter(state__in=READERS).select_related("user")
    if council.kind == CouncilKind.DEFINITION:
        _open_problem(council, seats, at)
        return
    states, judged, open_one = _OPENED[council.kind]
    if council.challenge.state not in states:
        return
    files = Initiative.objects.filter(challenge=council.challenge, state=judged).select_related(
        "challenge__call__procedure"
    )
    pairs, given = queries.assigned_pairs(council), queries.outside_pairs(council)
    opened = 0
    for seat, file in product(seats, files):
        if seat.is_outside:
            opened += (file.code, seat.code) in given and open_one(seat, file, at)
        elif pairs is None or (file.code, seat.code) in pairs:
            opened += open_one(seat, file, at)
        elif pairs and seat.role == SeatRole.CHAIR:
            _show(seat, file, at)
    if opened:
        _begin(council)
        log(council, CouncilAct.OPEN_FILES, None, at, files=len(files), opened=opened)


def close_files(seat, *, at, bar=False):
    """End what a seat let its holder read; bar: nothing else lets them read it either."""
    if end_reading(challenge=seat.council.challenge, note=_note(seat), at=at):
        log(seat.council, CouncilAct.CLOSE_PROBLEM, None, at, seat=seat.code)
    accesses = FileAccess.objects.filter(
        initiative__challenge=seat.council.challenge, basis=AccessBasis.SEAT, note=_note(seat)
    )
    end_access(accesses=accesses, by=None, at=at)
    Review.objects.filter(seat=seat, state=ReviewState.DRAFT).delete()
    user = seat.user or seat.person.user
    if bar and user:
        for initiative in Initiative.objects.filter(challenge=seat.council.challenge):
            bar_access(initiative=initiative, user=user, by=None, at=at, note=_note(seat))


def keep_assigned(council, *, at):
    """Close to the members what is no longer theirs to read; what they have submitted is."""
    pairs = queries.assigned_pairs(council)
    drafts = Review.objects.filter(
        seat__council=council, seat__state=SeatState.SITTING, state=ReviewState.DRAFT
    )
    for review in drafts.select_related("seat", "initiative"):
        seat, file = review.seat, review.initiative
        if (file.code, seat.code) in pairs:
            continue
        review.delete()
        if seat.role != SeatRole.CHAIR:
            same = {"initiative": file, "basis": AccessBasis.SEAT, "note": _note(seat)}
            end_access(accesses=FileAccess.objects.filter(**same), by=None, at=at)


def _open_problem(council, seats, at):
    """Let who sits read the problem; its office does not read this log, and learns no names."""
    for seat in seats:
        if let_read(challenge=council.challenge, user=seat.user, note=_note(seat), at=at):
            _begin(council)
            log(council, CouncilAct.OPEN_PROBLEM, None, at, seat=seat.code)


def _begin(council):
    if council.state == CouncilState.INVITING:
        council.state = CouncilState.REVIEWING
        council.save(update_fields=["state"])


def _open_to_review(seat, initiative, at):
    _show(seat, initiative, at)
    _review, is_new = Review.objects.get_or_create(
        seat=seat, initiative=initiative, defaults={"saved_at": at}
    )
    return is_new


def _show(seat, initiative, at):
    grant_access(
        initiative=initiative,
        user=seat.user,
        part=Part.CONFIDENTIAL,
        basis=AccessBasis.SEAT,
        blind=initiative.challenge.call.procedure.blind,
        by=None,
        at=at,
        note=_note(seat),
    )


def _open_to_accept(seat, initiative, at):
    """Show whose file it is: who carried the pilot out is known by then."""
    access = grant_access(
        initiative=initiative,
        user=seat.user,
        part=Part.CONTENT,
        basis=AccessBasis.SEAT,
        by=None,
        at=at,
        note=_note(seat),
    )
    return access.from_at == at


_OPENED = {
    CouncilKind.SELECTION: ((State.IN_REVIEW,), InitiativeState.IN_REVIEW, _open_to_review),
    CouncilKind.ACCEPTANCE: (
        (State.PILOT, State.ACCEPTANCE),
        InitiativeState.PILOT,
        _open_to_accept,
    ),
}


def _note(seat):
    return f"seat {seat.code}"
