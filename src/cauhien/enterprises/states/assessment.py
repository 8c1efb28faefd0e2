"""The words of self-assessments."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssessmentState(TextChoices):
    DRAFT = "draft", _("draft")
    FROZEN = "frozen", _("completed")


class AssessmentAct(TextChoices):
    """What people do with a self-assessment, as the enterprise's log says it."""

    BEGIN = "assessment_begin", _("self-assessment begun")
    FREEZE = "assessment_freeze", _("self-assessment concluded")
    PLAN = "measure_plan", _("measure planned")
    DONE = "measure_done", _("measure done")
