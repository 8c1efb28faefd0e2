"""Technologies that enterprises offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.states import OfferState, Protection, Terms
from cauhien.network.states import TechnologyKind
from cauhien.organisations.states import Topic


class Offer(models.Model):
    """What an enterprise offers; while published, the technology of the same code says so to all.

    contact: whom the enterprise has speak for it; nobody else ever reads it.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(
        _("state"), max_length=10, choices=OfferState, default=OfferState.DRAFT
    )
    name_vi = models.CharField(_("name in Vietnamese"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    summary_vi = models.TextField(_("summary in Vietnamese"))
    summary_en = models.TextField(_("summary in English"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TechnologyKind)
    topic = models.CharField(_("field"), max_length=40, choices=Topic)
    readiness = models.PositiveSmallIntegerField(_("readiness level (TRL)"))
    reached_on = models.DateField(_("reached on"))
    evidence = models.TextField(_("evidence"))
    protection = models.CharField(_("protection"), max_length=10, choices=Protection)
    rights = models.CharField(_("rights and their numbers"), max_length=300, blank=True)
    terms = models.CharField(_("terms"), max_length=10, choices=Terms)
    conditions = models.TextField(_("conditions"), blank=True)
    contact = models.TextField(_("contact, for the enterprise alone"), blank=True)
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(readiness__gte=1, readiness__lte=9), name="offer_trl_1_to_9"
            )
        ]

    def __str__(self):
        return self.name_vi

    @property
    def is_shown(self):
        return self.state == OfferState.PUBLISHED
