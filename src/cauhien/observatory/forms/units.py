"""By what provinces are compared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.observatory.states import Family


class IndicatorForm(forms.Form):
    """An indicator, and perhaps a year; the newest without one."""

    use_required_attribute = False
    year = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1900)

    def __init__(self, data, *, indicators):
        super().__init__(data if "indicator" in data else None)
        families = {}
        for one in indicators:
            families.setdefault(str(Family(one.family).label), []).append((one.code, str(one)))
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Compare the provinces by"), choices=list(families.items())
        )
