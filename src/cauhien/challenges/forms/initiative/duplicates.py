"""What staff and teams say of files that are alike."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states import JUDGED_FROM


class AskForm(forms.Form):
    use_required_attribute = False

    due_on = forms.DateField(
        label=_("Answer by"),
        help_text=_("To the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Set a date."),
            "invalid": _("Write the date as 24/11/2026."),
        },
    )


class AnswerForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("What your team says"),
        help_text=_(
            "Where the passages come from, for instance an earlier work of your own or a source "
            "that both may have used. The coordinator, the secretary and the auditor read it, "
            "nobody else."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6000,
        error_messages={"required": _("Write the answer.")},
    )


class JudgeForm(forms.Form):
    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("What it is"),
        choices=[(one, one.label) for one in JUDGED_FROM],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Both teams read it if they were asked. Do not say in it what the other file says or "
            "whose it is."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": _("Give the reason.")},
    )
