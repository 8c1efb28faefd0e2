"""Organisations, the offices of the city, and places whose names and borders change."""

import uuid

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import fold, sort_key
from cauhien.organisations.states import (
    OrganisationKind,
    PlaceKind,
    RelationKind,
    Topic,
    Zone,
    ZoneBasis,
)


class Place(Sourced):
    """A unit of the map as it stood between two dates (old wards end where new ones begin)."""

    code = models.CharField(max_length=40, unique=True)  # "ward:00004@2025-07-01"
    official_code = models.CharField(_("official code"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    folded = models.CharField(max_length=200, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    geonames = models.PositiveIntegerField(null=True, blank=True, unique=True)
    latitude = models.FloatField(null=True, blank=True)  # degrees, WGS 84, centre point
    longitude = models.FloatField(null=True, blank=True)
    area_km2 = models.FloatField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    def __str__(self):
        return self.name_vi


class PlaceSuccession(models.Model):
    """An old unit went, whole or in part, into a new one."""

    old = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions")
    new = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="origins")
    partial = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self):
        return f"{self.old} → {self.new}"


class Organisation(Sourced):
    """A body that does, owns, hosts or decides something."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=random_code)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind)
    kind_printed = models.CharField(_("kind as the source says"), max_length=60, blank=True)
    description_vi = models.TextField(_("description in Vietnamese"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    ror = models.CharField("ROR", max_length=40, null=True, blank=True, unique=True)
    tax_code = models.CharField(_("tax code"), max_length=14, null=True, blank=True, unique=True)
    zone = models.CharField(_("place"), max_length=8, choices=Zone, default=Zone.UNKNOWN)
    zone_basis = models.CharField(
        _("how the place is known"), max_length=12, choices=ZoneBasis, blank=True
    )
    country_code = models.CharField(_("country"), max_length=2, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    address = models.CharField(_("address as printed"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    domains = models.JSONField(default=list, blank=True)  # of its mail, as a register vouches
    established = models.CharField(_("established"), max_length=40, blank=True)
    active = models.BooleanField(_("active"), default=True)
    is_illustration = models.BooleanField(default=False)
    folded = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")
    canonical = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)

    grounds = {"zone_basis": "zone"}

    class Meta:
        indexes = [
            GistIndex(fields=["folded"], opclasses=["gist_trgm_ops"], name="organisation_folded"),
            models.Index(fields=["kind", "zone"]),
            models.Index(fields=["sort_key"]),
        ]

    def __str__(self):
        return self.name_vi or self.name_en

    def derived(self):
        return {"folded": fold(str(self))[:300], "sort_key": sort_key(str(self))[:300]}


class OrganisationName(models.Model):
    """One way an organisation is called; `folded` is how a printed name is looked up."""

    class Kind(models.TextChoices):
        LABEL = "label", _("official name")
        ALIAS = "alias", _("other name")
        ACRONYM = "acronym", _("short form")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    value = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LABEL)
    language = models.CharField(max_length=2, blank=True)
    folded = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "value", "kind"], name="organisation_name_once"
            )
        ]

    def __str__(self):
        return self.value


class OrganisationRelation(models.Model):
    """How one organisation stands to another, between two dates where known."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="relations"
    )
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=RelationKind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "other", "kind"], name="organisation_relation_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.kind} {self.other}"


class Office(models.Model):
    """A unit of the city's government that can own a problem and in which people hold roles."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT)
    coordinates = models.BooleanField(_("coordinates the city's problems"), default=False)
    active = models.BooleanField(default=True)

    def __str__(self):
        return str(self.organisation)
