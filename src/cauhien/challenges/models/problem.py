"""The city's problems."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states import NEEDED, Basis, Origin, Outcome, State
from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.organisations.states import Topic
from cauhien.ui.words import language


class Challenge(Sourced):
    """A problem of the city that its owner wants solved."""

    code = models.CharField(_("code"), max_length=12, unique=True, default=random_code)
    origin = models.CharField(max_length=16, choices=Origin, default=Origin.OFFICE)
    state = models.CharField(_("state"), max_length=24, choices=State, default=State.DRAFT)
    title_vi = models.CharField(_("title"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    description_vi = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    topic = models.CharField(_("field"), max_length=40, choices=Topic, blank=True)
    research_fields = models.ManyToManyField("network.ResearchField", blank=True, related_name="+")
    place = models.ForeignKey(
        "organisations.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place_text = models.CharField(_("where"), max_length=300, blank=True)
    tried = models.TextField(_("what was tried"), blank=True)
    indicator = models.CharField(_("what is measured"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(
        _("measured today"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    measured_by = models.CharField(_("who measures"), max_length=200, blank=True)
    budget_line = models.CharField(_("budget line"), max_length=200, blank=True)
    data_offered = models.TextField(_("data offered"), blank=True)
    test_site = models.TextField(_("test site offered"), blank=True)
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    officer = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What a catalogued entry says of its owner; no office has taken it on by that.
    suggested_owner = models.CharField(_("suggested owner"), max_length=300, blank=True)
    suggested_owner_basis = models.CharField(max_length=8, choices=Basis, blank=True)
    listed_in = models.CharField(_("listed in"), max_length=400, blank=True)
    list_number = models.PositiveSmallIntegerField(null=True, blank=True)
    list_group_vi = models.CharField(max_length=200, blank=True)
    list_group_en = models.CharField(max_length=200, blank=True)
    results_required_vi = models.TextField(_("results required"), blank=True)
    results_required_en = models.TextField(blank=True)
    questions_vi = models.TextField(_("questions to science and technology"), blank=True)
    questions_en = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    adopted_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="adoptions"
    )
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    related = models.ManyToManyField("self", blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    is_public = models.BooleanField(default=False)  # a public act was done with it; stays so
    # Since when the city knows of it: earlier than its draft where another was merged into it.
    known_since = models.DateTimeField(null=True, blank=True)
    # What came of the pilot, written down by the app that measures it.
    pilot_due_on = models.DateField(_("pilot to be reported by"), null=True, blank=True)
    measured = models.DecimalField(
        _("measured in the pilot"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    measured_low = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    measured_high = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    # All values that were accepted, the oldest first: [{"from", "until", "value", "low", "high"}].
    measured_values = models.JSONField(default=list)
    is_illustration = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # Who saved last, so that two open forms never overwrite one another unnoticed.
    revision = models.PositiveIntegerField(default=0)
    saved_in = models.CharField(max_length=12, blank=True)  # token of the form that saved last

    class Meta:
        indexes = [models.Index(fields=["state", "topic"])]

    def __str__(self):
        titles = [self.title_vi, self.title_en]
        return next(filter(None, titles if language() == "vi" else titles[::-1]), self.code)

    @property
    def chain(self):
        """The name of this problem's chain in the log."""
        return f"challenge:{self.code}"

    def is_silent(self, day):
        """Return whether the day of the pilot's report has passed and there is no report."""
        due = self.pilot_due_on
        return self.state == State.PILOT and due is not None and due < day

    def missing_for_sign_off(self):
        """Return {field: what to do} for what the head of an office must see before signing."""
        return {field: say for field, say in NEEDED.items() if _is_empty(getattr(self, field))}


class FrozenText(models.Model):
    """The text of a problem as it stood when it was sent; what was signed never changes."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="frozen_texts")
    content = models.JSONField()  # field -> text, as `states.FROZEN` lists them
    sha256 = models.CharField(max_length=64)  # of the content as canonical JSON
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self):
        return f"{self.challenge} {self.sha256[:12]}"


def _is_empty(value):
    return value is None or not str(value).strip()
