"""What a person says of themself."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.models import User


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The pages and the messages you get are in this language."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("As others see it in the log and on the texts you sign.")}
