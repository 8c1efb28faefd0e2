"""The number of a certificate that somebody wants to check."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    use_required_attribute = False

    number = forms.CharField(label=_("Number of the certificate"), max_length=20)
