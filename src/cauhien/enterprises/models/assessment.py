"""Templates of self-assessment, and an enterprise's answers to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.states import Industry
from cauhien.enterprises.states.assessment import AssessmentState


class Template(Sourced):
    """Criteria by which an enterprise assesses itself; `states.scoring` reads the content.

    fault: what is wrong with the content; such a template is offered to nobody.
    """

    code = models.CharField(max_length=40, unique=True)
    industry = models.CharField(max_length=13, choices=Industry)
    place = models.PositiveSmallIntegerField(default=0)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    about_vi = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    legal_document = models.CharField(max_length=200, blank=True)  # empty: no legal basis
    content = models.JSONField()
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["place", "code"]

    def __str__(self):
        return self.title_vi


class Assessment(models.Model):
    """An enterprise assesses itself: a draft that keeps what is written, then frozen.

    content: the template as it was when the draft began, so that no newer one disturbs it.
    answers: as `states.scoring` reads them. total, groups ({key: points}): set when it is frozen.
    content_sha256, sha256: of the content; of content and answers together, as the log has them.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=AssessmentState, default=AssessmentState.DRAFT
    )
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    total = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    groups = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    looked_for = models.JSONField(default=list)  # kinds of help that were looked for
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "template"],
                condition=models.Q(state=AssessmentState.DRAFT),
                name="assessment_one_draft",
            )
        ]

    def __str__(self):
        return f"{self.enterprise} {self.template}"
