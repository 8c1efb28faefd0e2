"""What people write of mechanisms, obstacles and trials."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.policies import queries
from cauhien.policies.models import Mechanism, Obstacle, Trial, Use
from cauhien.policies.states import Effect
from cauhien.ui.fields import DayField, NumberField
from cauhien.ui.limits import Limit

SENDING = Limit("obstacle", "10/h")
LONGEST = 20_000


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


class ObstacleForm(forms.ModelForm):
    """An obstacle as anybody reports it."""

    use_required_attribute = False
    text = forms.CharField(
        label=gettext_lazy("What you wanted to do, what stood in the way, what it cost"),
        help_text=gettext_lazy(
            "It may be published. Leave out names and what is private, of others and of yourself."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = Obstacle
        fields = ["title", "text", "rule_text", "about"]
        labels = {
            "title": gettext_lazy("The obstacle in one sentence"),
            "rule_text": gettext_lazy("Which rule stands in the way"),
        }
        help_texts = {
            "rule_text": gettext_lazy("Number and article, as far as you know them."),
        }

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["about"] = forms.ModelChoiceField(
            queries.mechanisms_listed(user).filter(is_public=True),
            label=_("Which mechanism it is about, if any"),
            empty_label=_("none of them"),
            required=False,
        )


def _in_order(form, given):
    """Say beside the last day that it lies before the first; the database would refuse the row."""
    first, last = given.get("from_on"), given.get("until_on")
    if first and last and last < first:
        form.add_error("until_on", _("The last day lies before the first."))
    return given


class CommentForm(Refusable):
    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy(
            "It may be published. Leave out names and what is private, of others and of yourself."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class CommentAnswerForm(Refusable):
    is_published = forms.TypedChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[
            ("yes", gettext_lazy("Publish it with the answer")),
            ("no", gettext_lazy("Do not publish it; who sent it reads why")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"), widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST
    )


class TextForm(Refusable, forms.ModelForm):
    """The head of a draft and a version of its text."""

    text = forms.CharField(
        label=gettext_lazy("Text of the mechanism"),
        help_text=gettext_lazy("For whom, under which conditions, what they get, who decides."),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    change = forms.CharField(
        label=gettext_lazy("What has changed, and why"),
        help_text=gettext_lazy("Needed from the second version on. Everybody reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    class Meta:
        model = Mechanism
        fields = [
            "title_vi",
            "title_en",
            "kind",
            "beneficiary_vi",
            "beneficiary_en",
            "summary_vi",
            "summary_en",
        ]
        widgets = {
            "summary_vi": forms.Textarea(attrs={"rows": 3}),
            "summary_en": forms.Textarea(attrs={"rows": 3}),
        }

    def head(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class UseForm(Refusable, forms.ModelForm):
    from_on = DayField(label=gettext_lazy("From"))
    until_on = DayField(label=gettext_lazy("Until"))
    amount_vnd = NumberField(label=gettext_lazy("Amount granted (VND)"), required=False)

    class Meta:
        model = Use
        fields = [
            "from_on",
            "until_on",
            "applications",
            "granted",
            "amount_vnd",
            "effect",
            "reported_in",
        ]
        widgets = {"effect": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        given = super().clean() or {}
        granted, applications = given.get("granted"), given.get("applications")
        if granted and applications is not None and granted > applications:
            self.add_error("granted", _("More are granted than applied for."))
        return _in_order(self, given)


class TrialForm(Refusable, forms.ModelForm):
    """An application for a trial: everything that a decision needs."""

    from_on = DayField(label=gettext_lazy("From"))
    until_on = DayField(label=gettext_lazy("Until"))

    class Meta:
        model = Trial
        fields = [
            "title",
            "applicant",
            "scope",
            "set_aside",
            "risks",
            "supervision",
            "report_every",
            "exit_plan",
            "from_on",
            "until_on",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in ("scope", "set_aside", "risks", "supervision", "exit_plan")
        }
        help_texts = {
            "set_aside": gettext_lazy("Number and article, as far as you know them."),
        }

    def clean(self):
        return _in_order(self, super().clean())


class ReportForm(Refusable):
    """What the supervision has seen."""

    seen_on = DayField(label=gettext_lazy("Seen on"))
    text = forms.CharField(
        label=gettext_lazy("What was seen"),
        help_text=gettext_lazy("It is public."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_incident = forms.BooleanField(
        label=gettext_lazy("It is an incident: somebody or something came to harm, or nearly did"),
        required=False,
    )


class OwnReportForm(ReportForm):
    """What whoever tries something says of it."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["seen_on"].label = _("On which day it happened")
        self.fields["text"].label = _("What happened")


class PlainForm(Refusable):
    """An act that needs nothing said."""

    def changes(self):
        """Return what `advance` is told besides."""
        return dict(self.cleaned_data)


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST
    )


class ConsultForm(PlainForm):
    consulted_until = DayField(label=gettext_lazy("Comments until"))


class DocumentForm(PlainForm):
    document_number = forms.CharField(label=gettext_lazy("Number of the document"), max_length=80)
    document_on = DayField(label=gettext_lazy("Date of the document"))


class AdoptForm(DocumentForm):
    valid_from = DayField(label=gettext_lazy("Valid from"))
    valid_to = DayField(label=gettext_lazy("Valid until"), required=False)


class EndForm(ReasonForm):
    valid_to = DayField(label=gettext_lazy("Last day in force"))


class EndTrialForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("What it has shown"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("Effect"), choices=Effect.choices, widget=forms.RadioSelect
    )
