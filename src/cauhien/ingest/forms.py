"""Forms of the data steward: a file is sent in, a conflict settled, a value put right."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.ingest.actions.kinds import KINDS
from cauhien.ingest.readers import registry
from cauhien.organisations.states import Zone
from cauhien.ui.words import zone_name

EARLIEST, LATEST = 1900, 2100
LIMITS = {"readiness": (1, 9)} | dict.fromkeys(("year_start", "year_end"), (EARLIEST, LATEST))
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


class CorrectForm(forms.ModelForm):
    """The values of a thing that files give; `values` are those that were changed on the page."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Where the right value stands. It is written into the log; name no person."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        given: dict[str, Any] = {n: field for n, field in self.fields.items() if n != "reason"}
        for name, field in given.items():
            # What counts as changed is what differs from the page, not from a newer import.
            field.show_hidden_initial = True
            least, most = LIMITS.get(name, (None, None))
            if least:
                field.validators += [MinValueValidator(least), MaxValueValidator(most)]
        if "zone" in given:
            given["zone"].choices = [(zone, zone_name(zone)) for zone in Zone.values]

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "reason"}

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if not self.errors and not self.values:
            self.add_error(None, _("Change at least one value."))
        names = [name for name in self.fields if name.startswith(("name_", "title_"))]
        if not any(said.get(name) for name in names):
            self.add_error(names[0], _("It needs a name in one language at least."))
        if (said.get("year_start") or 0) > (said.get("year_end") or LATEST):
            self.add_error("year_end", _("It ends before it begins."))
        return said


def correct_form(kind):
    """Return the form class for one kind of thing."""
    return forms.modelform_factory(
        KINDS[kind].model,
        form=CorrectForm,
        fields=KINDS[kind].by_hand,
        formfield_callback=_field_of,
    )


def _field_of(column, **options):
    if isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    return column.formfield(**options)
