"""Screening a file: the checklist, and what is decided by it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states import OwnTie, RefusalReason
from cauhien.ui.words import language

# Of the reasons for a refusal, those that a screening can give.
REASONS = (
    RefusalReason.INCOMPLETE,
    RefusalReason.NOT_CONFIRMED,
    RefusalReason.NO_STANDING,
    RefusalReason.OUT_OF_SCOPE,
    RefusalReason.DUPLICATE,
    RefusalReason.OTHER,
)
MET, NOT_MET = "met", "not_met"


class ChecklistForm(forms.Form):
    """One line for each of the checklist: met, not met or not judged yet; and a note."""

    use_required_attribute = False

    def __init__(self, *args, checklist, **options):
        super().__init__(*args, **options)
        self.checklist = checklist
        for item, check in checklist:
            text = (item.text_en if language() == "en" else "") or item.text_vi
            self.fields[f"met_{item.code}"] = forms.ChoiceField(
                label=text,
                choices=[("", _("not judged yet")), (MET, _("met")), (NOT_MET, _("not met"))],
                required=False,
                initial=_shown(check),
            )
            # Told to the template, which says what is compulsory; the stubs know no such name.
            self.fields[f"met_{item.code}"].needed = item.is_required  # type: ignore[attr-defined]
            self.fields[f"note_{item.code}"] = forms.CharField(
                label=_("Note"),
                max_length=400,
                required=False,
                initial=check.note if check else "",
            )

    def checks(self):
        """Return {item: (is met or None, note)}."""
        said = self.cleaned_data
        met = {MET: True, NOT_MET: False}
        return {
            item: (met.get(said[f"met_{item.code}"]), said[f"note_{item.code}"])
            for item, _check in self.checklist
        }


class ReasonForm(forms.Form):
    use_required_attribute = False

    reason_code = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *((one, one.label) for one in REASONS)],
        error_messages={"required": _("Choose a reason.")},
    )
    reason = forms.CharField(
        label=_("In words, for the team"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": _("Say it in words; the team reads them.")},
    )


class FixForm(ReasonForm):
    due_on = forms.DateField(
        label=_("To be completed by"),
        help_text=_("To the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Set a date."),
            "invalid": _("Write the date as 24/11/2026."),
        },
    )


class ConflictForm(forms.Form):
    use_required_attribute = False

    tie = forms.ChoiceField(
        label=_("What connects you with the team"),
        choices=OwnTie.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what connects you with the team.")},
    )


def _shown(check):
    if check is None:
        return ""
    return MET if check.is_met else NOT_MET
