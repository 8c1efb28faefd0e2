"""Attaching a document to a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.actions.initiative.documents import MOST_BYTES
from cauhien.challenges.states import AttachmentPart
from cauhien.core.filetypes import Flaw
from cauhien.ui.words import language

ENDINGS = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
FLAWS = {
    Flaw.UNKNOWN: _("Only PDF, Word (.docx), Excel (.xlsx), PNG and JPEG are taken."),
    Flaw.BROKEN: _("The file is damaged. Open it, save it again, and send that."),
    Flaw.ENCRYPTED: _("The file is protected by a password. Take the password away first."),
    Flaw.OLD_OFFICE: _("This is an old Office file. Save it as .docx or .xlsx, or as PDF."),
    Flaw.MACROS: _("The file holds macros or embedded objects. Save it without them, or as PDF."),
    Flaw.OUTSIDE: _("The file fetches something from elsewhere. Save it as PDF."),
    Flaw.TOO_MUCH: _("The file unpacks to more than can be read. Make it smaller."),
    Flaw.TOO_SLOW: _("The file could not be read in time. Make it simpler or smaller."),
}


class ItemField(forms.ModelChoiceField):
    """A line of the checklist, in the language of the page."""

    def label_from_instance(self, item):
        return (item.text_en if language() == "en" else "") or item.text_vi


class AttachForm(forms.Form):
    use_required_attribute = False

    document = forms.FileField(
        label=_("Document"),
        help_text=_(
            "PDF, .docx, .xlsx, PNG or JPEG, up to 20 MB. What it says of its author is removed."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        max_length=200,
        error_messages={"empty": _("The file is empty.")},
    )
    item = ItemField(
        label=_("What it proves"),
        queryset=None,
        required=False,
        to_field_name="code",
        empty_label=_("nothing of the checklist"),
    )
    part = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[
            (AttachmentPart.PUBLIC, _("whoever reads the file")),
            (AttachmentPart.CONFIDENTIAL, _("who accepts to keep it secret: confidential part")),
        ],
        initial=AttachmentPart.PUBLIC,
    )

    def __init__(self, *args, call, **options):
        super().__init__(*args, **options)
        items: Any = self.fields["item"]
        items.queryset = call.checklist.all()

    def clean_document(self):
        given = self.cleaned_data["document"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return given

    def refuse(self, refusal):
        self.add_error("document", FLAWS.get(refusal.flaw, str(refusal)))
