"""What is known of an expert: how they are reached, how much they take on, when they are away."""

from django import forms
from django.utils.translation import gettext_lazy

from cauhien.ui.fields import PeriodsField


class ExpertForm(forms.Form):
    """What the coordinator knows of an expert.

    person: whose limits and days away are shown at first. expert: the row, None for a new one.
    """

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Only of somebody who has no account here."),
        required=False,
    )
    email_source = forms.CharField(
        label=gettext_lazy("Where the address is from"),
        help_text=gettext_lazy("A page where it is public, or that the person gave it."),
        max_length=300,
        required=False,
    )
    most_seats = forms.IntegerField(label=gettext_lazy("Councils at one time"), min_value=0)
    away = PeriodsField(label=gettext_lazy("Away"))

    def __init__(self, *args, person, expert, **options):
        super().__init__(*args, **options)
        periods = person.absences.values_list("from_on", "until_on")
        first = {"most_seats": person.most_seats, "away": PeriodsField.written(periods)}
        if expert:
            first |= {"email": expert.email, "email_source": expert.email_source}
        self.initial = first

    def said(self):
        """Return what the action takes."""
        said = dict(self.cleaned_data)
        away, limits = said.pop("away"), {"most_seats": said.pop("most_seats")}
        return {"facts": said, "away": away, "limits": limits}
