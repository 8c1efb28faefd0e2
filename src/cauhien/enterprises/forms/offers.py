"""A technology that an enterprise offers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.enterprises.models import Offer
from cauhien.ui.fields import DayField

LONGEST = 3_000
LEVELS = [
    (1, _("1: basic principles observed")),
    (2, _("2: concept formulated")),
    (3, _("3: concept proved by experiment")),
    (4, _("4: validated in the laboratory")),
    (5, _("5: validated in a relevant environment")),
    (6, _("6: demonstrated in a relevant environment")),
    (7, _("7: prototype demonstrated in operation")),
    (8, _("8: complete and qualified")),
    (9, _("9: proved in operation")),
]


def _text(rows):
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST})


class OfferForm(forms.ModelForm):
    use_required_attribute = False

    readiness = forms.TypedChoiceField(
        label=_("Readiness level (TRL)"), choices=[("", "---------"), *LEVELS], coerce=int
    )
    reached_on = DayField(label=_("Reached on"))

    class Meta:
        model = Offer
        fields = (
            "name_vi",
            "name_en",
            "summary_vi",
            "summary_en",
            "kind",
            "topic",
            "readiness",
            "reached_on",
            "evidence",
            "protection",
            "rights",
            "terms",
            "conditions",
            "contact",
        )
        widgets = {
            "summary_vi": _text(6),
            "summary_en": _text(6),
            "evidence": _text(3),
            "conditions": _text(3),
            "contact": _text(2),
        }
        help_texts = {
            "summary_vi": _("What it does and for whom; nothing confidential. Everybody reads it."),
            "evidence": _("By what one sees that the level is reached: test, report, contract."),
            "rights": _("Kind, number and date of each right, as on the certificate."),
            "contact": _("Never shown outside the enterprise, also when the offer is published."),
        }

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_reached_on(self):
        day = self.cleaned_data["reached_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day
