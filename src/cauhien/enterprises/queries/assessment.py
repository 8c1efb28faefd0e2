"""Templates and self-assessments, read."""

from django.db.models import Case, F, IntegerField, Value, When

from cauhien.enterprises import rules
from cauhien.enterprises.models import Assessment, Template
from cauhien.enterprises.queries.enterprise import enterprises_for
from cauhien.enterprises.states import AssessmentState


def templates_for(enterprise):
    """Return the templates on offer, first the one that is made for the enterprise's industry.

    None for what is no firm.
    """
    if not rules.assesses_itself(enterprise):
        return Template.objects.none()
    own = When(industry=enterprise.industry, then=Value(0))
    first = Case(own, default=Value(1), output_field=IntegerField())
    return Template.objects.filter(fault="").defer("content").order_by(first, "place", "code")


def all_templates():
    """Return the templates on offer, whoever they are made for."""
    return Template.objects.filter(fault="").select_related("source")


def assessments_for(user):
    """Return the assessments that this user may see: those of the enterprises they act for."""
    rows = Assessment.objects.filter(enterprise__in=enterprises_for(user).values("pk"))
    return rows.select_related("enterprise__organisation", "template", "frozen_by")


def assessments_of(enterprise):
    """Return an enterprise's assessments, drafts first, then the newest."""
    rows = Assessment.objects.filter(enterprise=enterprise).select_related("template")
    return rows.order_by(F("frozen_at").desc(nulls_first=True), "-begun_at")


def earlier(assessment):
    """Return the other frozen ones of an enterprise by the same template, the oldest first."""
    rows = Assessment.objects.filter(
        enterprise=assessment.enterprise,
        template=assessment.template,
        state=AssessmentState.FROZEN,
    )
    return rows.exclude(pk=assessment.pk).order_by("frozen_at", "id")
