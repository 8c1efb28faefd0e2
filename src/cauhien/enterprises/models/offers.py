"""Technologies that enterprises offer."""

from copy import copy

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.states import OfferState, Protection, Terms
from cauhien.network.states import TechnologyKind
from cauhien.organisations.states import Topic


class Offer(models.Model):
    """What an enterprise offers; while public, the technology of the same code says so to all.

    draft: what was typed last, by field. ready: what `SAID` is to become once somebody has looked
    at it, {} while the draft is not right; until then the columns keep what is public.
    steps: [{"level": 1 to 9, "on": ISO day, "evidence": text}], the levels as they were reached.
    contact: whom the enterprise has speak for it; nobody else ever reads it.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(
        _("state"), max_length=10, choices=OfferState, default=OfferState.DRAFT
    )
    is_public = models.BooleanField(default=False)
    draft = models.JSONField(default=dict)
    ready = models.JSONField(default=dict)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    summary_vi = models.TextField(_("summary in Vietnamese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TechnologyKind, blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    steps = models.JSONField(_("levels reached"), default=list)
    readiness = models.PositiveSmallIntegerField(_("readiness level (TRL)"), null=True)
    protection = models.CharField(_("protection"), max_length=10, choices=Protection, blank=True)
    rights = models.CharField(_("rights and their numbers"), max_length=300, blank=True)
    terms = models.CharField(_("terms"), max_length=10, choices=Terms, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    contact = models.TextField(_("contact, for the organisation alone"), blank=True)
    reason = models.TextField(_("why it was asked back or refused"), blank=True)
    saved_at = models.DateTimeField()
    saved_in = models.CharField(max_length=12, blank=True)  # the form, as of a draft of a problem
    revision = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(readiness__gte=1, readiness__lte=9), name="offer_trl_1_to_9"
            )
        ]

    def __str__(self):
        return self.name_vi or str(_("technology without a name as yet"))

    @property
    def is_shown(self):
        return self.is_public

    def as_ready(self):
        """Return a copy that says what is to become public; not to be saved."""
        shown = copy(self)
        for name, value in self.ready.items():
            setattr(shown, name, value)
        return shown

    def changes(self):
        """Return the names of the fields in which what is ready differs from what is public."""
        labels = {one.name: one.verbose_name for one in self._meta.concrete_fields}
        return [labels[name] for name, value in self.ready.items() if value != getattr(self, name)]
