"""To whom a task is given without a competition, on which ground and why."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

LONGEST = 5000


class AssignForm(forms.Form):
    """organisations: who can be named. grounds: those of the procedure, [] where it names none."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        None,
        label=gettext_lazy("To whom the task is assigned"),
        help_text=gettext_lazy(
            "An organisation for which somebody acts on this site. Another one first asks for that"
            " under “Act for an organisation”, with its tax code."
        ),
        empty_label=gettext_lazy("Choose an organisation"),
        error_messages={"required": gettext_lazy("Choose an organisation.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the ground on which it is assigned directly.")
        },
    )
    reason_vi = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("Everybody reads them once the call is published."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Say why.")},
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reasons in English"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, organisations, grounds, **options):
        super().__init__(*args, **options)
        named: Any = self.fields["organisation"]
        named.queryset = organisations
        if not grounds:
            del self.fields["ground"]
            return
        language = "en" if (get_language() or "vi").startswith("en") else "vi"
        ground: Any = self.fields["ground"]
        ground.choices = [
            (
                one["code"],
                _("%(ground)s (%(basis)s)") % {"ground": one[language], "basis": one["basis"]},
            )
            for one in grounds
        ]
