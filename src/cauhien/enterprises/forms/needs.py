"""What an enterprise needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.enterprises.models import TechnologyNeed
from cauhien.ui.fields import DayField

LONGEST = 3_000


class NeedForm(forms.ModelForm):
    use_required_attribute = False

    wanted_by = DayField(label=_("Needed by"), required=False)

    class Meta:
        model = TechnologyNeed
        fields = (
            "title_vi",
            "title_en",
            "description_vi",
            "description_en",
            "topic",
            "wanted_by",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST})
            for name in ("description_vi", "description_en")
        }
        help_texts = {
            "description_vi": _(
                "What it must do, in which process, within which limits. What may help is found "
                "by these words."
            ),
        }
