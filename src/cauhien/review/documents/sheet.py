"""What the score sheet of one member on one file contains."""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cauhien.documents.documents import Score, Signature, in_language, score_sheet
from cauhien.review import queries
from cauhien.review.documents.envelope import (
    LANGUAGES,
    envelope,
    file_name,
    points,
    problem,
)


def sheet_texts(review):
    """Return the score sheet (phiếu đánh giá) of a locked review in both languages."""
    return [_sheet(review, language) for language in LANGUAGES]


def _sheet(review, language):
    with translation.override(language):
        council, seat = review.seat.council, review.seat
        levels = council.challenge.call.procedure.levels
        return score_sheet(
            envelope(
                council,
                language,
                on=localdate(review.submitted_at),
                signatures=(Signature(_signs_as(seat), str(seat.person)),),
            ),
            about=_("On a file on the problem “%(title)s”") % {"title": problem(council)},
            facts=(
                (_("Member"), "" if seat.is_outside else str(seat.person)),
                (_("Seat"), "" if seat.is_outside else seat.get_role_display()),
                (_("Outside reviewer"), str(seat.person) if seat.is_outside else ""),
                (_("File judged"), file_name(review.initiative)),
                (_("Fingerprint of the copy that was read (SHA-256)"), review.copy_sha256),
                (_("Changed after the discussion, because"), review.change_reason),
            ),
            scores=[_score(score, levels) for score in review.scores.all()],
            total=(str(queries.MOST), points(queries.total(review, levels))),
            comment=review.comment,
        )


def _signs_as(seat):
    return capfirst(seat.get_role_display()) if seat.is_outside else _("Member of the council")


def _score(score, levels):
    criterion = score.criterion
    name = in_language(criterion, "name", get_language())
    evidence = score.evidence.strip('“”" ')  # some quote it themselves
    sure = score.get_confidence_display().capitalize()
    said = [score.reason, f"“{evidence}”" if evidence else "", sure]
    return Score(
        criterion=name,
        most=str(criterion.weight),
        given=points(score.points(levels)),
        reason=". ".join(part.rstrip(".") for part in said if part),
    )
