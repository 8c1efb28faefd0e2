"""Indicators of units over years, each value with its source; frames and targets over them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.models import Source
from cauhien.observatory.states import (
    SIGNS,
    Family,
    FrameKind,
    IndicatorKind,
    LoadState,
    Merging,
    Operator,
    Origin,
    Qualifier,
    RoundState,
    Status,
    UnitKind,
    Verdict,
    Weighing,
    Why,
)


class Named(models.Model):
    """Something with a name in both languages."""

    name_vi = models.CharField(_("name in Vietnamese"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name_vi


class Noted(models.Model):
    """Something with a note as it was written, mostly in English, and its Vietnamese words."""

    note = models.TextField(_("note"), blank=True)
    note_vi = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def note_en(self):
        """The note unless it was written in Vietnamese."""
        return "" if self.note == self.note_vi else self.note


class Unit(Named):
    """A country, province, city, region or area that figures are told of.

    A province that merged ended, and another began; one that did not is the same unit all along.
    """

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=UnitKind)
    is_city = models.BooleanField(default=False)  # a province that rankings of cities name too
    official_code = models.CharField(max_length=8, blank=True)
    country = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region = models.CharField(_("region"), max_length=60, blank=True)  # as the source names it
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # the last day
    groups = models.JSONField(default=list, blank=True)  # "asean", "asia", "oecd"
    aliases = models.JSONField(default=list, blank=True)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")


class UnitMerger(models.Model):
    """One unit became a part of another on a day."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="made_of")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="merged_once")]

    def __str__(self):
        return f"{self.old.code} → {self.new.code}"


class Indicator(Named, Noted):
    """What is measured, with its direction and unit of measure."""

    code = models.SlugField(max_length=60, unique=True)
    source_code = models.CharField(max_length=60, blank=True)  # the publisher's own, "GB.XPD…"
    measure_vi = models.CharField(_("unit of measure in Vietnamese"), max_length=80, blank=True)
    measure_en = models.CharField(_("unit of measure in English"), max_length=80, blank=True)
    kind = models.CharField(max_length=8, choices=IndicatorKind, default=IndicatorKind.NUMBER)
    direction = models.SmallIntegerField(default=1)  # 1 more is better, -1 less, 0 context
    level = models.CharField(max_length=8, choices=UnitKind)  # whose figures they mostly are
    family = models.CharField(max_length=8, choices=Family)
    pillar = models.CharField(max_length=12, blank=True)  # "RND", as in the frame
    denominator = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    whole = models.ForeignKey(  # the indicator to which this and its siblings add up
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    merging = models.CharField(max_length=8, choices=Merging, default=Merging.NEVER)
    weight = models.ForeignKey(  # by which a mean of merged units is weighted
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    producer = models.CharField(_("producer"), max_length=120, blank=True)
    producer_vi = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    @property
    def measure(self):
        return self.measure_en if get_language() == "en" else self.measure_vi


class Break(models.Model):
    """From this year on the series is another one: no line is drawn over it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breaks")
    year = models.PositiveSmallIntegerField()  # the first of the new series
    why_vi = models.CharField(max_length=300)
    why_en = models.CharField(max_length=300)

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="break_once")]

    def __str__(self):
        return f"{self.indicator.code} {self.year}"

    @property
    def why(self):
        return self.why_en if get_language() == "en" else self.why_vi


class Definition(Named):
    """One of several things that an indicator's name means, by the words its sources use."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    code = models.SlugField(max_length=40)
    words = models.CharField(max_length=120, blank=True)  # in a note that tells it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "code"], name="definition_once")
        ]


class Load(models.Model):
    """One sheet that was sent in or shipped, and what became of its rows."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    stored = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=LoadState, default=LoadState.WAITING)
    counts = models.JSONField(default=dict)  # outcome -> rows
    traps = models.JSONField(default=dict)  # trap -> rows
    cited = models.JSONField(default=dict, blank=True)  # title, url, licence where a row has none
    by = models.UUIDField(null=True, blank=True)  # None: shipped with the product
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.file_name

    @property
    def rows(self):
        return sum(self.counts.values())


class Value(Noted):
    """What one source says of one indicator, unit and period. Nothing overwrites it.

    Of all values of the same indicator, unit, period and definition one is shown; the others
    stand beside it.
    """

    code = models.CharField(max_length=12, unique=True)  # follows from what is said, and by whom
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="values")
    period = models.CharField(_("period"), max_length=9, blank=True)  # "2024", "2021-2025", ""
    since = models.PositiveSmallIntegerField(null=True, blank=True)  # its first year
    year = models.PositiveSmallIntegerField(null=True, blank=True)  # its last year
    number = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)  # of a band
    high = models.FloatField(null=True, blank=True)
    qualifier = models.CharField(max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    printed = models.CharField(_("as printed"), max_length=40)
    definition = models.CharField(max_length=40, blank=True)  # code of a Definition
    edition = models.CharField(_("edition"), max_length=80, blank=True)  # of a ranking, its frame
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PRINTED)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    flags = models.JSONField(default=list, blank=True)  # words of Trap
    load = models.ForeignKey(
        Load, null=True, blank=True, on_delete=models.PROTECT, related_name="values"
    )
    by = models.UUIDField(null=True, blank=True)  # who entered it or sent the sheet in
    at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.SHOWN)
    why = models.CharField(max_length=8, choices=Why, blank=True)  # it is shown
    reason = models.CharField(_("reason"), max_length=500, blank=True)  # in the chooser's words
    chosen_by = models.UUIDField(null=True, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "definition"],
                condition=models.Q(status=Status.SHOWN),
                name="one_value_shown",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "definition", "source", "printed"],
                name="value_said_once",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "indicator", "year"], name="value_of_unit"),
            models.Index(fields=["source"], name="value_of_source"),
        ]

    def __str__(self):
        return f"{self.indicator_id} {self.unit_id} {self.period or 'n.d.'}: {self.printed}"

    @property
    def key(self):
        """What one value of is shown: indicator, unit, period, definition."""
        return self.indicator_id, self.unit_id, self.period, self.definition

    @property
    def sign(self):
        return SIGNS.get(Qualifier(self.qualifier), "")

    @property
    def is_single_year(self):
        return self.year is not None and self.since == self.year


class Frame(Named):
    """A tree of indicators with weights and the plan by which the index is computed.

    A locked frame never changes; whoever wants it otherwise forks it. An edited fork is a new row
    that replaces the old one, which stays as it was.
    """

    code = models.SlugField(max_length=40, unique=True, default=random_code)
    kind = models.CharField(max_length=8, choices=FrameKind, default=FrameKind.INDEX)
    version = models.CharField(max_length=40)
    nodes = models.JSONField(default=list)  # rows of COINr's iMeta, with iName_vi
    plan = models.JSONField(default=list)  # steps of the engine's Plan
    group = models.CharField(max_length=20, blank=True)  # of units: "asia"
    base_group = models.CharField(max_length=20, blank=True)  # ranked among themselves: "asean"
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    locked = models.BooleanField(default=False)
    fork_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="forks"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    by = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    @property
    def note(self):
        return self.note_en if get_language() == "en" else self.note_vi


class WeightRound(models.Model):
    """Named people are asked what each child of one element of a frame should count."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="rounds")
    parent = models.CharField(max_length=60)  # code of the element whose children are weighed
    method = models.CharField(max_length=8, choices=Weighing, default=Weighing.POINTS)
    question = models.TextField(_("what is asked"))
    until = models.DateField()  # the last day to answer
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.OPEN)
    is_illustration = models.BooleanField(default=False)
    fork = models.OneToOneField(
        Frame, null=True, blank=True, on_delete=models.PROTECT, related_name="round"
    )
    by = models.UUIDField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return str(self.frame)


