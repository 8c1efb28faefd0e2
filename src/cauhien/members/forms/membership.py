"""What is written of somebody who is nominated, and of a term."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.members.forms.inquiries import LONGEST, Refusable, WordsForm
from cauhien.network.models import ResearchField
from cauhien.organisations.states import Topic
from cauhien.ui.fields import DayField
from cauhien.ui.words import language


class NominateForm(Refusable):
    """A nomination. declared: a queryset of the fields that the person declares."""

    group = forms.ChoiceField(label=_("Field group"))
    chosen = forms.ModelMultipleChoiceField(
        ResearchField.objects.none(),
        label=_("Fields"),
        help_text=_("Those that the person declares, each with its evidence."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    reason = forms.CharField(
        label=_("Why this person"),
        help_text=_("The managing office and the person read it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, declared, **options):
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        groups = [(value, label.capitalize()) for value, label in Topic.choices]
        fields["group"].choices = [("", "---"), *groups]
        fields["chosen"].queryset = declared
        fields["chosen"].choices = [
            (one.pk, _in_language(one.name_vi, one.name_en)) for one in declared
        ]

    def said(self):
        """Return what the action takes."""
        said = dict(self.cleaned_data)
        return said | {"fields": said.pop("chosen")}

    def refuse(self, refusal):
        refusal.field = "chosen" if refusal.field == "fields" else refusal.field
        super().refuse(refusal)


class RenewForm(WordsForm):
    """A further term."""

    ends_on = DayField(label=_("Term ends on"))

    field_order: tuple[str, ...] = ("ends_on", "words")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["words"].label = _("Reason, which the person reads")


class AcceptForm(RenewForm):
    """A first term, with a standing. standings: those of the city file."""

    standing = forms.ChoiceField(
        label=_("Standing in the network"),
        help_text=_("Above you see what its rule asks and what the register counts."),
    )

    field_order = ("standing", "ends_on", "words")

    def __init__(self, *args, standings, **options):
        super().__init__(*args, **options)
        field: Any = self.fields["standing"]
        field.choices = [
            (one.code, _in_language(one.name_vi, one.name_en).capitalize()) for one in standings
        ]


def _in_language(vi, en):
    return en if language() == "en" and en else vi
