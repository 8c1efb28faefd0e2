"""Mechanisms from obstacle to use, what may be asked of whoever wants one, and trials."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import sort_key
from cauhien.policies.states import (
    VALIDITY_ORDER,
    CommentState,
    Effect,
    FactGroup,
    MechanismKind,
    MechanismState,
    ObstacleState,
    TrialState,
    Validity,
    Verification,
    WhyNot,
)


def whoever(null=True):
    return models.ForeignKey(
        "accounts.User", null=null, blank=null, on_delete=models.PROTECT, related_name="+"
    )


class Fact(Sourced):
    """Something that the path may ask; the engine reads its content."""

    code = models.CharField(max_length=40, unique=True)  # its name in the rules
    group = models.CharField(_("page of the path"), max_length=12, choices=FactGroup)
    place = models.PositiveSmallIntegerField(_("place in the path"), default=0)
    content = models.JSONField(
        _("question")
    )  # as cauhien_engine.eligibility.reading.fact_from reads it

    class Meta:
        ordering = ["place", "code"]

    def __str__(self):
        return self.code

    @property
    def chain(self):
        return f"fact:{self.code}"


class Version(models.Model):
    """What a person wrote at a time, and why; never changed."""

    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("what has changed, and why"))
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = whoever(null=False)

    class Meta:
        abstract = True
        ordering = ["-number"]


class FactVersion(Version):
    """One dated version of a question, as a person wrote it; never changed."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="versions")
    content = models.JSONField()

    class Meta(Version.Meta):
        constraints = [
            models.UniqueConstraint(fields=["fact", "number"], name="fact_version_number_once")
        ]

    def __str__(self):
        return f"{self.fact} {self.number}"


class Mechanism(Sourced):
    """A special mechanism or incentive, in one of its versions: of a published text, or drafted.

    rule: as the engine reads it, None where it cannot be computed; `not_computable` says why.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    series = models.CharField(max_length=12, db_index=True)  # the same in all versions
    state = models.CharField(
        _("state"), max_length=12, choices=MechanismState, default=MechanismState.ADOPTED
    )
    is_public = models.BooleanField(default=True)
    kind = models.CharField(_("kind"), max_length=12, choices=MechanismKind)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    beneficiary_vi = models.CharField(_("for whom, in Vietnamese"), max_length=300, blank=True)
    beneficiary_en = models.CharField(_("for whom, in English"), max_length=300, blank=True)
    document_vi = models.CharField(_("legal text"), max_length=300, blank=True)
    document_en = models.CharField(max_length=300, blank=True)
    articles = models.JSONField(default=list)  # as the file numbers them: "26.2.b"
    summary_vi = models.TextField(_("summary in Vietnamese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    benefits = models.JSONField(_("what it gives"), default=list)  # [{"vi", "en", "ref"}]
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    validity = models.CharField(
        _("in force?"), max_length=16, choices=Validity, default=Validity.DRAFT
    )
    verification = models.CharField(max_length=12, choices=Verification, blank=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    # values of the fact "applicant"; empty: everybody
    audience = models.JSONField(_("for which applicants"), default=list)
    rule = models.JSONField(_("rule"), null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)  # what is wrong with the rule, if anything
    not_computable = models.CharField(
        _("why it cannot be computed"), max_length=16, choices=WhyNot, blank=True
    )
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")
    validity_order = models.PositiveSmallIntegerField(default=0)
    office = models.ForeignKey(  # which drafts it
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consulted_until = models.DateField(_("comments until"), null=True, blank=True)
    document_number = models.CharField(_("number of the document"), max_length=80, blank=True)
    document_on = models.DateField(_("date of the document"), null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was taken back, withdrawn or ended

    def __str__(self):
        return self.title_vi or self.title_en

    @property
    def chain(self):
        return f"mechanism:{self.code}"

    @property
    def is_drafted(self):
        """Whether it was drafted here and did not come from a published text."""
        return self.office_id is not None

    def derived(self):
        order = VALIDITY_ORDER.index(Validity(self.validity))
        return {"sort_key": sort_key(str(self)[:200])[:300], "validity_order": order}


class MechanismText(Version):
    """One dated version of the text of a drafted mechanism; never changed.

    head: {column of the mechanism: value} of title, summary and the like as written with it.
    is_public: it was put to consultation. The office alone reads what it has written since.
    """

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField(_("text"))
    head = models.JSONField(default=dict)
    reason = models.TextField(_("what has changed, and why"), blank=True)
    is_public = models.BooleanField(default=False)

    class Meta(Version.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["mechanism", "number"], name="mechanism_text_number_once"
            )
        ]

    def __str__(self):
        return f"{self.mechanism} {self.number}"

    @property
    def columns(self):
        """What the mechanism says once it bears this version: {column: value}."""
        return self.head


class RuleVersion(Version):
    """One dated version of the rule of a mechanism, as a person wrote it; never changed.

    beside: {column of the mechanism: value} of what was written with it, as what it gives.
    is_public: everybody reads it: it is law, or was put to consultation.
    """

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="rule_versions")
    rule = models.JSONField()
    beside = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)

    class Meta(Version.Meta):
        constraints = [
            models.UniqueConstraint(fields=["mechanism", "number"], name="rule_version_number_once")
        ]

    def __str__(self):
        return f"{self.mechanism} {self.number}"

    @property
    def columns(self):
        """What the mechanism says once it bears this version: {column: value}."""
        return self.beside | {"rule": self.rule, "fault": "", "not_computable": ""}


class Comment(models.Model):
    """What somebody says of a version of a draft, and what the office answers."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(MechanismText, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CommentState, default=CommentState.RECEIVED)
    text = models.TextField(_("comment"))
    sent_at = models.DateTimeField()
    sent_by = whoever()
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = whoever()
    draft_code = models.CharField(max_length=12, unique=True)  # so that sending twice makes one

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self):
        return self.code


