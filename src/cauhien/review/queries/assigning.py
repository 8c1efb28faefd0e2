"""Who reads which files of a call: what was proposed, what is in force, where readers lack."""

from collections import defaultdict
from dataclasses import dataclass, field

from cauhien.accounts.rules import holds_role
from cauhien.challenges.models import Initiative
from cauhien.challenges.queries.initiative.content import as_text, last_version
from cauhien.review import rules
from cauhien.review.models import Assignment, Council, Review, Seat
from cauhien.review.queries.candidates import files_of
from cauhien.review.states import (
    ACTIVE_SEATS,
    CouncilKind,
    CouncilState,
    ReviewState,
    SeatRole,
    SeatState,
    WhyNot,
)


@dataclass
class Reader:
    """A member beside a file: how well they suit it, and what is wished of the pair.

    wish: "fixed", "forbidden" or "". why: why they do not read it, "" for who does.
    """

    seat: Seat
    fit: float
    wish: str = ""
    why: str = ""
    has_given: bool = False

    @property
    def why_not(self):
        return WhyNot(self.why).label if self.why else ""


@dataclass
class ReadFile:
    """A file with who reads it and who came next, the best suited first. mean: of who reads it."""

    file: Initiative
    readers: list = field(default_factory=list)
    others: list = field(default_factory=list)
    mean: float = 0.0
    is_titled: bool = False


def assignment_of(council):
    """Return the newest assignment of a council, proposed or in force; None where none is."""
    return Assignment.objects.filter(council=council).order_by("-id").first()


def assignment_in_force(council):
    confirmed = Assignment.objects.filter(council=council).exclude(confirmed_at=None)
    return confirmed.order_by("-id").first()


def assigned_pairs(council):
    """Return {(code of a file, code of a seat)} of who reads what; None where everybody reads all.

    From the first proposal on nothing opens but what is confirmed.
    """
    if not Assignment.objects.filter(council=council).exists():
        return None
    held = assignment_in_force(council)
    return {(file, seat) for file, seat in held.pairs} if held else set()


def outside_pairs(council):
    """Return the same of the files that were given to whoever reviews from outside."""
    given = Seat.objects.filter(council=council, role=SeatRole.OUTSIDE, state__in=ACTIVE_SEATS)
    return set(given.exclude(files=None).values_list("files__code", "code"))


def given_pairs(council):
    """Return {(code of a file, code of a seat)} of the reviews that were submitted."""
    given = Review.objects.filter(seat__council=council, seat__state=SeatState.SITTING)
    given = given.exclude(state=ReviewState.DRAFT)
    return set(given.values_list("initiative__code", "seat__code"))


def short_files(assignment):
    """Return {code of a file: how many readers it lacks} of the files that are judged now."""
    sitting = set(_sitting(assignment.council).values_list("code", flat=True))
    files = {one.code for one in files_of(assignment.council.challenge, CouncilKind.SELECTION)}
    held = defaultdict(int, dict.fromkeys(files, 0))
    for file, seat in assignment.pairs:
        held[file] += seat in sitting
    return {
        file: assignment.per_file - held[file]
        for file in sorted(files)
        if held[file] < assignment.per_file
    }


def sharing_councils(user):
    """Return the councils at work whose files are shared out, to whoever runs councils."""
    if not holds_role(user, *rules.RUNS_COUNCILS):
        return Council.objects.none()
    working = Council.objects.filter(
        state__in=(CouncilState.INVITING, CouncilState.REVIEWING), kind=CouncilKind.SELECTION
    )
    confirmed = Assignment.objects.exclude(confirmed_at=None).values("council")
    return working.filter(pk__in=confirmed).select_related("challenge").order_by("id")


def assignments_to_renew(user):
    """Return [(council, how many files lack readers)] to whoever may share them out anew."""
    found = []
    for council in sharing_councils(user):
        short = short_files(assignment_in_force(council))
        if short and rules.may_assign(user, council):
            found.append((council, len(short)))
    return found


def shown_files(assignment, seats, files):
    """Return the ReadFiles of an assignment in the order of the files.

    seats: all of the council. files: those that are judged now.
    """
    seats, files = ({one.code: one for one in rows} for rows in (seats, files))
    given = given_pairs(assignment.council)
    columns = {one: at for at, one in enumerate(assignment.members)}
    wishes = {tuple(pair): "fixed" for pair in assignment.fixed}
    wishes |= {tuple(pair): "forbidden" for pair in assignment.forbidden}
    read, beside = {tuple(pair) for pair in assignment.pairs}, _beside(assignment)
    shown = []
    for at, code in enumerate(assignment.files):
        if code not in files:
            continue
        row = ReadFile(files[code])
        for seat in assignment.members:
            if (code, seat) not in read and (code, seat) not in beside:
                continue
            pair = (code, seat)
            reader = Reader(
                seats[seat],
                assignment.fits[at][columns[seat]],
                wishes.get(pair, ""),
                "" if pair in read else beside[pair],
                pair in given,
            )
            (row.readers if pair in read else row.others).append(reader)
        for found in (row.readers, row.others):
            found.sort(key=lambda one: -one.fit)
        row.mean = round(sum(one.fit for one in row.readers) / (len(row.readers) or 1), 6)
        shown.append(row)
    return shown


def is_bound_together(assignment):
    """Return whether members who read several files link all of them: else some cannot be compared.

    As `cauhien_engine.panel.severity` asks for it.
    """
    left = [{file, seat} for file, seat in assignment.pairs]
    whole = left.pop() if left else set()
    while near := [one for one in left if one & whole]:
        whole = whole.union(*near)
        left = [one for one in left if not one & whole]
    return not left


def text_of(file):
    """Return (title, text) of what a file says in its frozen copy, but for what is confidential."""
    version = last_version(file)
    if version is None:
        return file.title_vi, ""
    version.initiative = file
    texts = version.read()["texts"]
    said = [as_text(texts.get(name, "")) for name in ("summary_vi", "approach", "expected")]
    return texts.get("title_vi", ""), "\n".join(filter(None, said))


def _beside(assignment):
    """Return {pair: why not} of who came next, and of pairs that must not be."""
    beside = dict.fromkeys(assignment.forbidden, WhyNot.FORBIDDEN)
    return {(file, seat): why for file, seat, why in assignment.nearly} | beside


def _sitting(council):
    return Seat.objects.filter(council=council, state=SeatState.SITTING)
