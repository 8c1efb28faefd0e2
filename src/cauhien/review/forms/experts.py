"""What is known of an expert: how they are reached, how much they take on, when they are away."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review.models import Expert
from cauhien.ui.words import day


class AwayForm(forms.Form):
    """When an expert cannot judge. expert: whose absences are shown at first, or None."""

    away = forms.CharField(
        label=gettext_lazy("Away"),
        help_text=gettext_lazy(
            "One period a line, as 01/12/2026 - 15/12/2026; a single day as 24/12/2026."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, expert=None, **kwargs):
        super().__init__(*args, **kwargs)
        if expert and expert.pk:
            self.fields["away"].initial = written(expert.absences.all())

    def clean_away(self):
        """Return [(first day, last day), …]."""
        lines = [line.strip() for line in self.cleaned_data["away"].splitlines() if line.strip()]
        return [_period(line) for line in lines]


class ExpertForm(AwayForm, forms.ModelForm):
    """What the coordinator knows of an expert."""

    class Meta:
        model = Expert
        fields = ["email", "email_source", "most_seats"]
        labels = {
            "email": gettext_lazy("E-mail address"),
            "email_source": gettext_lazy("Where the address is from"),
            "most_seats": gettext_lazy("Councils at one time"),
        }
        help_texts = {
            "email": gettext_lazy("Only of somebody who has no account here."),
            "email_source": gettext_lazy("A page where it is public, or that the person gave it."),
        }

    def facts(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def written(absences):
    return "\n".join(f"{day(one.from_on)} - {day(one.until_on)}" for one in absences)


def _period(line):
    days = [_day(part.strip()) for part in line.replace("–", "-").split(" - ")]
    if len(days) > 2 or days[0] > days[-1]:
        raise forms.ValidationError(_("“%(line)s” is no period.") % {"line": line})
    return days[0], days[-1]


def _day(text):
    for format_ in ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"):
        try:
            parsed = forms.DateField(input_formats=[format_]).clean(text)
        except forms.ValidationError:
            continue
        assert isinstance(parsed, date)
        return parsed
    raise forms.ValidationError(_("“%(text)s” is no day; write 24/12/2026.") % {"text": text})