class Use(models.Model):
    """How a mechanism was used in a period: applications, uptake, effect."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="uses")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    applications = models.PositiveIntegerField(_("applications"))
    granted = models.PositiveIntegerField(_("granted"))
    amount_vnd = models.DecimalField(
        _("amount granted, VND"), max_digits=18, decimal_places=0, null=True, blank=True
    )
    effect = models.TextField(_("effect"), blank=True)
    reported_in = models.CharField(_("document that says so"), max_length=200)
    at = models.DateTimeField()
    by = whoever(null=False)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mechanism", "from_on"], name="use_of_a_period_once"),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="use_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=models.Q(granted__lte=models.F("applications")),
                name="no_more_granted_than_applied_for",
            ),
        ]

    def __str__(self):
        return f"{self.mechanism} {self.from_on}"


class Obstacle(models.Model):
    """A rule that stands in somebody's way; the city owes an answer by `due_at`."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    state = models.CharField(max_length=12, choices=ObstacleState, default=ObstacleState.RECEIVED)
    is_public = models.BooleanField(default=False)
    title = models.CharField(_("the obstacle in one sentence"), max_length=300)
    text = models.TextField(_("description"))
    rule_text = models.CharField(_("rule that stands in the way"), max_length=300, blank=True)
    about = models.ForeignKey(
        Mechanism, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    mechanism = models.ForeignKey(  # what it became
        Mechanism, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles"
    )
    sent_at = models.DateTimeField()
    sent_by = whoever()
    due_at = models.DateTimeField()
    reason = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    draft_code = models.CharField(max_length=12, unique=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self):
        return self.title

    @property
    def chain(self):
        return f"obstacle:{self.code}"


class Watch(models.Model):
    """Somebody wants to hear when a mechanism begins to fit their answers, changes or ends.

    answers: {name of a fact: text}, as the address of the path has them. wants: kinds of
    mechanisms; none: all but tests for recognition. fits: {series: [code, fingerprint]} of the
    mechanisms that they qualified for when it was last looked.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField()
    wants = models.JSONField(default=list)
    fits = models.JSONField(default=dict)
    since = models.DateTimeField()

    def __str__(self):
        return str(self.user)


class Trial(models.Model):
    """An application to try something under supervision while a rule is set aside."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    state = models.CharField(_("state"), max_length=12, choices=TrialState, default=TrialState.SENT)
    is_public = models.BooleanField(default=False)
    title = models.CharField(_("what is tried"), max_length=300)
    applicant = models.CharField(_("organisation that applies"), max_length=300)
    scope = models.TextField(_("scope: what, where, with whom, how many"))
    set_aside = models.TextField(_("rules to be set aside"))
    risks = models.TextField(_("risks, and how they are kept small"))
    supervision = models.TextField(_("supervision: who looks, at what, how often"))
    report_every = models.PositiveSmallIntegerField(
        _("days between two reports of the supervision"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    exit_plan = models.TextField(_("exit: how it ends, also early"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    mechanism = models.ForeignKey(
        Mechanism, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    sent_by = whoever(null=False)
    document_number = models.CharField(_("number of the document"), max_length=80, blank=True)
    document_on = models.DateField(_("date of the document"), null=True, blank=True)
    effect = models.CharField(_("effect"), max_length=16, choices=Effect, blank=True)
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    draft_code = models.CharField(max_length=12, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="trial_ends_after_begin"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def chain(self):
        return f"trial:{self.code}"


class TrialReport(models.Model):
    """What the supervision of a trial, or whoever tries it, has seen."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="reports")
    seen_on = models.DateField(_("seen on"))
    text = models.TextField(_("what was seen"))
    is_incident = models.BooleanField(_("an incident"), default=False)
    is_own = models.BooleanField(default=False)  # of whoever tries it, not of the supervision
    at = models.DateTimeField()
    by = whoever(null=False)

    class Meta:
        ordering = ["seen_on", "id"]

    def __str__(self):
        return f"{self.trial} {self.seen_on}"
