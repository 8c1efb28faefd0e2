"""What an office thinks of a candidate, and whom it keeps in mind."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.models import Challenge
from cauhien.challenges.states import Act
from cauhien.core.audit import record, salted
from cauhien.core.events import read_new
from cauhien.matching import rules
from cauhien.matching.models import Mark, Match
from cauhien.matching.states import Kind

LEFT_READER = "matching.left"


class CannotMark(Exception):
    """The problem is not this person's to work on, or no run has named the candidate."""


@transaction.atomic
def mark_candidate(*, run, kind, code, by, at, **opinion):
    """Write down what the office thinks of a candidate.

    opinion: verdict and reason, or shortlisted; what is not given stays as it is.
    """
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=run.challenge_id)
    if not rules.may_mark(by, challenge):
        raise CannotMark(_("This problem belongs to another office."))
    if not Match.objects.filter(run=run, kind=kind, code=code).exists():
        raise CannotMark(_("This candidate is not on the list."))
    mark, _new = Mark.objects.update_or_create(
        challenge=challenge, kind=kind, code=code, defaults={**opinion, "by": by, "at": at}
    )
    detail = {
        "kind": kind,
        "candidate": salted(code) if kind == Kind.PERSON else code,
        "verdict": mark.verdict,
        "shortlisted": mark.shortlisted,
    }
    record(chain=challenge.chain, act=Act.MARK_CANDIDATE, by=by, at=at, detail=detail)
    return mark


@transaction.atomic
def forget_who_left():
    """Forget what runs found about persons who have left, and what offices thought of them."""
    codes = [event.subject_code for event in read_new(LEFT_READER, kinds=["person.left"])]
    for model in (Match, Mark):
        model.objects.filter(kind=Kind.PERSON, code__in=codes).delete()