class WeightAnswer(models.Model):
    """What one asked person answers; signed by their account, and empty until then.

    draft: what they have written and not signed, {name of a field: text}; nobody else reads it.
    """

    round = models.ForeignKey(WeightRound, on_delete=models.CASCADE, related_name="answers")
    person = models.UUIDField()
    points = models.JSONField(default=dict, blank=True)  # code -> points, together 100
    pairs = models.JSONField(default=dict, blank=True)  # "A:B" -> 3 (A 3 times B), -3
    remark = models.TextField(blank=True)
    draft = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="asked_once_in_a_round")
        ]

    def __str__(self):
        return f"{self.round_id} {self.person}"


class Computation(models.Model):
    """What the engine makes of a frame and the values of a year, under the hash of what makes it.

    snapshot: each indicator's newest value of a unit up to the year, with its own year and code.
    variants: ranks over many variants of the method, None until they are computed.
    """

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="computations")
    year = models.PositiveSmallIntegerField()  # the edition
    key = models.CharField(max_length=64)  # of engine, frame, values and plan
    engine_version = models.CharField(max_length=20)
    input_key = models.CharField(max_length=64)  # of the values
    snapshot = models.JSONField()
    variants = models.JSONField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["frame", "key"], name="computed_once_for_a_frame")
        ]

    def __str__(self):
        return f"{self.frame_id} {self.year} {self.key[:8]}"


class Target(Named):
    """What a document of the city or the country wants to reach by a year."""

    code = models.SlugField(max_length=60, unique=True, default=random_code)
    key = models.CharField(max_length=40)  # the same goal in several documents or years
    frame = models.ForeignKey(
        Frame, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    operator = models.CharField(max_length=8, choices=Operator)
    number = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)  # where the document gives a range
    text = models.CharField(max_length=80, blank=True)  # "leading group"
    measure_vi = models.CharField(max_length=80, blank=True)
    measure_en = models.CharField(max_length=80, blank=True)
    document = models.CharField(_("document"), max_length=300)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN)
    verdict_reason = models.CharField(max_length=500, blank=True)
    judged_by = models.UUIDField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    @property
    def measure(self):
        return self.measure_en if get_language() == "en" else self.measure_vi


class IssuedProbability(models.Model):
    """A chance of meeting a target as it was told once; scored when the outcome is known."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="probabilities")
    at = models.DateTimeField()
    year = models.PositiveSmallIntegerField()  # by the end of which the target should be met
    probability = models.FloatField()  # share, 0 to 1
    low = models.FloatField()  # 80 % of what may come lies between low and high then
    middle = models.FloatField()
    high = models.FloatField()
    model = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    engine_version = models.CharField(max_length=20)
    input_key = models.CharField(max_length=64)  # hash of the series
    is_met = models.BooleanField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)  # Brier, 0 the best
    scored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target", "input_key", "engine_version"], name="probability_issued_once"
            )
        ]

    def __str__(self):
        return f"{self.target_id} {self.at:%Y-%m-%d}: {self.probability}"
