"""Trials under supervision: applied for, corrected, reported."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.policies import rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.steps import advance, locked, log, tell_coordinators, tell_of
from cauhien.policies.models import Trial, TrialReport
from cauhien.policies.states import Act


@transaction.atomic
def apply_for_trial(*, draft_code, written, by, at):
    """Apply for a trial and return it; the same form sent twice makes one.

    written: {column of Trial: value} of what the applicant says.
    """
    if known := Trial.objects.filter(draft_code=draft_code, sent_by=by).first():
        return known
    _check(written, at)
    trial = Trial.objects.create(draft_code=draft_code, sent_at=at, sent_by=by, **written)
    log(trial, Act.APPLY, by, at)
    tell_coordinators(trial, Act.APPLY, by=by, at=at)
    return trial


@transaction.atomic
def correct_trial(*, trial, written, by, at):
    """Correct an application that was returned, and send it again."""
    trial = locked(trial)
    if not rules.may_correct(by, trial):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    _check(written, at)
    for name, value in written.items():
        setattr(trial, name, value)
    trial.save()
    log(trial, Act.CORRECT, by, at)
    return advance(thing=trial, act=Act.SEND_AGAIN, by=by, at=at)


@transaction.atomic
def report_on_trial(*, trial, seen_on, text, is_incident, by, at):
    """Report what the supervision of a running trial, or whoever tries it, has seen.

    The other side is told; of the supervision those who coordinate are.
    """
    trial = locked(trial)
    is_own = rules.may_report(by, trial)
    if not is_own and not rules.may_supervise(by, trial):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    if seen_on > localdate(at):
        raise CannotDo(_("This day is still to come."), "seen_on")
    if seen_on < trial.from_on:
        raise CannotDo(_("The trial had not begun on this day."), "seen_on")
    report = TrialReport.objects.create(
        trial=trial,
        seen_on=seen_on,
        text=text,
        is_incident=is_incident,
        is_own=is_own,
        at=at,
        by=by,
    )
    act = Act.REPORT_TRIAL if is_own else Act.SUPERVISE
    log(trial, act, by, at, public=True, seen_on=seen_on.isoformat())
    if is_own:
        tell_coordinators(trial, act, by=by, at=at, is_incident=is_incident)
    else:
        tell_of(trial, act, [trial.sent_by], by=by, at=at, is_incident=is_incident)
    return report


def _check(written, at):
    if written["until_on"] < written["from_on"]:
        raise CannotDo(_("The last day lies before the first."), "until_on")
    if written["from_on"] < localdate(at):
        raise CannotDo(_("Choose a later day."), "from_on")
