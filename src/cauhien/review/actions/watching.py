"""What changed below is looked at again: conflicts at councils, opened files, persons who left."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.states import State
from cauhien.core.events import read_new
from cauhien.review import queries
from cauhien.review.actions.conflicts import found_between, write_findings
from cauhien.review.actions.forming import locked_council
from cauhien.review.actions.inviting import end_council, exclude
from cauhien.review.actions.opening import open_files
from cauhien.review.models import Expert
from cauhien.review.states import CouncilKind

LEFT_READER = "review.left"
READER = "review.conflicts"
KINDS = (
    "person.changed",
    "work.changed",
    "project.changed",
    "organisation.changed",
    "initiative.changed",
    "challenge.changed",
)


@transaction.atomic
def heed_changes(*, at):
    """Look again at every council at work, where anything has changed; return how many.

    One that was to define the task of a problem ends with the problem.
    """
    if not read_new(READER, kinds=KINDS):
        return 0
    councils = queries.councils_at_work()
    for council in councils:
        if council.kind == CouncilKind.DEFINITION and council.challenge.state == State.CLOSED:
            end_council(locked_council(council), _("the problem was closed"), None, at)
        else:
            recheck_council(council=council, at=at)
    return len(councils)


@transaction.atomic
def forget_who_left():
    """Forget the addresses at which persons could be asked who have left the network."""
    codes = [event.subject_code for event in read_new(LEFT_READER, kinds=["person.left"])]
    Expert.objects.filter(person__code__in=codes).delete()


@transaction.atomic
def recheck_council(*, council, at):
    """Find conflicts anew for whoever holds a seat; exclude whom one bars now; open new files."""
    council = locked_council(council)
    seats = list(queries.seats_to_change(council))
    files = queries.files_of(council.challenge, council.kind)
    persons = [seat.person for seat in seats]
    conflicts, *_rest = found_between(persons, files, council, at=at)
    write_findings(council, conflicts, persons, files, at=at)
    for seat in seats:
        own = [one for one in conflicts if one.person == str(seat.person.uuid)]
        bars = dict.fromkeys(queries.reason_in_words(one) for one in own if one.bars(seat.kept_as))
        if seat.person.left_at:
            bars = {_("This person has left the network."): None}
        if bars:
            exclude(seat=seat, reason="; ".join(bars), by=None, at=at)
    open_files(council, at=at)
