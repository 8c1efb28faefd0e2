"""What somebody types: a text to match (and how often), what an office thinks of a candidate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.matching.states import Kind, Verdict
from cauhien.ui.limits import Limit

LONGEST = 200_000  # characters, about 30,000 words of Vietnamese
MATCHES = Limit("match", "30/m")
PROBLEMS = Limit("problems", "60/m")  # of one technology
WHILE_WRITING = Limit("similar", "60/m")  # asked for at each pause of somebody who types


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("What is the problem?"),
        help_text=_(
            "Vietnamese or English, with or without marks. A few sentences are enough: what is"
            " wrong, where, and what you need. The text is not kept."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Describe the problem first; one sentence is enough."),
            "max_length": _(
                "This is longer than %(limit_value)d characters. Keep the part that says what is"
                " needed."
            ),
        },
    )


class CandidateForm(forms.Form):
    """Which candidate is meant."""

    kind = forms.ChoiceField(choices=Kind, widget=forms.HiddenInput)
    code = forms.CharField(max_length=12, widget=forms.HiddenInput)


class MarkForm(CandidateForm):
    verdict = forms.ChoiceField(
        label=_("Does it fit this problem?"),
        choices=[*Verdict.choices, ("", _("not judged"))],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        """Want a reason with a judgement: the next reader has nothing else to go by."""
        super().clean()
        said = self.cleaned_data
        if said.get("verdict") and not said.get("reason", "").strip():
            self.add_error("reason", _("Say in a few words why."))
        return said
