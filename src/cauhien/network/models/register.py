"""People, works, projects and technologies, each as its sources say it."""

import uuid

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import fold, name_sort_key, sort_key
from cauhien.network.states import InvolvementKind, NameOrder, TechnologyKind
from cauhien.organisations.states import Topic, Zone, ZoneBasis


class ResearchField(Sourced):
    """A code of a classification of science, always with its scheme and version."""

    scheme = models.CharField(_("scheme"), max_length=40)
    version = models.CharField(_("version"), max_length=40)
    code = models.CharField(_("code"), max_length=16)
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    ford_code = models.CharField("FORD", max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "version", "code"], name="research_field_once"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.name_vi}"


class Person(Sourced):
    """Somebody in the network. Two rows are never joined because their names are alike."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=random_code)
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")
    zone = models.CharField(_("place"), max_length=8, choices=Zone, default=Zone.UNKNOWN)
    zone_basis = models.CharField(max_length=12, choices=ZoneBasis, blank=True)
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    canonical = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)
    left_at = models.DateTimeField(null=True, blank=True)  # blanked, the uuid stays
    # Since when the person wants to be suggested to nobody; the facts stay shown.
    objected_at = models.DateTimeField(null=True, blank=True)
    # Since when the person agrees to be suggested to enterprises and asked by them; theirs to say.
    agreed_at = models.DateTimeField(null=True, blank=True)
    most_seats = models.PositiveSmallIntegerField(_("councils at one time"), default=3)
    most_questions = models.PositiveSmallIntegerField(_("open questions at one time"), default=3)

    grounds = {"zone_basis": "zone"}

    class Meta:
        indexes = [
            GistIndex(fields=["folded"], opclasses=["gist_trgm_ops"], name="person_folded"),
            models.Index(fields=["sort_key"]),
        ]

    def __str__(self):
        return self.name or gettext("a person who has left")

    def derived(self):
        return {"folded": fold(self.name), "sort_key": name_sort_key(self.name)}

    @property
    def is_illustration(self):
        """Whether a role of the demonstration stands for them, and nobody else."""
        return self.user is not None and self.user.is_demonstration

    @property
    def shown_name(self):
        """The name; where a role of the demonstration stands for them, that role in words."""
        part = self.user if self.is_illustration else None
        return part.shown_name if part else str(self)

    @cached_property
    def known_identifiers(self):
        """All identifiers, on whichever of the rows that are one; as read along, if they were."""
        if "person_set" in getattr(self, "_prefetched_objects_cache", ()):
            return [one for row in (self, *self.person_set.all()) for one in row.identifiers.all()]
        own = models.Q(person=self) | models.Q(person__canonical=self)
        return list(PersonIdentifier.objects.filter(own).order_by("scheme", "value"))


class PersonName(models.Model):
    """One name of a person as it was written, and how it is to be read."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    written = models.CharField(max_length=200)
    family = models.CharField(max_length=100, blank=True)
    given = models.CharField(max_length=150, blank=True)
    order = models.CharField(max_length=12, choices=NameOrder, default=NameOrder.UNKNOWN)
    language = models.CharField(max_length=8, blank=True)
    script = models.CharField(max_length=8, blank=True)
    folded = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "written"], name="person_name_once")
        ]

    def __str__(self):
        return self.written


class PersonIdentifier(models.Model):
    """A number that stands for one person in one scheme; an uncertain one joins nobody."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=16)  # orcid, openalex, acl …
    value = models.CharField(max_length=100)
    certain = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="person_identifier_once")
        ]

    def __str__(self):
        return f"{self.scheme}:{self.value}"


class Involvement(models.Model):
    """A person is or was with an organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=InvolvementKind)
    role = models.CharField(max_length=120, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    works_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "kind", "role"], name="involvement_once"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.organisation}"


class Work(Sourced):
    """A published work. `source_key` is its id in the source ("acl:…", "arxiv:…", "W…")."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    title = models.TextField(_("title"))
    title_translated = models.TextField(_("title in the other language"), blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    venue = models.CharField(_("published in"), max_length=400, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True, db_index=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True)
    topics = models.JSONField(default=list, blank=True)  # [{id, name}] as the source gives them
    retracted = models.BooleanField(default=False)
    zone = models.CharField(max_length=8, choices=Zone, default=Zone.UNKNOWN)

    class Meta:
        indexes = [models.Index(fields=["zone", "year"])]

    def __str__(self):
        return self.title


class Authorship(models.Model):
    """One line of a work's authors, as printed; a person only where an identifier says who."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="authorships")
    position = models.PositiveSmallIntegerField()
    raw_name = models.CharField(max_length=300)
    raw_author_id = models.CharField(max_length=200, blank=True)
    raw_affiliations = models.JSONField(default=list, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="authorships"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    country_code = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["work", "position"]
        constraints = [
            models.UniqueConstraint(fields=["work", "position"], name="authorship_position_once")
        ]

    def __str__(self):
        return self.raw_name


class Project(Sourced):
    """A funded task of science and technology."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    title_vi = models.TextField(_("title in Vietnamese"), blank=True)
    title_en = models.TextField(_("title in English"), blank=True)
    summary_vi = models.TextField(_("summary in Vietnamese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    programme = models.CharField(_("programme or funder"), max_length=400, blank=True)
    year_start = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    year_end = models.PositiveSmallIntegerField(_("to"), null=True, blank=True)
    status_printed = models.CharField(_("state as the source says"), max_length=60, blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    zone = models.CharField(max_length=8, choices=Zone, default=Zone.UNKNOWN)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    follows = {"zone": "host"}

    def __str__(self):
        return self.title_vi or self.title_en

    def derived(self):
        return {"sort_key": sort_key(str(self)[:200])[:300]}


class Contribution(models.Model):
    """Who did what in a project: a body, or a person as printed (a name joins nobody)."""

    class Role(models.TextChoices):
        HOST = "host", _("host organisation")
        LEADER = "leader", _("principal investigator")
        PARTNER = "partner", _("partner")
        FUNDER = "funder", _("funder")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="contributions")
    role = models.CharField(max_length=8, choices=Role)
    raw_name = models.CharField(max_length=300)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "role", "raw_name"], name="contribution_once"
            )
        ]

    def __str__(self):
        return self.raw_name


class Technology(Sourced):
    """Something that an owner in the network can offer; a lead, unless its source is the owner."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    name_vi = models.TextField(_("name in Vietnamese"), blank=True)
    name_en = models.TextField(_("name in English"), blank=True)
    summary_vi = models.TextField(_("summary in Vietnamese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TechnologyKind)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    readiness = models.PositiveSmallIntegerField(_("readiness level (TRL)"), null=True, blank=True)
    intellectual_property = models.CharField(_("protected by"), max_length=300, blank=True)
    owner_printed = models.CharField(_("owner as printed"), max_length=300, blank=True)
    owner = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    zone = models.CharField(max_length=8, choices=Zone, default=Zone.UNKNOWN)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    follows = {"owner_printed": "owner", "zone": "owner"}

    def __str__(self):
        return self.name_vi or self.name_en

    def derived(self):
        return {"sort_key": sort_key(str(self)[:200])[:300]}


class MergeEvent(models.Model):
    """Two rows of persons were found to be one; `undone_at` takes it back."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.merged} → {self.kept}"


class Tombstone(models.Model):
    """The hash of what told a person who left, so that no import makes them anew."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.digest[:12]
