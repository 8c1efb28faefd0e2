"""What is written of a task: its plan and owner, what blocks it, what serves it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.queries import challenges_for
from cauhien.resolution import queries
from cauhien.resolution.models import Task
from cauhien.resolution.states import PLANNED, Answer, Duty, Every
from cauhien.ui import words
from cauhien.ui.fields import DayField, NumberField

EVERY = [("", _("– choose –")), *Every.choices]


class OfficeField(forms.ModelChoiceField):
    """An office of the register, by its name in the language of the page."""

    def __init__(self, **options):
        super().__init__(
            queryset=queries.offices(), to_field_name="code", empty_label=_("– choose –"), **options
        )

    def label_from_instance(self, office):
        return queries.named_in(office.organisation, words.language())


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put.

    task, user and day: of whom and when it is asked.
    """

    use_required_attribute = False

    def __init__(self, *args, task=None, user=None, day=None, **options):
        super().__init__(*args, **options)
        self.task, self.user, self.day = task, user, day

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


class ReasonForm(Refusable):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
    )


class ConfirmForm(Refusable):
    """Nothing but the button."""


class TakeUpForm(Refusable):
    starts_on = DayField(label=_("Begins"), help_text=_("From this day on reports are due."))
    every_months = forms.TypedChoiceField(label=_("Reported on"), choices=EVERY, coerce=int)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial.setdefault("starts_on", self.task.starts_on or self.day)
        self.initial.setdefault("every_months", self.task.every_months)


class BlockForm(Refusable):
    reason = forms.CharField(
        label=_("What blocks it"),
        help_text=_("Everybody reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
    )
    office = OfficeField(
        label=_("With which office"),
        help_text=_("Its head is told, and it stands in the office's work."),
        required=False,
    )
    other = forms.CharField(
        label=_("With whom else"),
        help_text=_("A ministry, a contractor: where it is no office of the city."),
        max_length=200,
        required=False,
    )


class PlanForm(Refusable, forms.ModelForm):
    """What is planned of a task; the reason goes with every change."""

    baseline = NumberField(label=_("Value at the beginning"), required=False)
    target = NumberField(label=_("Target"), required=False)
    starts_on = DayField(label=_("Begins"), required=False)
    due_on = DayField(
        label=_("Deadline"),
        help_text=_("Left empty where the document states none."),
        required=False,
    )
    every_months = forms.TypedChoiceField(
        label=_("Reported on"), choices=EVERY, coerce=int, required=False, empty_value=None
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        help_text=_("Everybody reads it beside the value before and after."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
    )

    class Meta:
        model = Task
        fields = PLANNED
        help_texts = {
            "target_text": _("Where the target is no number, or a range."),
            "indicator_en": _("Left empty, English pages show the Vietnamese text."),
            "target_code": _("The code of the goal's target there, as ECO_ASEAN."),
        }

    def __init__(self, *args, task=None, **options):
        # The form must not write into the task that is shown: an action compares the two.
        held = Task(**{name: getattr(task, name) for name in PLANNED})
        super().__init__(*args, task=task, instance=held, **options)

    def values(self):
        return {name: self.cleaned_data[name] for name in PLANNED}


class OwnerForm(Refusable):
    office = OfficeField(label=_("Office"))
    person = forms.ModelChoiceField(
        label=_("Who answers for it"),
        help_text=_("Of those who hold a role in the office today. It may stay open."),
        queryset=None,
        empty_label=_("– nobody named –"),
        to_field_name="uuid",
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed where another office is to have it. Everybody reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        office = self.task.office
        staff = queries.staff_of(self._chosen() or office, self.day)
        people: Any = self.fields["person"]
        people.queryset = staff
        self.initial.setdefault("office", office and office.code)
        held = self.task.owners.filter(until_at=None).select_related("person").first()
        self.initial.setdefault("person", held and held.person and held.person.uuid)

    def _chosen(self):
        code = self.data.get("office") if self.is_bound else None
        return queries.offices().filter(code=code).first() if code else None


class DutyForm(Refusable):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Duty.ACCEPTED, _("I answer for this task")),
            (Duty.DECLINED, _("I decline, for the reason below")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why you decline"),
        help_text=_("Needed where you decline. The office and those who lead read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
    )


class LinkForm(Refusable):
    problem = forms.CharField(
        label=_("Problem"),
        help_text=_("Its code or the address of its page."),
        max_length=300,
    )
    reason = forms.CharField(
        label=_("How it serves the task"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
    )

    def clean_problem(self):
        said = self.cleaned_data["problem"].strip().rstrip("/").split("/")[-1]
        found = challenges_for(self.user).filter(code=said).first()
        if found is None:
            raise forms.ValidationError(_("No problem that you see has this code."))
        return found


class StepsForm(Refusable):
    """The plan of steps as lines of a text; cleaned to [(day, what is to be done)]."""

    steps = forms.CharField(
        label=_("Steps"),
        help_text=_("One step a line, its day before it, as: 31/12/2026 Contract signed."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=10_000,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        help_text=_("Needed where there is a plan already. Everybody reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial.setdefault("steps", queries.steps_said(self.task.plan_steps.all()))

    def clean_steps(self):
        try:
            return queries.steps_in(self.cleaned_data["steps"])
        except queries.BadLine as bad:
            raise forms.ValidationError(str(bad)) from None


class ReportForm(Refusable):
    """What was done in a period, the number reached, and one file as evidence."""

    until_on = forms.TypedChoiceField(label=_("Period"), coerce=date.fromisoformat)
    text = forms.CharField(
        label=_("What was done"),
        help_text=_("With where it can be seen. Everybody reads it once it is accepted."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
    )
    value = NumberField(label=_("Value reached"), required=False)
    steps = forms.ModelMultipleChoiceField(
        label=_("Steps of the plan that are done"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_final = forms.BooleanField(
        label=_("The task is completed"),
        help_text=_("The coordinator ends it once this report is accepted."),
        required=False,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("One PDF, DOCX, XLSX, PNG or JPEG of at most 30 MB."),
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.periods = {one.until_on: one for one in queries.periods_to_report(self.task, self.day)}
        field: Any = self.fields["until_on"]
        field.choices = [
            (one.until_on.isoformat(), f"{words.day(one.from_on)}–{words.day(one.until_on)}")
            for one in self.periods.values()
        ]
        ended = [one for one in self.periods if one < self.day]
        self.initial.setdefault("until_on", max(ended, default=None))
        steps: Any = self.fields["steps"]
        steps.queryset = queries.steps_to_report(self.task)
        steps.label_from_instance = lambda step: f"{step.text} ({words.day(step.due_on)})"
        if not steps.queryset:
            del self.fields["steps"]
        if self.task.unit:
            self.fields["value"].help_text = self.task.unit

    def said(self):
        said = {name: self.cleaned_data[name] for name in ("text", "value", "is_final")}
        return said | {"steps": self.cleaned_data.get("steps", [])}

    def period(self):
        return self.periods[self.cleaned_data["until_on"]]

    def sent_file(self):
        """Return (name, bytes) of the file, None where none was sent."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else None


class AnswerForm(Refusable):
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (Answer.ACCEPTED, _("Accept it")),
            (Answer.RETURNED, _("Return it with a reason")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is missing"),
        help_text=_("The office reads it. Needed where you return it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
    )


class SheetForm(Refusable):
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("The plan as it is taken away here (XLSX, at most 5 MB), with your changes."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class UnlinkForm(ReasonForm):
    problem = forms.SlugField(widget=forms.HiddenInput)
