"""What is written of a pilot: its plan, evidence, values, answers, payments, votes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.states import Outcome
from cauhien.pilots import queries
from cauhien.pilots.actions import Evidence, PlannedMilestone
from cauhien.pilots.documents import counted_in_words
from cauhien.pilots.models import Pilot
from cauhien.pilots.states import FROZEN_OF_PLAN, NEEDED_OF_PLAN, Answer, Choice, Later
from cauhien.ui.fields import DayField, NumberField

MOST_MILESTONES = 8
FULL = 100


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def __init__(self, *args, about=None, **options):
        super().__init__(*args, **options)
        self.about = about  # what the act is about: a pilot, a milestone, a report, a value

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


class PlanForm(Refusable, forms.ModelForm):
    """The plan of measurement. Nothing is compulsory before it is frozen."""

    baseline = NumberField(label=gettext_lazy("Before the pilot"), required=False)
    target = NumberField(label=gettext_lazy("Target"), required=False)
    contract_value = NumberField(
        label=gettext_lazy("Value of the contract"),
        help_text=gettext_lazy("Payments are recorded against it, milestone by milestone."),
        required=False,
    )
    starts_on = DayField(label=gettext_lazy("Begins"), required=False)
    due_on = DayField(
        label=gettext_lazy("To be reported by"),
        help_text=gettext_lazy("If no report has come by this day, everybody reads so."),
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pilot
        fields = FROZEN_OF_PLAN
        help_texts = {
            "measured_by": gettext_lazy("An office or a body that is not of the team is best."),
            "stop_rule": gettext_lazy(
                "For example: two measurements in a row worse than before the pilot."
            ),
        }
        widgets = {"stop_rule": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in NEEDED_OF_PLAN:
            field: Any = self.fields[name]
            field.needed = True  # not to save, but to freeze

    def clean(self):
        super().clean()
        given = self.cleaned_data
        starts, due = given.get("starts_on"), given.get("due_on")
        if starts and due and due <= starts:
            self.add_error("due_on", _("This day must come after the first day of the pilot."))
        return given

    def values(self):
        return {name: self.cleaned_data[name] for name in FROZEN_OF_PLAN}


class MilestoneForm(forms.Form):
    use_required_attribute = False

    title_vi = forms.CharField(label=gettext_lazy("Milestone"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("In English"), max_length=200, required=False)
    due_on = DayField(label=gettext_lazy("Due"), required=False)
    percent = forms.IntegerField(
        label=gettext_lazy("Share of the value in %"),
        min_value=0,
        max_value=FULL,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if (given.get("due_on") or given.get("percent")) and not given.get("title_vi"):
            self.add_error("title_vi", _("Name the milestone."))
        if given.get("title_vi") and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say when it is due."))
        return given


class BaseMilestones(forms.BaseFormSet):
    def clean(self):
        shares = sum(one.percent for one in self.planned())
        if not any(self.errors) and shares not in (0, FULL):
            message = _("The shares total %(shares)s %%; they must total 100 %%, or none be given.")
            raise forms.ValidationError(message % {"shares": shares})

    def planned(self):
        """Return the PlannedMilestone of each row that names one."""
        rows = [getattr(form, "cleaned_data", {}) for form in self.forms]
        return [
            PlannedMilestone(
                row["title_vi"], row["title_en"], row.get("due_on"), row.get("percent") or 0
            )
            for row in rows
            if row.get("title_vi")
        ]


MilestoneForms = forms.formset_factory(
    MilestoneForm, formset=BaseMilestones, extra=1, max_num=MOST_MILESTONES
)


class EvidenceForm(Refusable):
    text = forms.CharField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("What was done, and where it can be seen."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("One PDF, DOCX, XLSX, PNG or JPEG of at most 30 MB."),
        required=False,
    )

    def evidence(self):
        given = self.cleaned_data
        if not given["file"]:
            return Evidence(given["text"])
        return Evidence(given["text"], given["file"].name, given["file"].read())


class ValueForm(EvidenceForm):
    """A measured value with its interval and its evidence."""

    from_on = DayField(label=gettext_lazy("Measured from"))
    until_on = DayField(label=gettext_lazy("Measured until"))
    value = NumberField(label=gettext_lazy("Measured value"))
    low = NumberField(
        label=gettext_lazy("Lower end of the interval"),
        help_text=gettext_lazy(
            "Of the interval that holds 95 of 100. Without one the page says that none is stated."
        ),
        required=False,
    )
    high = NumberField(label=gettext_lazy("Upper end of the interval"), required=False)
    sample = forms.IntegerField(
        label=gettext_lazy("Number of observations"),
        min_value=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    field_order = ["from_on", "until_on", "value", "low", "high", "sample", "text", "file"]

    def values(self):
        names = ("from_on", "until_on", "value", "low", "high", "sample")
        return {name: self.cleaned_data[name] for name in names}


class AnswerForm(Refusable):
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[
            (Answer.ACCEPTED, gettext_lazy("Accept it")),
            (Answer.RETURNED, gettext_lazy("Return it with a reason")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("What is missing"),
        help_text=gettext_lazy("The team reads it. Needed where you return it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class PaymentForm(Refusable):
    amount = NumberField(label=gettext_lazy("Amount"))
    paid_on = DayField(label=gettext_lazy("Paid on"))
    document = forms.CharField(label=gettext_lazy("Number of the payment order"), max_length=80)
    reason = forms.CharField(
        label=gettext_lazy("Why more than its share is paid"),
        help_text=gettext_lazy("Needed only then. The team and the auditors read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["amount"].help_text = self._share_and_paid()

    def _share_and_paid(self):
        pilot, share = self.about.pilot, queries.share_of(self.about)
        said = _("In %(currency)s.") % {"currency": pilot.currency}
        if share is None:
            return said
        paid = _("Its share of the contract is %(share)s; paid for it so far: %(paid)s.") % {
            "share": pilot.money(share),
            "paid": pilot.money(queries.paid_for(self.about)),
        }
        return f"{said} {paid}"


class ReasonForm(Refusable):
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


class SumUpForm(Refusable):
    report = forms.CharField(
        label=gettext_lazy("Report on the pilot"),
        help_text=gettext_lazy("What was done, what came of it, what went wrong. It is public."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class VoteForm(Refusable):
    choice = forms.ChoiceField(
        label=gettext_lazy("Your vote"), choices=Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Your reason"), widget=forms.Textarea(attrs={"rows": 4})
    )


class ConclusionForm(Refusable):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[
            (one.value, one.label)
            for one in (Outcome.SCALED, Outcome.MET_NOT_SCALED, Outcome.NOT_MET)
        ],
        widget=forms.RadioSelect,
    )
    conclusion = forms.CharField(
        label=gettext_lazy("Conclusion of the council"),
        help_text=gettext_lazy("It is public, and stands in the minutes."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        gathering = queries.gathering_for(self.about)
        if ballot := queries.ballot_of(self.about, gathering):
            said = _("The council has voted: %(votes)s.") % {"votes": counted_in_words(ballot)}
            self.fields["outcome"].help_text = said


class FollowUpForm(Refusable):
    answer = forms.ChoiceField(
        label=gettext_lazy("What has become of the problem"),
        choices=Later.choices,
        widget=forms.RadioSelect,
    )
    value = NumberField(label=gettext_lazy("Value measured now"), required=False)
    text = forms.CharField(
        label=gettext_lazy("What is seen"), widget=forms.Textarea(attrs={"rows": 4})
    )
