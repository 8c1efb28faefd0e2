"""The improvement plan: what was found for a weak criterion, what the enterprise will do."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.jobs import defer
from cauhien.enterprises import rules
from cauhien.enterprises.actions.refusals import CannotDo, ask, log
from cauhien.enterprises.models import Assessment, Measure, Suggestion
from cauhien.enterprises.states import AssessmentAct, AssessmentState
from cauhien.enterprises.states.scoring import score, weak


@transaction.atomic
def suggest(*, assessment, kinds, found, at):
    """Write down what an app above found, in place of what it had found before.

    kinds: the kinds of subjects that this app speaks for. found: [{criterion, kind, code, rank,
    reason_vi, reason_en, basis}].
    """
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    Suggestion.objects.filter(assessment=row, kind__in=kinds).delete()
    Suggestion.objects.bulk_create(Suggestion(assessment=row, made_at=at, **one) for one in found)
    row.looked_for = sorted({*row.looked_for, *kinds})
    row.save(update_fields=["looked_for"])


def withdraw_suggestions(*, kind, codes):
    """Delete the suggestions of some things, whichever enterprise has them in its plan."""
    Suggestion.objects.filter(kind=kind, code__in=codes).delete()


@transaction.atomic
def look_again(*, assessment, by):
    """Let the apps above look anew for what may help with a completed assessment."""
    found = Assessment.objects.select_related("enterprise").get(pk=assessment.pk)
    ask(rules.acts_for(by, found.enterprise) and found.state == AssessmentState.FROZEN)
    look_for_help(found.code)


def look_for_help(code):
    """Defer the jobs that look for what may help; those that wait already are not put twice."""
    defer("matching.help_enterprise", once=f"help:things:{code}", assessment=code)
    defer("policies.help_enterprise", once=f"help:incentives:{code}", assessment=code)


@transaction.atomic
def plan_measure(*, assessment, criterion, text, by_on, by, at):
    """Plan something for a weak criterion of a completed assessment."""
    found = Assessment.objects.select_related("enterprise").get(pk=assessment.pk)
    ask(rules.acts_for(by, found.enterprise) and found.state == AssessmentState.FROZEN)
    if criterion not in [one.key for one in weak(score(found.content, found.answers))]:
        raise CannotDo(_("The plan is for the weak criteria."))
    Measure.objects.create(
        assessment=found, criterion=criterion, text=text, by_on=by_on, written_at=at, by=by
    )
    log(found.enterprise, AssessmentAct.PLAN, by, at, assessment=found.code, criterion=criterion)


@transaction.atomic
def finish_measure(*, measure, by, at):
    """Say that a planned measure is done; the next assessment shows what it brought."""
    rows = Measure.objects.select_for_update(of=("self",))
    found = rows.select_related("assessment__enterprise").get(pk=measure.pk)
    ask(rules.acts_for(by, found.assessment.enterprise) and found.done_at is None)
    found.done_at = at
    found.save(update_fields=["done_at"])
    detail = {"assessment": found.assessment.code, "criterion": found.criterion}
    log(found.assessment.enterprise, AssessmentAct.DONE, by, at, **detail)
