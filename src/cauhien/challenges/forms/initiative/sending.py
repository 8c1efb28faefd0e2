"""Sending a file, taking it back, asking for a change of its team, looking a receipt up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    """What has to be confirmed before a file is sent; a field is there only where it is needed."""

    use_required_attribute = False

    incomplete = forms.BooleanField(
        label=_("I know what is missing, and send it all the same."),
        error_messages={"required": _("Something is missing. Add it, or say that you know.")},
    )
    named = forms.BooleanField(
        label=_("I have looked at each of these places: none of them tells whose file it is."),
        error_messages={
            "required": _("The council must not know whose file it is. Look at the places found.")
        },
    )

    def __init__(self, *args, incomplete, named, **options):
        super().__init__(*args, **options)
        if not incomplete:
            del self.fields["incomplete"]
        if not named:
            del self.fields["named"]


class WithdrawForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stays in the log of the file. The file can still be counted."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why you take it back.")},
    )


class ReceiptForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        label=_("Number of the receipt"),
        help_text=_("Twelve letters and figures, as printed on it."),
        max_length=40,
    )
