"""Documents about a problem, made for good."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges import queries
from cauhien.challenges.actions.steps import locked
from cauhien.challenges.documents import submission_texts
from cauhien.challenges.rules.documents import may_make_submission
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.queries import newest
from cauhien.documents.states import Audience, Kind


class CannotMake(Exception):
    """The document is not this person's to make, or there is nothing to make it from."""


@transaction.atomic
def make_submission(*, challenge, by, at):
    """Return the submission to leadership of the text as it was sent last; made once per text."""
    challenge = locked(challenge)
    frozen = queries.frozen_text(challenge)
    if frozen is None or not may_make_submission(by, challenge):
        raise CannotMake(
            _("The office that owns a problem makes its submission, once the text is frozen.")
        )
    last = newest(kind=Kind.SUBMISSION, subject_kind=queries.KIND, subject_code=challenge.code)
    if last and last.basis_sha256 == frozen.sha256:
        return last
    filing = Filing(
        kind=queries.KIND,
        code=challenge.code,
        audience=Audience.STAFF,
        office=challenge.office,
        chain=challenge.chain,
        is_illustration=challenge.is_illustration,
        basis_sha256=frozen.sha256,
    )
    texts = submission_texts(challenge, frozen)
    return freeze_document(texts=texts, filing=filing, by=by, at=at, replaces=last)
