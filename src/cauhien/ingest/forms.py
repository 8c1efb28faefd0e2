"""The form by which a file is sent in, and the one by which a conflict is settled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.ingest.readers import registry

LARGEST = 50_000_000  # bytes of a file sent in by the page; larger ones by ./cauhien ingest


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV with a header, JSON or JSON lines; also packed with gzip or zip."),
    )
    source = forms.ChoiceField(
        label=_("What it holds"),
        required=False,
        choices=[("", _("tell by its content")), *((word, word) for word in registry.READERS)],
    )
    retrieved_on = forms.DateField(
        label=_("Retrieved on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day on which the file was got from its source; today if left empty."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 50 MB. Read it in with ./cauhien ingest.")
            )
        return file


class SettleForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is written into the log; name no person in it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
