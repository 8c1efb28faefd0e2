"""Technologies that enterprises look for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.states import NeedState
from cauhien.organisations.states import Topic


class TechnologyNeed(models.Model):
    """What an enterprise needs and cannot make itself; read by all only while it is public."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="needs")
    state = models.CharField(_("state"), max_length=6, choices=NeedState, default=NeedState.KEPT)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description_vi = models.TextField(_("description in Vietnamese"))
    description_en = models.TextField(_("description in English"), blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic)
    wanted_by = models.DateField(_("needed by"), null=True, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-id"]

    def __str__(self):
        return self.title_vi

    @property
    def is_shown(self):
        return self.state == NeedState.PUBLIC
