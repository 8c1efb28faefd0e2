"""An enterprise assesses itself: begun, saved step by step, concluded."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.hashing import hash_of
from cauhien.enterprises import rules
from cauhien.enterprises.actions.plan import look_for_help
from cauhien.enterprises.actions.refusals import CannotDo, ask, log
from cauhien.enterprises.models import Assessment, Enterprise
from cauhien.enterprises.states import AssessmentAct, AssessmentState
from cauhien.enterprises.states.scoring import score


@transaction.atomic
def begin_assessment(*, enterprise, template, by, at):
    """Return the draft of an enterprise by a template: the one there is, else a new one."""
    Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    ask(rules.acts_for(by, enterprise) and rules.assesses_itself(enterprise))
    draft, is_new = Assessment.objects.get_or_create(
        enterprise=enterprise,
        template=template,
        state=AssessmentState.DRAFT,
        defaults={
            "content": template.content,
            "content_sha256": hash_of(template.content),
            "begun_at": at,
            "saved_at": at,
        },
    )
    if is_new:
        log(enterprise, AssessmentAct.BEGIN, by, at, assessment=draft.code, template=template.code)
    return draft


@transaction.atomic
def save_answers(*, assessment, answers, by, at):
    """Keep answers of a draft: {name: value, or None where it was emptied}; others stay."""
    draft = _locked(assessment, by)
    kept = draft.answers | answers
    draft.answers = {name: value for name, value in kept.items() if value is not None}
    draft.saved_at = at
    draft.save(update_fields=["answers", "saved_at"])


@transaction.atomic
def freeze_assessment(*, assessment, by, at):
    """Conclude an assessment: it is computed once more and never changes again."""
    found = _locked(assessment, by)
    said = score(found.content, found.answers)
    if not said.is_whole:
        missing = ", ".join(said.missing)
        raise CannotDo(_("Not answered yet: %(missing)s.") % {"missing": missing})
    found.state, found.frozen_at, found.frozen_by = AssessmentState.FROZEN, at, by
    found.total = float(said.total)
    found.groups = {key: float(points) for key, points, _most in said.groups}
    found.sha256 = hash_of({"template": found.content, "answers": found.answers})
    found.save()
    log(
        found.enterprise,
        AssessmentAct.FREEZE,
        by,
        at,
        assessment=found.code,
        template_sha256=found.content_sha256,
        sha256=found.sha256,
    )
    look_for_help(found.code)


def _locked(assessment, by):
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("enterprise")
    found = rows.get(pk=assessment.pk)
    ask(rules.acts_for(by, found.enterprise))
    if found.state != AssessmentState.DRAFT:
        raise CannotDo(_("This self-assessment is concluded and does not change any more."))
    return found
