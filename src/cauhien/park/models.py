"""Parks, their lots, investment projects and capital, and what was published of them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import sort_key
from cauhien.organisations.states import Topic
from cauhien.park.states import (
    CapitalKind,
    Currency,
    FigureKind,
    NeedState,
    Precision,
    Qualifier,
    SheetState,
    StatementKind,
    Status,
    Tier,
    TotalKind,
)


def amount(label, places=2, **options):
    return models.DecimalField(label, max_digits=22, decimal_places=places, **options)


def hectares(**options):
    return amount(_("area in hectares"), places=4, null=True, blank=True, **options)


class Park(Sourced):
    """A park with its projects, as a body of the register or one that manages it is known."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    manager_printed = models.CharField(_("managed by"), max_length=300, blank=True)
    manager = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    area_ha = hectares()

    follows = {"manager_printed": "manager"}

    def __str__(self):
        return self.name_vi or self.name_en

    @property
    def chain(self):
        return f"park:{self.code}"


class Investor(models.Model):
    """Who invests: by the name that sources print, linked to the register where that is sure."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    name = models.CharField(_("investor"), max_length=300, unique=True)
    nationality = models.CharField(_("nationality"), max_length=8, blank=True)  # "KR", "VN-KR"
    tier = models.CharField(_("kind of investor"), max_length=12, choices=Tier, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    def __str__(self):
        return self.name

    @property
    def is_foreign(self):
        """Return whether some of the capital comes from abroad; False where nothing says so."""
        return self.nationality not in ("", "VN")


class InvestmentProject(Sourced):
    """An investment project of a park. One inside another is never counted beside it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="projects")
    name_vi = models.CharField(_("name in Vietnamese"), max_length=400)
    name_en = models.CharField(_("name in English"), max_length=400, blank=True)
    certificate_number = models.CharField(_("number of the certificate"), max_length=60, blank=True)
    investor = models.ForeignKey(
        Investor, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    sector_printed = models.CharField(_("sector as the source says"), max_length=200, blank=True)
    area_ha = hectares()
    number = models.PositiveSmallIntegerField(_("stands for … projects"), default=1)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    status = models.CharField(_("status"), max_length=12, choices=Status)  # the latest
    status_on = models.DateField(_("since"), null=True, blank=True)
    status_printed = models.CharField(_("status as the source says"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["park", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="project_not_inside_itself"
            )
        ]

    def __str__(self):
        return self.name_vi or self.name_en

    def derived(self):
        return {"sort_key": sort_key(str(self)[:200])[:300]}


class Entry(models.Model):
    """Something dated that is known of a project, with where it stands.

    It comes from a file (`source`) or from a person (`entered_by`), who names the document. It is
    never altered: what is wrong is withdrawn with a reason, and entered anew.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    on_date = models.DateField(_("day"))
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=6,
        choices=Precision,
        default=Precision.DAY,
    )
    source = models.ForeignKey(
        "core.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_url = models.URLField(_("page cited"), max_length=1000, blank=True)
    document = models.CharField(_("document that says so"), max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[models.Manager]

    class Meta:
        abstract = True
        ordering = ["on_date", "id"]


STANDS = models.Q(withdrawn_at=None)


class StatusChange(Entry):
    project = models.ForeignKey(
        InvestmentProject, on_delete=models.CASCADE, related_name="statuses"
    )
    status = models.CharField(_("status"), max_length=12, choices=Status)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "on_date", "status"], condition=STANDS, name="park_status_once"
            )
        ]

    def __str__(self):
        return f"{self.get_status_display()} {self.on_date}"


class CapitalEntry(Entry):
    """Capital of a project on a day: the whole of its kind, not what was added."""

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="capital")
    kind = models.CharField(_("capital"), max_length=12, choices=CapitalKind)
    amount = amount(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "on_date"], condition=STANDS, name="park_capital_once"
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="park_capital_positive"),
        ]

    def __str__(self):
        return f"{self.amount} {self.currency} {self.on_date}"


class Figure(Entry):
    """Jobs or research and development of a project on a day."""

    project = models.ForeignKey(InvestmentProject, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(_("what is counted"), max_length=20, choices=FigureKind)
    value = amount(_("value"))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "on_date"], condition=STANDS, name="park_figure_once"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value} {self.on_date}"


class Lot(Sourced):
    """A piece of land of a park: its area, its centre point or its outline, who is on it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="lots")
    name = models.CharField(_("number or name of the lot"), max_length=60)
    project = models.ForeignKey(
        InvestmentProject, null=True, blank=True, on_delete=models.SET_NULL, related_name="lots"
    )
    area_ha = hectares()
    latitude = models.FloatField(_("latitude of the centre"), null=True, blank=True)  # WGS 84
    longitude = models.FloatField(_("longitude of the centre"), null=True, blank=True)
    outline = models.JSONField(_("outline"), null=True, blank=True)  # a GeoJSON geometry
    document = models.CharField(_("document that says so"), max_length=200, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["park", "name"], name="lot_named_once")]

    def __str__(self):
        return self.name


class Statement(Sourced):
    """What one source published of a park for one day."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(_("what the figures are"), max_length=12, choices=StatementKind)
    as_of = models.DateField(_("for the day"))
    is_day_inferred = models.BooleanField(_("the day is inferred"), default=False)
    document = models.CharField(_("document that says so"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["as_of", "id"]

    def __str__(self):
        return f"{self.park} {self.as_of}"


class PublishedTotal(models.Model):
    """One figure of a statement."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="totals")
    kind = models.CharField(_("what it counts"), max_length=16, choices=TotalKind)
    value = amount(_("value"), places=4)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind", "currency"], name="published_total_once"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"


class Explanation(models.Model):
    """Why a published total and the computed one differ, as the park manager says; kept."""

    total = models.ForeignKey(PublishedTotal, on_delete=models.CASCADE, related_name="explanations")
    text = models.TextField(_("explanation"))
    computed = models.JSONField()  # what stood beside it: value, unit, projects
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return self.text


class Rate(models.Model):
    """How many dong one unit of a currency was worth on a day, and who says so."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    in_vnd = amount(_("dong for one unit"), places=4)
    on_date = models.DateField(_("day"))
    document = models.CharField(_("document that says so"), max_length=200)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-on_date", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "on_date"], name="rate_once_a_day"),
            models.CheckConstraint(condition=models.Q(in_vnd__gt=0), name="rate_positive"),
        ]

    def __str__(self):
        return f"{self.currency} {self.in_vnd} {self.on_date}"


class Need(models.Model):
    """What a tenant of a park needs: an answer from a problem, a technology, a laboratory."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    project = models.ForeignKey(InvestmentProject, on_delete=models.PROTECT, related_name="needs")
    title = models.CharField(_("what is needed"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=NeedState, default=NeedState.ASKED)
    is_public = models.BooleanField(_("everybody may read it"), default=False)
    answer = models.TextField(_("answer of the park"), blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self):
        return self.title


class NeedLink(models.Model):
    """What may meet a need: a thing by kind and code, for some stand in apps above."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=32)
    subject_code = models.CharField(max_length=80)
    reason = models.CharField(_("why it fits"), max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "kind", "subject_code"], name="need_linked_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_code}"


class Sheet(models.Model):
    """A table of projects that somebody sent in: compared first, taken over whole or not at all."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="+")
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=SheetState, default=SheetState.CHECKED)
    language = models.CharField(max_length=2)  # in which its columns are named
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return self.stored.name
