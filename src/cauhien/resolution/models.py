"""Goals and tasks of a resolution: who owns a task, what is reported, what it is linked to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core import city
from cauhien.core.codes import random_code
from cauhien.core.models import Sourced
from cauhien.core.text import sort_key
from cauhien.resolution.states import (
    ENDED,
    IN_WORK,
    Answer,
    Delay,
    Duty,
    Every,
    Missing,
    TaskState,
    Told,
    Verdict,
)


def figure(label, **options):
    return models.DecimalField(
        label, max_digits=18, decimal_places=4, null=True, blank=True, **options
    )


class Goal(models.Model):
    """What a document of the city wants to reach; its tasks say by what."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    document = models.CharField(_("document"), max_length=300)  # as its source names it
    document_en = models.CharField(max_length=300, blank=True)  # the editor's translation
    title_vi = models.CharField(_("goal"), max_length=300)
    title_en = models.CharField(_("goal, in English"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "title_vi"], name="goal_once_in_document")
        ]

    def __str__(self):
        return self.title_vi


class Task(Sourced):
    """What an office has to do for a goal, by when, and how that is measured."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="tasks")
    title_vi = models.CharField(_("task"), max_length=300)
    title_en = models.CharField(_("task, in English"), max_length=300, blank=True)
    owner_printed = models.CharField(_("body as the document names it"), max_length=300, blank=True)
    owner_printed_en = models.CharField(max_length=300, blank=True)
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=8, choices=TaskState, default=TaskState.LISTED)
    indicator = models.CharField(_("what is measured"), max_length=200, blank=True)
    indicator_en = models.CharField(_("what is measured, in English"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    unit_en = models.CharField(_("unit, in English"), max_length=80, blank=True)
    baseline = figure(_("value at the beginning"))
    baseline_text = models.CharField(_("situation at the beginning"), max_length=300, blank=True)
    baseline_text_en = models.CharField(max_length=300, blank=True)
    target = figure(_("target"))
    target_text = models.CharField(_("target in words"), max_length=200, blank=True)
    target_text_en = models.CharField(_("target in words, in English"), max_length=200, blank=True)
    published_status = models.CharField(_("what the source says of it"), max_length=300, blank=True)
    published_status_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(
        _("reported on"), choices=Every, null=True, blank=True
    )
    target_code = models.CharField(_("target of the observatory"), max_length=60, blank=True)
    blocked_by = models.TextField(_("what blocks it"), blank=True)
    blocked_office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    blocked_with = models.CharField(_("with whom"), max_length=200, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # the office's head, that it is theirs
    take_up_by = models.DateField(null=True, blank=True)
    state_at = models.DateTimeField(null=True, blank=True)  # when it came into its state
    sort_key = models.CharField(max_length=300, blank=True, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self):
        return self.title_vi

    def derived(self):
        return {"sort_key": sort_key(self.title_vi)[:300]}

    @property
    def chain(self):
        return f"task:{self.code}"

    @property
    def is_of_group(self):
        """Whether its document gives it to several bodies at once."""
        return self.owner_printed in city.groups_of_bodies()

    @property
    def is_in_work(self):
        return self.state in IN_WORK

    @property
    def has_ended(self):
        return self.state in ENDED

    def is_overdue(self, day):
        return not self.has_ended and self.due_on is not None and self.due_on < day

    def elapsed(self, day):
        """Return the share of the time that has passed; None without a beginning or an end."""
        if not (self.starts_on and self.due_on and self.starts_on < self.due_on):
            return None
        return min(max((day - self.starts_on) / (self.due_on - self.starts_on), 0.0), 1.0)

    def pace(self, value, day):
        """Return (share reached, share of the time, Verdict), or the Missing that forbids it.

        value: the last accepted one, None where there is none. The plan is a straight line from
        baseline to target between the first day and the deadline.
        """
        if self.target is None:
            return Missing.TARGET
        if self.baseline is None or self.baseline == self.target:
            return Missing.BASELINE
        if self.elapsed(day) is None:
            return Missing.TIME
        if value is None:
            return Missing.VALUE
        reached = float((value - self.baseline) / (self.target - self.baseline))
        elapsed = self.elapsed(day)
        if reached >= 1:
            return reached, elapsed, Verdict.REACHED
        return reached, elapsed, Verdict.ON_PACE if reached >= elapsed else Verdict.BEHIND


class Ownership(models.Model):
    """An office, and somebody in it who is to answer for a task, between two moments.

    answered_at, answer: when and with what words the person took the duty or declined it.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="owners")
    office = models.ForeignKey("organisations.Office", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    duty = models.CharField(max_length=8, choices=Duty, default=Duty.NOBODY)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(until_at=None), name="one_owner_of_a_task"
            ),
            models.CheckConstraint(
                condition=models.Q(person=None, duty=Duty.NOBODY)
                | (models.Q(person__isnull=False) & ~models.Q(duty=Duty.NOBODY)),
                name="a_duty_is_somebodys",
            ),
        ]

    def __str__(self):
        return f"{self.task}: {self.office}"

    @property
    def duty_since(self):
        """When the duty came into its state."""
        return self.answered_at or self.from_at


class Report(models.Model):
    """What an office says of a task for one period; the coordinator accepts or returns it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    text = models.TextField(_("what was done"))
    value = figure(_("value reached"))
    is_final = models.BooleanField(_("the task is completed"), default=False)
    file = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["until_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "until_on"],
                condition=~models.Q(answer=Answer.RETURNED),
                name="one_report_of_a_period_stands",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="task_report_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.task} {self.until_on}"


class PlanStep(models.Model):
    """A step of the plan of a task, and the report that says that it is done."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="plan_steps")
    text = models.CharField(_("plan of steps"), max_length=200)
    due_on = models.DateField(_("by"))
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="steps"
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["task", "text"], name="step_of_a_plan_once")]

    def __str__(self):
        return self.text

    @property
    def is_told(self):
        """Whether a report that was not returned says that it is done."""
        return self.report is not None and self.report.answer != Answer.RETURNED

    @property
    def is_done(self):
        return self.report is not None and self.report.answer == Answer.ACCEPTED


class ServedBy(models.Model):
    """A problem of the city whose solution serves a task, as an office says with its reason."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="problems")
    challenge = models.ForeignKey(
        "challenges.Challenge", on_delete=models.CASCADE, related_name="+"
    )
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "challenge"], name="problem_of_a_task_once")
        ]

    def __str__(self):
        return f"{self.task} ← {self.challenge}"


class Escalation(models.Model):
    """A delay was passed on to somebody higher; each delay once to each."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="escalations")
    why = models.CharField(max_length=12, choices=Delay)
    since = models.DateField()  # the day that passed
    to = models.CharField(max_length=12, choices=Told)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "why", "since", "to"], name="delay_passed_on_once"
            )
        ]

    def __str__(self):
        return f"{self.task}: {self.why} {self.since} → {self.to}"


class PlanSheet(models.Model):
    """A workbook with the plan that somebody sent in: compared first, taken over if wanted."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.code} {self.file}"
