"""What several forms of a park share: choices, days as exactly as they are known, amounts."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.park.states import Currency, Precision, Qualifier, last_possible
from cauhien.ui.fields import DayField, NumberField

SCALES = [
    ("1", gettext_lazy("in full")),
    ("1000000", gettext_lazy("million")),
    ("1000000000", gettext_lazy("billion")),
]


def chosen(choices, empty=None):
    named = [(value, capfirst(label)) for value, label in choices if value]
    return named if empty is None else [("", empty), *named]


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


class DatedForm(Refusable):
    """What is so on a day, by which document."""

    on_date = DayField(label=gettext_lazy("Day"))
    precision = forms.ChoiceField(
        label=gettext_lazy("How exactly the day is known"),
        help_text=gettext_lazy(
            "Where only month or year is known, it counts from the last day of it."
        ),
        choices=lambda: chosen(Precision.choices[:3]),
        initial=Precision.DAY,
    )
    document = forms.CharField(
        label=gettext_lazy("Document that says so"),
        help_text=gettext_lazy("Its kind, number and date."),
        max_length=200,
    )
    source_url = forms.URLField(
        label=gettext_lazy("Where it can be read"),
        max_length=1000,
        required=False,
        assume_scheme="https",
    )

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if day := given.get("on_date"):
            given["on_date"] = last_possible(day, given.get("precision"))
        return given

    def values(self):
        return dict(self.cleaned_data)


class AmountForm(forms.Form):
    """An amount with its scale and currency."""

    amount = NumberField(label=gettext_lazy("Amount"))
    scale = forms.ChoiceField(label=gettext_lazy("Counted"), choices=SCALES)
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=lambda: chosen(Currency.choices)
    )
    qualifier = forms.ChoiceField(
        label=gettext_lazy("Qualifier"),
        choices=lambda: chosen(Qualifier.choices, capfirst(Qualifier.EXACT.label)),
        required=False,
    )

    def clean_amount(self):
        if self.cleaned_data["amount"] <= 0:
            raise forms.ValidationError(_("Enter an amount above zero."))
        return self.cleaned_data["amount"]
