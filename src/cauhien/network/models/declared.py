"""What a person says of themself: fields of expertise with their evidence, and days away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.network.models.register import Involvement, Person, Project, ResearchField, Work
from cauhien.network.states import TOLD_EVIDENCE, EvidenceKind


class Expertise(models.Model):
    """A person declares a field of the classification as theirs; its evidence hangs on it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="expertise")
    field = models.ForeignKey(ResearchField, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("what you do in it"), max_length=300, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["declared_at", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="expertise_once")]

    def __str__(self):
        return str(self.field)


class Evidence(models.Model):
    """What shows a declared field: a thing of the register, or a title with a day and a link."""

    expertise = models.ForeignKey(Expertise, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind)
    work = models.ForeignKey(
        Work, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    position = models.ForeignKey(
        Involvement, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=EvidenceKind.WORK, work__isnull=False)
                | models.Q(kind=EvidenceKind.PROJECT, project__isnull=False)
                | models.Q(kind=EvidenceKind.POSITION, position__isnull=False)
                | models.Q(kind__in=TOLD_EVIDENCE, on__isnull=False) & ~models.Q(title=""),
                name="evidence_names_what_it_is",
            )
        ]

    def __str__(self):
        return self.title or str(self.work or self.project or self.position)


class Absence(models.Model):
    """Days on which a person can neither judge nor answer, the first and the last included."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("to"))

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="absence_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.person} {self.from_on}"
