"""To whom a task is given without a competition, on which ground and why."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cauhien.accounts.queries import representatives_of
from cauhien.organisations.queries import named_like, organisations_called
from cauhien.ui.fields import SuggestedInput

LONGEST = 5000


class LeadForm(forms.Form):
    """Who is invited to lead the file of an organisation.

    place: of who leads it now or was invited to, None where nobody is. Whoever has joined is
    replaced for a reason.
    """

    use_required_attribute = False

    lead_name = forms.CharField(label=gettext_lazy("Who leads the file"), max_length=200)
    lead_email = forms.EmailField(
        label=gettext_lazy("E-mail of this person"),
        help_text=gettext_lazy("The invitation goes there, with a link that only they can use."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Whoever led the file until now reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why.")},
    )

    def __init__(self, *args, place, **options):
        super().__init__(*args, **options)
        if place is None or place.user_id is None:
            del self.fields["reason"]
        if place and place.user_id is None:
            self.initial = {"lead_name": place.name, "lead_email": place.email}


class AssignForm(forms.Form):
    """known: organisations that are offered. grounds: of the procedure, [] where it names none.

    on: the day on which somebody acts for an organisation, or nobody does.
    """

    use_required_attribute = False

    organisation = forms.CharField(
        label=gettext_lazy("To whom the task is assigned"),
        help_text=gettext_lazy(
            "A university, an institute or an enterprise of the network: its whole name in the"
            " register, or the code in its address. Those for which somebody acts on this site are"
            " offered."
        ),
        error_messages={"required": gettext_lazy("Choose an organisation.")},
    )
    lead_name = forms.CharField(
        label=gettext_lazy("Who leads the file"),
        help_text=gettext_lazy(
            "Needed where nobody acts on this site for the organisation. They are invited by mail"
            " when the call is published. Leave it out where whoever acts for it begins the file."
        ),
        required=False,
        max_length=200,
    )
    lead_email = forms.EmailField(label=gettext_lazy("E-mail of this person"), required=False)
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

    def __init__(self, *args, known, grounds, on, **options):
        super().__init__(*args, **options)
        self.on = on
        named: Any = self.fields["organisation"]
        named.widget = SuggestedInput("organisations", map(_written, known))
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

    def clean_organisation(self):
        said = self.cleaned_data["organisation"]
        found = organisations_called(said)
        if len(found) == 1:
            return found[0]
        near = ", ".join(map(_written, found or named_like(said)))
        if not near:
            raise forms.ValidationError(_("No organisation of the register is called so."))
        raise forms.ValidationError(
            _("Which one is meant? Copy its name with the code: %(names)s"), params={"names": near}
        )

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if {"organisation", "lead_name", "lead_email"} - said.keys():
            return
        is_named = said["lead_name"] or said["lead_email"]
        if not is_named and representatives_of(said["organisation"], self.on).exists():
            return
        for name in ("lead_name", "lead_email"):
            if not said[name]:
                self.add_error(
                    name,
                    _("Say who is invited, by name and e-mail.")
                    if is_named
                    else _("Nobody acts on this site for this organisation: say who is invited."),
                )


def _written(organisation):
    """Return an organisation as the field reads it: its name and its code."""
    return f"{organisation} ({organisation.code})"
