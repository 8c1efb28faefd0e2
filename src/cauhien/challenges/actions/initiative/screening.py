"""Opened files are screened: line by line of the checklist, completed, found eligible or not."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions.initiative.access import bar_access
from cauhien.challenges.actions.initiative.steps import (
    CannotMoveFile,
    advance_initiative,
    locked_initiative,
)
from cauhien.challenges.actions.steps import CannotMove, advance, locked
from cauhien.challenges.models import Check, Initiative, Opening
from cauhien.challenges.queries.initiative.duplicates import (
    has_comparison_failed,
    is_being_compared,
    undecided_of,
)
from cauhien.challenges.queries.initiative.screening import (
    lapsed,
    screening_record,
    unscreened,
)
from cauhien.challenges.rules.initiative import may_declare_conflict, may_screen
from cauhien.challenges.states import (
    InitiativeAct,
    InitiativeState,
    Outcome,
    OwnTie,
    RefusalReason,
    State,
)
from cauhien.core.audit import record
from cauhien.core.hashing import hash_of


@transaction.atomic
def check_items(*, initiative, by, at, checks):
    """Judge lines of the checklist. checks: {EligibilityItem: (is met or None, note)}."""
    initiative = locked_initiative(initiative)
    if not may_screen(by, initiative):
        raise CannotMoveFile(_("This file is not yours to screen."))
    if initiative.state != InitiativeState.SUBMITTED:
        raise CannotMoveFile(_("This file is not being screened."))
    kept = {check.item_id: check for check in initiative.checks.all()}
    for item, (is_met, note) in checks.items():
        before = kept.get(item.pk)
        if is_met is None or (before and (before.is_met, before.note) == (is_met, note)):
            continue
        said = {"is_met": is_met, "note": note, "at": at, "by": by}
        Check.objects.update_or_create(initiative=initiative, item=item, defaults=said)
        detail = {"item": item.code, "is_met": is_met, "note": note}
        record(chain=initiative.chain, act=InitiativeAct.CHECK, by=by, at=at, detail=detail)


def ask_fix(*, initiative, by, at, reason_code, reason, due_on):
    """Ask a team to complete its file until a day."""
    return advance_initiative(
        initiative=initiative,
        to=InitiativeState.FIX_ASKED,
        by=by,
        at=at,
        reason_code=reason_code,
        reason=reason,
        fix_due_on=due_on,
    )


def find_eligible(*, initiative, by, at):
    return advance_initiative(initiative=initiative, to=InitiativeState.ELIGIBLE, by=by, at=at)


def find_not_eligible(*, initiative, by, at, reason_code, reason):
    return advance_initiative(
        initiative=initiative,
        to=InitiativeState.NOT_ELIGIBLE,
        by=by,
        at=at,
        reason_code=reason_code,
        reason=reason,
    )


def let_lapse(*, at):
    """Find not eligible what was not completed by its day; the installation does it by itself."""
    for initiative in lapsed(at):
        advance_initiative(
            initiative=initiative,
            to=InitiativeState.NOT_ELIGIBLE,
            by=None,
            at=at,
            act=InitiativeAct.LET_LAPSE,
            reason_code=RefusalReason.FIX_NOT_MADE,
            reason=initiative.reason,
        )


@transaction.atomic
def declare_conflict(*, initiative, by, at, tie):
    """Close a file for good to who declares a conflict of interest in it. tie: of OwnTie."""
    initiative = locked_initiative(initiative)
    if not may_declare_conflict(by, initiative):
        raise CannotMoveFile(_("This file is not before you."))
    bar_access(initiative=initiative, user=by, by=by, at=at, note=f"declared {OwnTie(tie)}")


@transaction.atomic
def give_to_council(*, challenge, by, at):
    """Give all eligible files of a call to the council, by which the review begins."""
    challenge = locked(challenge)
    if unscreened(challenge).exists():
        raise CannotMove(_("There are files that are still to be screened."))
    if is_being_compared(challenge):
        raise CannotMove(
            _("The files are still being compared with one another. Give them to the council once"
              " that is done; it takes a few minutes.")
        )  # fmt: skip
    if has_comparison_failed(challenge):
        raise CannotMove(
            _("The comparison of the files with one another has failed. Have it run again, under"
              " “Files that are alike”.")
        )  # fmt: skip
    eligible = list(_eligible(challenge))
    if not eligible:
        raise CannotMove(_("No file is eligible."))
    for initiative in eligible:
        advance_initiative(initiative=initiative, to=InitiativeState.IN_REVIEW, by=by, at=at)
    if undecided_of(eligible).exists():
        raise CannotMove(
            _("Some of the files are alike, and nobody has decided what that means. Decide it"
              " first, under “Files that are alike”.")
        )  # fmt: skip
    return advance(challenge=challenge, to=State.IN_REVIEW, by=by, at=at, basis=_basis(challenge))


@transaction.atomic
def end_without_file(*, challenge, by, at, reason):
    """End a call for which no file is eligible."""
    challenge = locked(challenge)
    if unscreened(challenge).exists() or _eligible(challenge).exists():
        raise CannotMove(_("There are files that are eligible or still to be screened."))
    if _is_sealed_still(challenge):
        raise CannotMove(_("The files of this call are still sealed."))
    return advance(
        challenge=challenge, to=State.CLOSED, by=by, at=at, reason=reason, outcome=Outcome.NO_FILE
    )


def _eligible(challenge):
    return Initiative.objects.filter(challenge=challenge, state=InitiativeState.ELIGIBLE)


def _is_sealed_still(challenge):
    opening = Opening.objects.filter(challenge=challenge).first()
    return challenge.call.procedure.sealed and not (opening and opening.is_done)


def _basis(challenge):
    """Return the hash of what the review rests on: the minutes, or the record of the screening."""
    opening = Opening.objects.filter(challenge=challenge).first()
    return opening.sha256 if opening else hash_of(screening_record(challenge))
