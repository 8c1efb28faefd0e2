"""What stands beside the conditions of a rule: validity, legal text, what it gives, papers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.policies.forms.law import LawForm, basis_as_fields
from cauhien.policies.forms.writing import LONGEST, Refusable
from cauhien.ui.fields import DayField, FoldedChoices

BLANK_LINES, MOST_LINES = 2, 30
BESIDE = ("summary_vi", "summary_en", "audience")


class HeadForm(LawForm, Refusable):
    """From when until when the rule is in force, by which text, for whom, and why anew."""

    field_order = ("since", "until")

    since = DayField(label=gettext_lazy("Valid from"), required=False)
    until = DayField(label=gettext_lazy("Valid until"), required=False)
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("For which applicants"),
        help_text=gettext_lazy("Nothing chosen: for everybody."),
        widget=FoldedChoices,
        required=False,
    )
    summary_vi = forms.CharField(
        label=gettext_lazy("In one sentence, in Vietnamese"), max_length=2_000, required=False
    )
    summary_en = forms.CharField(
        label=gettext_lazy("In one sentence, in English"), max_length=2_000, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("What has changed, and why"),
        help_text=gettext_lazy("Everybody reads it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, applicants, **options):
        super().__init__(*args, **options)
        for name in ("document_vi", "article"):
            self.fields[name].required = True
        audience = self.fields["audience"]
        assert isinstance(audience, forms.MultipleChoiceField)
        audience.choices = applicants

    @classmethod
    def of(cls, mechanism, applicants, data=None):
        rule = mechanism.rule or {}
        basis = rule.get("basis", {})
        named = {"vi": mechanism.document_vi, "en": mechanism.document_en}
        initial = {
            "since": mechanism.valid_from or rule.get("since"),
            "until": mechanism.valid_to or rule.get("until"),
            **basis_as_fields({"document": named} | basis),
            **{name: getattr(mechanism, name) for name in BESIDE},
        }
        return cls(data, initial=initial, applicants=applicants)

    def beside(self):
        return {name: self.cleaned_data[name] for name in BESIDE}


class LineForm(forms.Form):
    """Something said in both languages; a line with nothing in it is left out."""

    use_required_attribute = False

    vi = forms.CharField(label=gettext_lazy("In Vietnamese"), max_length=300, required=False)
    en = forms.CharField(label=gettext_lazy("In English"), max_length=300, required=False)

    def clean(self):
        given = super().clean() or {}
        if given.get("en") and not given.get("vi"):
            self.add_error("vi", _("Say it in Vietnamese too."))
        return given


class GivenForm(LineForm):
    """One thing that a mechanism gives, and where the law says so."""

    ref = forms.CharField(
        label=gettext_lazy("Place in the legal text"),
        help_text=gettext_lazy("As 26.2.b: article, clause, point."),
        max_length=40,
        required=False,
    )


class LinesForm(forms.BaseFormSet):
    """Some lines. said(): a list of {field: text}, after is_valid()."""

    def said(self):
        rows = [one.cleaned_data for one in self.forms]
        return [
            {name: text for name, text in (row | {"en": row["en"] or row["vi"]}).items() if text}
            for row in rows
            if row.get("vi")
        ]


def gives_form(data=None, said=()):
    """Return the form of what a mechanism gives: as sent, or as said, with blank lines."""
    return lines_form(GivenForm, "gives", data, said)


def papers_form(data=None, said=()):
    """Return the form of the papers to bring: as sent, or as said, with blank lines."""
    return lines_form(LineForm, "bring", data, said)


def lines_form(form, prefix, data, said):
    """Return the form of some lines: as sent, or as said, with blank lines."""
    made = forms.formset_factory(
        form, formset=LinesForm, extra=BLANK_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES
    )
    return made(data, initial=None if data else list(said), prefix=prefix)
