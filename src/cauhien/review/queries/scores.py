"""Reviews and their points, as far as a user reads them; what of them waits."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Prefetch, Q

from cauhien.challenges.models import Initiative
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.queries.initiative.content import last_version, seen_of
from cauhien.challenges.rules.initiative import seen, sight
from cauhien.challenges.states import CONFIDENTIAL_TEXTS, InitiativeState, Part
from cauhien.review import rules
from cauhien.review.models import Note, Review, Score
from cauhien.review.states import READERS, CouncilState, SeatState

REVIEW = "review"  # the kind of subject
MOST = 100  # points of a file that reaches the highest level in every criterion
# Files that a council judges or has judged; one that its team withdrew is none any more.
JUDGED = (
    InitiativeState.IN_REVIEW,
    InitiativeState.RECOMMENDED,
    InitiativeState.RESERVE,
    InitiativeState.NOT_RECOMMENDED,
    InitiativeState.SELECTED,
    InitiativeState.NOT_SELECTED,
    InitiativeState.PILOT,
    InitiativeState.MET,
    InitiativeState.NOT_MET,
)


@dataclass
class FileScores:
    """What a user reads of the scores of one file: its reviews and the notes of the discussion.

    outside: the reviews from outside the council, which count nowhere.
    """

    initiative: Initiative
    reviews: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def reviews_for(user):
    """Return the reviews that a user reads: every page, number and list of them begins here."""
    return Review.objects.filter(rules.readable(user))


def whole_reviews_for(user):
    """Return them with all that the page of one shows."""
    return _whole(reviews_for(user)).select_related(
        "seat__council__challenge__call__procedure",
        "initiative__challenge__key",
        "initiative__challenge__call__procedure",
    )


def reviews_of_seat(seat, user):
    """Return the reviews of one's own seat, in the order of the files."""
    own = reviews_for(user).filter(seat=seat, initiative__state__in=JUDGED)
    return own.select_related("initiative").order_by("initiative__number", "id")


def judged_files(council):
    """Return the files that a council judges, in their order.

    One `is_noted` where something of its discussion is recorded.
    """
    given = Review.objects.filter(seat__council=council).values("initiative")
    # Of a file in review all who should read it may have left.
    held = Q(pk__in=given) | Q(challenge=council.challenge_id, state=InitiativeState.IN_REVIEW)
    files = Initiative.objects.filter(held, state__in=JUDGED)
    notes = Note.objects.filter(council=council, initiative=OuterRef("pk"))
    return list(files.annotate(is_noted=Exists(notes)).order_by("number", "id"))


def judged_files_for(user, council):
    """Return those of them whose title a user may read."""
    given = Review.objects.filter(seat__council=council).values("initiative")
    files = initiatives_for(user, Part.SUMMARY).filter(pk__in=given, state__in=JUDGED)
    return list(files.order_by("number", "id"))


def given_reviews(council):
    """Return the reviews that count: submitted, of whoever sits."""
    return _whole(_given(council))


def points_of(council, files=None):
    """Return {code of a file: {code of a seat: points of 100}} of the reviews that count.

    files: those that are judged, where they are known.
    """
    levels = council.challenge.call.procedure.levels
    points = {file.code: {} for file in files or judged_files(council)}
    scores = Score.objects.filter(review__in=_given(council)).order_by("criterion__number")
    by_review = defaultdict(list)
    for score in scores.select_related("criterion", "review__seat", "review__initiative"):
        by_review[score.review.initiative.code, score.review.seat.code].append(score)
    for (file, seat), found in by_review.items():
        points[file][seat] = _total(found, levels)
    return points


def total(review, levels):
    """Return the points of a review, of 100, None where a criterion has no level."""
    return _total(review.scores.all(), levels)


def limit_of(council):
    """Return by how many points of 100 the scores of one file may differ."""
    return float(council.challenge.call.procedure.disagreement_limit) * MOST


def disagreeing(council):
    """Return the codes of the files whose scores differ by more than the procedure allows."""
    limit = limit_of(council)
    return [
        file
        for file, given in points_of(council).items()
        if given and max(given.values()) - min(given.values()) > limit
    ]


def scores_of(council, user):
    """Return the FileScores of the files of which this user reads any review, in their order."""
    reviews = reviews_for(user).filter(seat__council=council, state__in=rules.GIVEN)
    found, notes = {}, notes_of(council)
    for review in _whole(reviews.filter(initiative__state__in=JUDGED)):
        file = review.initiative
        one = found.setdefault(file.pk, FileScores(file, notes=notes[file.pk]))
        (one.outside if review.seat.is_outside else one.reviews).append(review)
    return sorted(found.values(), key=lambda one: (one.initiative.number or 0, one.initiative.pk))


