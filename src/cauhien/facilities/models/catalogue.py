"""Laboratories and equipment, as the sources name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import sort_key
from cauhien.facilities.states import LaboratoryKind
from cauhien.organisations.states import Topic, Zone


class Laboratory(Sourced):
    """A laboratory, test site or other facility with what it can do."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=400, blank=True)
    name_en = models.CharField(_("name in English"), max_length=400, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=LaboratoryKind)
    kind_printed = models.CharField(max_length=60, blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    capabilities_vi = models.TextField(_("what it can do, in Vietnamese"), blank=True)
    capabilities_en = models.TextField(_("what it can do, in English"), blank=True)
    accreditation = models.CharField(_("accreditation as printed"), max_length=200, blank=True)
    host_printed = models.CharField(_("host as printed"), max_length=300, blank=True)
    host = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.CharField(_("address as printed"), max_length=300, blank=True)
    place = models.ForeignKey(
        "organisations.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    zone = models.CharField(max_length=8, choices=Zone, default=Zone.UNKNOWN)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")
    is_illustration = models.BooleanField(default=False)

    follows = {"host_printed": "host"}

    def __str__(self):
        return self.name_vi or self.name_en

    def derived(self):
        return {"sort_key": sort_key(str(self)[:200])[:300]}


class Equipment(Sourced):
    """An instrument of a laboratory, by the name the source gives it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    laboratory = models.ForeignKey(Laboratory, on_delete=models.CASCADE, related_name="equipment")
    name_vi = models.CharField(_("name in Vietnamese"), max_length=400, blank=True)
    name_en = models.CharField(_("name in English"), max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["laboratory", "name_vi", "name_en"], name="equipment_once"
            )
        ]

    def __str__(self):
        return self.name_vi or self.name_en
