"""Published totals, why they differ from the computed ones, exchange rates, a day to ask for."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.park.charts import saying
from cauhien.park.forms.dated import AmountForm, DatedForm, Refusable, chosen
from cauhien.park.states import MONEY, Currency, TotalKind
from cauhien.ui.fields import DayField, NumberField

TOTALS = 3  # rows that are empty at first


class StatementForm(Refusable):
    as_of = DayField(label=gettext_lazy("For the day"))
    document = forms.CharField(
        label=gettext_lazy("Who published it, and where"),
        help_text=gettext_lazy("Body, document or page, date."),
        max_length=200,
    )
    source_url = DatedForm.base_fields["source_url"]


class TotalForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What it counts"),
        choices=lambda: chosen(TotalKind.choices, _("nothing")),
        required=False,
    )
    amount = NumberField(label=gettext_lazy("Value"), required=False)
    scale = AmountForm.base_fields["scale"]
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=lambda: chosen(Currency.choices, _("no money")),
        required=False,
    )
    qualifier = AmountForm.base_fields["qualifier"]

    def clean(self):
        super().clean()
        given = self.cleaned_data
        kind, amount = given.get("kind"), given.get("amount")
        if kind and amount is None and "amount" not in self.errors:
            self.add_error("amount", _("Enter the value."))
        if amount is not None and not kind:
            self.add_error("kind", _("Say what it counts."))
        if kind in MONEY and not given.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        return given


def stated_in(rows):
    """Return (kind, value, currency, qualifier) of each row that says something."""
    given = [getattr(form, "cleaned_data", {}) for form in rows.forms]
    return [
        (
            row["kind"],
            row["amount"] * Decimal(row["scale"]),
            row["currency"] if row["kind"] in MONEY else "",
            row["qualifier"],
        )
        for row in given
        if row.get("kind") and row.get("amount") is not None
    ]


class BaseTotals(forms.BaseFormSet):
    def clean(self):
        stated = stated_in(self)
        said = [(kind, currency) for kind, _value, currency, _said in stated]
        if len(set(said)) < len(said):
            raise forms.ValidationError(_("The same total stands here twice."))
        if not any(self.errors) and not said:
            raise forms.ValidationError(_("Enter at least one figure."))


TotalForms = forms.formset_factory(
    TotalForm, formset=BaseTotals, extra=TOTALS, max_num=2 * len(TotalKind)
)


class ExplainForm(Refusable):
    text = forms.CharField(
        label=gettext_lazy("Why the two differ"),
        help_text=gettext_lazy("Everybody reads it beside the figures. It stays in the log."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_for_all = forms.BooleanField(
        label=gettext_lazy("The same holds for all totals that differ so and are not explained"),
        help_text=gettext_lazy(
            "Only where the published figure is the larger one, or the smaller one, as it is here."
        ),
        required=False,
    )


class RateForm(Refusable):
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=lambda: [one for one in chosen(Currency.choices) if one[0] != Currency.VND],
    )
    in_vnd = NumberField(label=gettext_lazy("Dong for one unit"))
    on_date = DayField(label=gettext_lazy("Day"))
    document = forms.CharField(label=gettext_lazy("Who states the rate"), max_length=200)


class OnForm(forms.Form):
    """For which day the totals are counted, and by which rate they are converted."""

    use_required_attribute = False
    on = DayField(label=gettext_lazy("On the day"), required=False)
    rate = forms.ChoiceField(label=gettext_lazy("Converted into dong"), required=False)

    def __init__(self, *args, rates, **kwargs):
        super().__init__(*args, **kwargs)
        rate = self.fields["rate"]
        assert isinstance(rate, forms.ChoiceField)
        rate.choices = [
            ("", _("not converted")),
            *((one.code, saying.said_rate(one)) for one in rates),
        ]