def files_scored(council, user):
    """Return the FileScores of the same files without their reviews; each file `is_titled` or not.

    That is whether this user may read its title.
    """
    read = reviews_for(user).filter(seat__council=council, state__in=rules.GIVEN)
    files = Initiative.objects.filter(pk__in=read.values("initiative"), state__in=JUDGED)
    is_titled = ExpressionWrapper(seen(user, Part.SUMMARY), BooleanField())
    notes = notes_of(council)
    found = files.annotate(is_titled=is_titled).order_by("number", "id")
    return [FileScores(file, notes=notes[file.pk]) for file in found]


def notes_of(council):
    """Return {id of a file: its discussion notes, the oldest first}."""
    notes = defaultdict(list)
    for note in Note.objects.filter(council=council).select_related("by").order_by("id"):
        notes[note.initiative_id].append(note)
    return notes


def progress_of(council):
    """Return (submitted, asked for, asked for from outside) of the reviews of whoever reads."""
    asked = Review.objects.filter(
        seat__council=council, seat__state__in=READERS, initiative__state__in=JUDGED
    )
    sits = Q(seat__state=SeatState.SITTING)
    counted = asked.aggregate(
        submitted=Count("pk", filter=sits & Q(state__in=rules.GIVEN)),
        asked=Count("pk", filter=sits),
        outside=Count("pk", filter=~sits),
    )
    return tuple(counted.values())


def outside_given(council):
    """Return the reviews from outside the council that were submitted, in the files' order."""
    rows = Review.objects.filter(
        seat__council=council,
        seat__state=SeatState.READING,
        state__in=rules.GIVEN,
        initiative__state__in=JUDGED,
    )
    return list(_whole(rows).order_by("initiative__number", "seat__id"))


def files_given(seat="pk"):
    """Return for a query of seats the numbers of the files whose review was submitted.

    seat: what in the query names the seat.
    """
    given = Review.objects.filter(
        seat=OuterRef(seat), state__in=rules.GIVEN, initiative__state__in=JUDGED
    )
    return ArraySubquery(given.order_by("initiative__number").values("initiative__number"))


def file_as_read(user, initiative):
    """Return the frozen copy of a file as far as this user may read it, None where there is none.

    Its confidential part is opened on the page of the file, where one accepts to keep it secret.
    """
    version = last_version(initiative)
    if version is None:
        return None
    version.initiative = initiative
    content = seen_of(version.read(), sight(user, initiative))
    for name in CONFIDENTIAL_TEXTS:
        content["texts"].pop(name, None)
    return content


def copy_of(initiative):
    """Return the hash of the frozen copy that is judged, "" where there is none."""
    version = last_version(initiative)
    return version.sha256 if version else ""


def criteria_of(council):
    return list(council.challenge.call.criteria.order_by("number"))


def titled_for(user, files):
    """Return the ids of those files whose title this user may read."""
    return set(
        initiatives_for(user, Part.SUMMARY)
        .filter(pk__in=[file.pk for file in files])
        .values_list("pk", flat=True)
    )


def reviews_to_write(user):
    """Return the reviews that this user has still to submit."""
    drafts = Review.objects.filter(
        rules.own_draft(user),  # as reviews_for, where most of it can name no draft
        seat__council__state=CouncilState.REVIEWING,
        initiative__state=InitiativeState.IN_REVIEW,
    )
    return drafts.select_related("seat__council__challenge")


def seats_of_reviews(reviews):
    """Return the seats of some reviews, each with `waiting`, how many, and `opened_at`."""
    seats = {}
    for review in reviews:
        seat = seats.setdefault(review.seat_id, review.seat)
        seat.waiting = getattr(seat, "waiting", 0) + 1
        seat.opened_at = max(getattr(seat, "opened_at", review.saved_at), review.saved_at)
    return list(seats.values())


def _given(council):
    given = Review.objects.filter(
        seat__council=council, seat__state=SeatState.SITTING, state__in=rules.GIVEN
    )
    return given.filter(initiative__state__in=JUDGED)


def _total(scores, levels):
    points = [score.points(levels) for score in scores]
    return None if not points or None in points else round(sum(points), 2)


def _whole(reviews):
    scores = Score.objects.select_related("criterion").order_by("criterion__number")
    return (
        reviews.select_related("seat__person", "seat__council__challenge", "initiative")
        .prefetch_related(Prefetch("scores", scores))
        .order_by("seat__id", "id")
    )
