"""Reviews are written, submitted, changed with a reason, locked; the one way of their states."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.actions import OpenForm
from cauhien.core.hashing import hash_of
from cauhien.review import queries, rules
from cauhien.review.actions.doors import is_excluded
from cauhien.review.actions.forming import locked_council, log
from cauhien.review.models import Review, Score
from cauhien.review.states import ReviewAct, ReviewState

WRITTEN_OF_REVIEW = ("comment", "to_team")
WRITTEN_OF_SCORE = ("level", "reason", "evidence", "confidence")
# What a review must say of each criterion before it is submitted, and what to do where it does not.
NEEDED_OF_SCORE = {
    "level": gettext_lazy("Choose a level."),
    "reason": gettext_lazy("Say why."),
    "evidence": gettext_lazy("Quote the passage; where the file says nothing of it, write that."),
    "confidence": gettext_lazy("Say how sure you are."),
}
_UNKNOWN_FORM = OpenForm()


class CannotReview(Exception):
    """Not this person's to write, too late, or not complete.

    missing: {(number of a criterion, field): what to do}, and {(0, "change_reason"): …}.
    """

    def __init__(self, message, missing=None):
        super().__init__(message)
        self.missing = missing or {}


class ReviewedElsewhere(Exception):
    """Another form has saved this review since this one was opened; `review` is how it stands."""

    def __init__(self, review):
        super().__init__(_("This text was saved elsewhere in the meantime."))
        self.review = review


@transaction.atomic
def write_review(*, review, by, at, written, form=_UNKNOWN_FORM):
    """Keep what was typed into the draft of a review and return it.

    written: {"comment", "to_team", "scores": {number of a criterion: {level, reason, evidence,
    confidence}}}; what is not named stays. A draft is nobody's but its writer's, and not logged.
    """
    review = _locked(review)
    _check_right(review, by)
    if review.state != ReviewState.DRAFT:
        raise CannotReview(_("This review is submitted. It is changed with a reason only."))
    if review.saved_in == form.token and at < review.saved_at:
        return review  # an autosave that a later save of the same form has overtaken
    _check_form(review, form)
    _take(review, written, form, at)
    review.save()
    return review


def submit_review(*, review, by, at):
    """Hand in a review as it is saved and return it; from now on others' of the file can be read.

    Conflicts of interest are looked at once more: whom one bars now is excluded instead.
    """
    return _past_the_door(review, by, at, lambda locked: _submitted(locked, by, at))


def change_review(*, review, by, at, written, reason, form=_UNKNOWN_FORM):
    """Change a submitted review, after a discussion, with the reason that everybody reads.

    The log keeps what it said before. Conflicts are looked at as when it was submitted.
    """
    said = {"written": written, "reason": reason, "form": form}
    return _past_the_door(review, by, at, lambda locked: _changed(locked, by, at, **said))


def lock_reviews(council, *, at):
    """Lock what was submitted, at the conclusion; return how many."""
    locked = Review.objects.filter(
        seat__in=council.seats.all(), state=ReviewState.SUBMITTED
    ).update(state=ReviewState.LOCKED)
    log(council, ReviewAct.LOCK, None, at, reviews=locked)
    return locked


def content_of(review):
    """Return what a review says, as values that JSON knows: this is what is hashed."""
    return {
        "copy": review.copy_sha256,
        "comment": review.comment,
        "to_team": review.to_team,
        "scores": {
            str(score.criterion.number): {name: getattr(score, name) for name in WRITTEN_OF_SCORE}
            for score in review.scores.select_related("criterion").order_by("criterion__number")
        },
    }


def _past_the_door(review, by, at, act):
    """Return what an act makes of a review, unless a conflict closes its file: that stays so."""
    with transaction.atomic():
        locked_council(review.seat.council)
        review = _locked(review)
        _check_right(review, by)
        if not is_excluded(review.seat, at=at):
            return act(review)
    raise CannotReview(_("A conflict of interest was found. The files are closed to you."))


def _changed(review, by, at, *, written, reason, form):
    if review.state != ReviewState.SUBMITTED:
        raise CannotReview(_("This review is not submitted yet."))
    if not reason.strip():
        say = _("Say why you change it.")
        raise CannotReview(say, {(0, "change_reason"): say})
    _check_form(review, form)
    before = content_of(review)
    _take(review, written, form, at)
    _check_complete(review)
    review.changed_at, review.change_reason = at, reason.strip()
    review.sha256 = hash_of(content_of(review))
    review.save()
    _log(review, ReviewAct.CHANGE, by, at, reason=review.change_reason, before=before)
    return review


def _submitted(review, by, at):
    if review.state != ReviewState.DRAFT:
        raise CannotReview(_("This review was submitted already."))
    _check_complete(review)
    review.copy_sha256 = queries.copy_of(review.initiative)
    review.state, review.submitted_at = ReviewState.SUBMITTED, at
    review.sha256 = hash_of(content_of(review))
    review.save()
    _log(review, ReviewAct.SUBMIT, by, at, copy=review.copy_sha256)
    return review


def _locked(review):
    rows = Review.objects.select_for_update(of=("self",)).select_related(
        "seat__person__user", "seat__council__challenge__call__procedure", "initiative__challenge"
    )
    if found := rows.filter(pk=review.pk).first():
        return found
    raise CannotReview(_("This review is no longer yours to write."))


def _check_right(review, by):
    if not rules.may_write_review(by, review):
        raise CannotReview(
            _("Only a member who sits writes a review, until the council concludes.")
        )


def _check_form(review, form):
    if review.revision != form.revision and review.saved_in != form.token:
        raise ReviewedElsewhere(review)


def _take(review, written, form, at):
    for name in WRITTEN_OF_REVIEW:
        setattr(review, name, written.get(name, getattr(review, name)))
    review.saved_at, review.saved_in = at, form.token
    review.revision += 1
    criteria = {one.number: one for one in queries.criteria_of(review.seat.council)}
    for number, said in written.get("scores", {}).items():
        Score.objects.update_or_create(
            review=review, criterion=criteria[number], defaults=_known(said)
        )


def _known(said):
    return {name: said[name] for name in WRITTEN_OF_SCORE if name in said}


def _check_complete(review):
    kept = {score.criterion_id: score for score in review.scores.all()}
    missing = {
        (criterion.number, name): say
        for criterion in queries.criteria_of(review.seat.council)
        for name, say in NEEDED_OF_SCORE.items()
        if getattr(kept.get(criterion.pk), name, None) in (None, "")
    }
    if missing:
        raise CannotReview(_("Something is missing before it can be submitted."), missing)


def _log(review, act, by, at, **detail):
    said = {"review": review.code, "file": review.initiative.code, "sha256": review.sha256}
    log(review.seat.council, act, by, at, **said, **detail)
