"""Files open to the members of a council, and close to them again."""

from cauhien.challenges.actions.initiative import bar_access, end_access, grant_access
from cauhien.challenges.models import FileAccess, Initiative
from cauhien.challenges.states import AccessBasis, InitiativeState, Part, State
from cauhien.review.actions.forming import log
from cauhien.review.models import Review
from cauhien.review.states import CouncilAct, CouncilKind, CouncilState, ReviewState, SeatState


def open_files(council, *, at):
    """Let every member who sits read what the council judges: the files in review, each with a
    review to write; the file of the pilot.

    Does nothing before the files were given to the council, and nothing twice.
    """
    states, judged, open_one = _OPENED[council.kind]
    if council.challenge.state not in states:
        return
    files = Initiative.objects.filter(challenge=council.challenge, state=judged).select_related(
        "challenge__call__procedure"
    )
    seats = council.seats.filter(state=SeatState.SITTING).select_related("user")
    opened = sum(open_one(seat, file, at) for seat in seats for file in files)
    if opened and council.state == CouncilState.INVITING:
        council.state = CouncilState.REVIEWING
        council.save(update_fields=["state"])
    if opened:
        log(council, CouncilAct.OPEN_FILES, None, at, files=len(files), opened=opened)


def close_files(seat, *, at, bar=False):
    """End what a seat let its holder read; bar: nothing else lets them read it either."""
    accesses = FileAccess.objects.filter(
        initiative__challenge=seat.council.challenge, basis=AccessBasis.SEAT, note=_note(seat)
    )
    end_access(accesses=accesses, by=None, at=at)
    Review.objects.filter(seat=seat, state=ReviewState.DRAFT).delete()
    user = seat.user or seat.person.user
    if bar and user:
        for initiative in Initiative.objects.filter(challenge=seat.council.challenge):
            bar_access(initiative=initiative, user=user, by=None, at=at, note=_note(seat))


def _open_to_review(seat, initiative, at):
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
    _review, is_new = Review.objects.get_or_create(
        seat=seat, initiative=initiative, defaults={"saved_at": at}
    )
    return is_new


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
