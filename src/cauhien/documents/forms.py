"""What is entered of a document once it is signed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignedForm(forms.Form):
    number = forms.CharField(
        label=_("Number and sign"),
        max_length=60,
        help_text=_("As the register gave it, for example 05/QĐ-SKHCN."),
    )
    on = forms.DateField(
        label=_("Date of the document"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    scan = forms.FileField(
        label=_("Signed scan"),
        required=False,
        help_text=_("One PDF of at most 30 MB. It is kept as it is."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].required = document.bears_number
        known = {"number": document.recorded_number, "on": document.recorded_on}
        self.initial = {**self.initial, **known}

    def refuse(self, refusal):
        self.add_error(refusal.field, str(refusal))
