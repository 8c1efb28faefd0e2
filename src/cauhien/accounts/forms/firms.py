"""Asking to act for a firm, and the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.accounts import queries
from cauhien.core.tax_codes import NotATaxCode, tax_code
from cauhien.organisations.states import OrganisationKind
from cauhien.ui.fields import RorField

APPROVE, REFUSE = "approve", "refuse"
NEW = "new"


class AskForFirmForm(forms.Form):
    tax_code = forms.CharField(
        label=_("Tax code"),
        help_text=_("Ten digits, for example 0100112437; of a branch with three more: -001."),
        max_length=20,
    )
    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_(
            "In full, as its certificate of registration or the decision that founded it says."
        ),
        max_length=300,
    )
    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=OrganisationKind.choices,
        initial=OrganisationKind.COMPANY,
    )
    ror = RorField(label="ROR", required=False)
    position = forms.CharField(label=_("Your position there"), max_length=120)
    note = forms.CharField(
        label=_("How the coordinator can check it"),
        help_text=_(
            "For example a telephone number, or a web page of the organisation that names you."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_tax_code(self):
        try:
            return tax_code(self.cleaned_data["tax_code"])
        except NotATaxCode:
            message = _("This is not the tax code of an organisation: a digit is wrong or missing.")
            raise forms.ValidationError(message) from None

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class DecideFirmForm(forms.Form):
    """Which organisation of the register it is, and yes or no. asked: the request."""

    decision = forms.ChoiceField(
        label=_("Answer"),
        choices=[(APPROVE, _("approve")), (REFUSE, _("refuse, with the reason"))],
        widget=forms.RadioSelect,
    )
    firm = forms.ChoiceField(
        label=_("The organisation in the register"),
        help_text=_("Names alone prove nothing: compare the address and the kind as well."),
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Whoever asked reads it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.firms = {one.code: one for one in queries.candidates_for(asked)}
        field = self.fields["firm"]
        assert isinstance(field, forms.ChoiceField)
        known = [(code, _described(one)) for code, one in self.firms.items()]
        is_known = any(one.tax_code == asked.tax_code for one in self.firms.values())
        field.choices = known if is_known else [*known, (NEW, _("none of these: enter it anew"))]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]

    def clean(self):
        cleaned = super().clean() or {}
        if cleaned.get("decision") == APPROVE and not cleaned.get("firm"):
            self.add_error("firm", _("Choose which organisation of the register it is."))
        if cleaned.get("decision") == REFUSE and not cleaned.get("reason"):
            self.add_error("reason", _("Say why."))
        return cleaned

    @property
    def is_approved(self):
        return self.cleaned_data["decision"] == APPROVE

    def organisation(self):
        """Return the chosen organisation; None to enter the firm anew."""
        return self.firms.get(self.cleaned_data["firm"])

    def refuse(self, refusal):
        self.add_error(refusal.field, str(refusal))


def _described(organisation):
    about = [str(organisation), organisation.tax_code, organisation.address]
    return ", ".join(one for one in about if one)
