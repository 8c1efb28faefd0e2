"""The score sheets of a council, made as documents once its reviews are locked."""

from django.db import transaction

from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.queries import newest
from cauhien.documents.states import Audience, Kind
from cauhien.review import queries
from cauhien.review.documents import sheet_texts


def make_sheets(*, council, at):
    """Make the score sheet of each review that was given, once; return how many were made.

    Those from outside the council have theirs too, though they count nowhere.
    """
    given = [*queries.given_reviews(council), *queries.outside_given(council)]
    return sum(_make(review, at) for review in given)


@transaction.atomic
def _make(review, at):
    subject = {"subject_kind": queries.REVIEW, "subject_code": review.code}
    if newest(kind=Kind.SCORE_SHEET, **subject):
        return False
    council = review.seat.council
    where = Filing(
        kind=queries.REVIEW,
        code=review.code,
        audience=Audience.CASE,
        office=queries.issuing_office(council),
        readers=(review.seat.user,),
        chain=council.chain,
        is_illustration=council.challenge.is_illustration,
        basis_sha256=review.sha256,
    )
    freeze_document(texts=sheet_texts(review), filing=where, by=None, at=at)
    return True
