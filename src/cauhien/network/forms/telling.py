"""By which way persons are told that they are listed here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.network.states import NoticeWay


class TellForm(forms.Form):
    use_required_attribute = False

    way = forms.ChoiceField(
        label=_("How they are told"),
        choices=NoticeWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    address = forms.EmailField(
        label=_("Public address of the institution"),
        help_text=_("Only one that the institution publishes itself. It is asked to pass it on."),
        required=False,
    )
    found_at = forms.URLField(
        label=_("Page where this address stands"), required=False, assume_scheme="https"
    )

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))
