"""What the enterprise will do about a weak criterion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.ui.fields import DayField

LONGEST = 1_000


class MeasureForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("What will be done, and by whom"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    by_on = DayField(label=_("By when"))
