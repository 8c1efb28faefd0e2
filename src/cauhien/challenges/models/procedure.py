"""The rules by which calls are run, and those of the law for councils: data, never code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states.procedure import Validity
from cauhien.core.models import Sourced


class CouncilRules(Sourced):
    """What one legal text says of councils: their size, roles, quorum, who is excluded."""

    code = models.CharField(max_length=12, unique=True)  # "CR-019"
    used_for = models.CharField(max_length=80)  # "selection", "task_definition, acceptance"
    level = models.CharField(max_length=60)  # as the file says it: "ministry"
    issuer = models.CharField(_("issued by"), max_length=200)
    legal_document = models.CharField(_("legal text"), max_length=200)
    validity = models.CharField(_("in force?"), max_length=20, choices=Validity)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    size_min = models.PositiveSmallIntegerField(null=True, blank=True)
    size_max = models.PositiveSmallIntegerField(null=True, blank=True)
    content = models.JSONField()  # the whole record, as the engine reads it
    is_runnable = models.BooleanField(default=True)  # False: what it says could not be read
    summary_vi = models.TextField()
    summary_en = models.TextField()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return f"{self.code}: {self.legal_document}"


class Procedure(Sourced):
    """By which rules a call is run: sealed or open files, council, quorum, clocks.

    Rows come from the file that the city names; each says what it rests on. No code names one.
    """

    code = models.CharField(max_length=40, unique=True)  # "commissioned-task"
    name_vi = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(max_length=200)
    summary_vi = models.TextField()
    summary_en = models.TextField()
    # What a team sends is called: "hồ sơ đăng ký tuyển chọn", "giải pháp đề xuất".
    initiative_vi = models.CharField(max_length=80)
    initiative_en = models.CharField(max_length=80)
    sealed = models.BooleanField()  # files are opened by two people after closing
    blind = models.BooleanField()  # the council does not read who sent a file
    council_min = models.PositiveSmallIntegerField()
    council_max = models.PositiveSmallIntegerField()
    reviewers = models.PositiveSmallIntegerField()  # reviewing members among them
    quorum = models.JSONField()  # {"share": "2/3", "must_include": ["chair", "both_reviewers"]}
    levels = models.PositiveSmallIntegerField()  # a criterion is scored from 1 to this
    # Scores of one file that differ by more than this share of the scale are flagged.
    disagreement_limit = models.DecimalField(max_digits=4, decimal_places=3)
    pass_threshold = models.DecimalField(max_digits=5, decimal_places=2)  # of 100 points
    # Whoever presides may draw lots among files that the scores cannot tell apart.
    lots = models.BooleanField(default=False)
    review_request_days = models.PositiveSmallIntegerField()
    clocks = models.JSONField()  # {"answer_question": {"days": 5, "working": true}, …}
    council_rules = models.CharField(max_length=12, blank=True)  # "CR-019"
    rules = models.JSONField(default=dict)  # that row of the councils' rules, as it was read
    # The council that defines the task before a call, with its own numbers, clocks, rules and
    # legal basis; "carried": the share of those present that must be exceeded. {}: there is none.
    definition = models.JSONField(default=dict)
    legal_basis_vi = models.TextField()
    legal_basis_en = models.TextField()
    status_note_vi = models.TextField(blank=True)
    status_note_en = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)  # in lists

    class Meta:
        ordering = ["place", "code"]

    def __str__(self):
        return self.name_vi
