"""Start-ups, who helps them, and what people ask to have listed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import sort_key
from cauhien.ecosystem.states import (
    OPEN,
    Aim,
    BodyKind,
    EntryKind,
    EventKind,
    InvestmentKind,
    Qualifier,
    RegistrationState,
    Stage,
)
from cauhien.organisations.states import Topic, Zone


def words(label):
    """Return a column of several words from a closed list; empty: nobody says."""
    return ArrayField(models.CharField(max_length=40), verbose_name=label, default=list, blank=True)


class Listed(models.Model):
    """What is listed: by a file, or because somebody's registration of it was accepted."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    owner = models.ForeignKey(  # whose registration of it was accepted
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registered_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)  # no longer shown to anybody

    class Meta:
        abstract = True


class Entry(Sourced, Listed):
    """Something of the ecosystem with a page of its own."""

    name_vi = models.CharField(_("name in Vietnamese"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    about_vi = models.TextField(_("what it does, in Vietnamese"), blank=True)
    about_en = models.TextField(_("what it does, in English"), blank=True)
    topics = words(_("fields"))
    stages = words(_("stages"))
    helps = words(_("kinds of help"))  # which a body gives, and a start-up looks for
    website = models.URLField(_("website"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    zone = models.CharField(_("place"), max_length=8, choices=Zone, default=Zone.UNKNOWN)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_vi or self.name_en

    def derived(self):
        return {"sort_key": sort_key(str(self)[:200])[:300]}


class Organised(Entry):
    """An entry that may be an organisation, and whose fields and stages somebody may read."""

    ror = models.CharField("ROR", max_length=40, blank=True)
    # What a coordinator has read on a page: [[column, value, words, address, day]].
    read_here = models.JSONField(default=list, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)  # by a coordinator, for what is open
    asked_at = models.DateTimeField(null=True, blank=True)  # whoever runs it, to complete it

    class Meta:
        abstract = True

    @property
    def known_ror(self):
        """Its ROR as https://ror.org/…, or that of the organisation that it is; "" for none."""
        organisation = self.organisation and (self.organisation.canonical or self.organisation)
        return self.ror or (organisation and organisation.ror) or ""


class SupportBody(Organised):
    """Who or what helps start-ups: an incubator, a fund, a programme, a competition …"""

    kind = models.CharField(_("kind"), max_length=12, choices=BodyKind)
    kind_printed = models.CharField(max_length=60, blank=True)
    operator_printed = models.CharField(_("run by"), max_length=300, blank=True)
    since = models.CharField(_("since"), max_length=40, blank=True)
    # From which words of its row the editor read fields, stages and help: [[column, value, words]].
    read_from = models.JSONField(default=list, blank=True)
    # Of one edition, or of a plan that ends: the last year in its name.
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)


class Startup(Organised):
    """A start-up, as a source calls it so or as it has registered itself."""

    founded = models.CharField(_("founded in the year"), max_length=40, blank=True)


class Event(Entry):
    """A round of applications, a deadline, a demo day, a course: something at a time."""

    body = models.ForeignKey(  # whose round or event it is
        SupportBody,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        verbose_name=_("support body for start-ups"),
    )

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place_text = models.CharField(_("venue"), max_length=300, blank=True)
    operator_printed = models.CharField(_("organised by"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=EventKind.ROUND) | models.Q(ends_at__isnull=False),
                name="round_of_applications_has_a_last_day",
            ),
        ]

    @property
    def closes_at(self):
        """When it is too late: its end, or where it has none its beginning."""
        return self.ends_at or self.starts_at


class Mentor(Entry):
    """A person who advises start-ups and wants everybody to read so; only they register it."""

    orcid = models.CharField("ORCID iD", max_length=19, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    # Whether the page that they have taken over in the register of persons is linked.
    links_person = models.BooleanField(_("link to the page in the register"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=False) | models.Q(consented_at__isnull=False),
                name="mentor_shown_with_consent",
            )
        ]


class Investment(Listed):
    """Money that a start-up got, with the page that says so. amount: None where it is not told."""

    startup = models.ForeignKey(
        Startup, on_delete=models.CASCADE, related_name="investments", verbose_name=_("start-up")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=InvestmentKind)
    on_date = models.DateField(_("day"))
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    qualifier = models.CharField(
        _("qualifier"), max_length=12, choices=Qualifier, default=Qualifier.EXACT, blank=True
    )
    investor_printed = models.CharField(_("investor"), max_length=300, blank=True)
    source_url = models.URLField(_("page that says so"), max_length=1000)

    class Meta:
        ordering = ["-on_date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None, currency="", qualifier=Qualifier.UNDISCLOSED)
                | (
                    models.Q(amount__gt=0)
                    & ~models.Q(currency="")
                    & ~models.Q(qualifier=Qualifier.UNDISCLOSED)
                ),
                name="investment_amount_has_a_currency_or_is_undisclosed",
            )
        ]

    def __str__(self):
        return str(self.startup)


class Registration(models.Model):
    """What somebody asks to have listed, changed or taken off; the moderator decides.

    values: {column: value} of the entry, as JSON knows them; {} where it is to be taken off.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    kind = models.CharField(max_length=12, choices=EntryKind)
    aim = models.CharField(max_length=8, choices=Aim)
    entry_code = models.CharField(max_length=12, blank=True)  # blank until a new one is accepted
    title = models.CharField(max_length=300)  # the name of the entry when it was sent
    values = models.JSONField(default=dict, blank=True)
    standing = models.TextField(_("who you are for it"))  # for the moderator alone
    state = models.CharField(
        max_length=12, choices=RegistrationState, default=RegistrationState.SENT
    )
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "entry_code"],
                condition=models.Q(state__in=OPEN) & ~models.Q(entry_code=""),
                name="one_open_registration_of_an_entry",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def chain(self):
        return f"registration:{self.code}"


class Following(models.Model):
    """Somebody wants to hear of rounds and dates: of one body, or of all for a stage and a field.

    body: None where they follow a stage and a field; either of these may be blank then, not both.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(SupportBody, null=True, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "stage", "topic"],
                name="followed_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(body__isnull=False, stage="", topic="")
                | (models.Q(body=None) & ~models.Q(stage="", topic="")),
                name="follows_a_body_or_a_stage_and_field",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.body or (self.stage, self.topic)}"
