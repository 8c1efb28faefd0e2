"""Forms of the data steward: a file is sent in, a conflict settled, a value put right."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cauhien.ingest.actions.kinds import KINDS
from cauhien.ingest.readers import registry
from cauhien.ingest.readers.outside import InnerHost, address_of
from cauhien.ingest.states import HOLDERS, HarvestFault
from cauhien.organisations.models import Organisation
from cauhien.organisations.queries import named_like, organisations_called
from cauhien.organisations.states import Zone
from cauhien.ui.fields import RorField
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


class HarvestForm(forms.Form):
    address = forms.URLField(
        label=_("Address of the repository (OAI-PMH)"),
        help_text=_("For a journal on OJS: the address of the journal, followed by /oai."),
        max_length=300,
        assume_scheme="https",
    )
    set_spec = forms.CharField(
        label=_("Set (setSpec)"),
        help_text=_("To take one set alone; everything if left empty."),
        required=False,
        max_length=100,
    )
    is_anew = forms.BooleanField(
        label=_("Take everything anew"),
        help_text=_("Otherwise what was taken before is taken only where it has changed since."),
        required=False,
    )

    def clean_address(self):
        address = self.cleaned_data["address"]
        try:
            address_of(urlsplit(address).hostname, settings.HARVEST_HOSTS)
        except InnerHost as refusal:
            fault = HarvestFault.INNER if refusal.address else HarvestFault.NO_HOST
            said = {"host": refusal.host, "address": refusal.address}
            raise forms.ValidationError(fault.label, params=said) from None
        return address


class WithdrawnForm(forms.Form):
    note = forms.CharField(
        label=_("Reason"),
        help_text=_("It is written into the log; name no person in it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is written into the log; name no person in it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OrganisationField(forms.CharField):
    """An organisation of the register, by its whole name or its code; None where it is empty."""

    def written(self, organisation):
        """Return an organisation as the field shows and reads it: its name and its code."""
        return f"{organisation} ({organisation.code})" if organisation else ""

    def to_python(self, value):
        if isinstance(value, Organisation) or not (said := super().to_python(value)):
            return value or None
        found = organisations_called(said)
        if len(found) == 1:
            return found[0]
        near = ", ".join(self.written(one) for one in found or named_like(said))
        if not near:
            raise forms.ValidationError(_("No organisation of the register is called so."))
        raise forms.ValidationError(
            _("Which one is meant? Copy its name with the code: %(names)s"), params={"names": near}
        )

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except forms.ValidationError:
            return True


class CorrectForm(forms.ModelForm):
    """The values of a thing that files give; `values` are those that were changed on the page."""

    holder: Any = None  # of the kind, where a thing of it has one

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Where the right value stands. It is written into the log; name no person."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.holder:
            self._ask_for_holder()
        given: dict[str, Any] = {n: field for n, field in self.fields.items() if n != "reason"}
        for name, field in given.items():
            # What counts as changed is what differs from the page, not from a newer import.
            field.show_hidden_initial = True
            least, most = LIMITS.get(name, (None, None))
            if least:
                field.validators += [MinValueValidator(least), MaxValueValidator(most)]
        if "zone" in given:
            given["zone"].choices = [(zone, zone_name(zone)) for zone in Zone.values]

    def _ask_for_holder(self):
        field = OrganisationField(
            label=capfirst(HOLDERS[self.instance._meta.model_name][self.holder.name]),
            help_text=_(
                "Its whole name in the register, or the code in its address. Leave it empty where"
                " the register has none."
            ),
            required=False,
        )
        self.fields[self.holder.name] = field
        self.initial[self.holder.name] = field.written(self.holder.of(self.instance))
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "reason"}

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if not self.errors and not self.values:
            self.add_error(None, _("Change at least one value."))
        names = [name for name in self.fields if name.startswith(("name_", "title_"))]
        if names and not any(said.get(name) for name in names):
            self.add_error(names[0], _("It needs a name in one language at least."))
        if (said.get("year_start") or 0) > (said.get("year_end") or LATEST):
            self.add_error("year_end", _("It ends before it begins."))
        return said


def correct_form(kind):
    """Return the form class for one kind of thing."""
    made: Any = forms.modelform_factory(
        KINDS[kind].model,
        form=CorrectForm,
        fields=KINDS[kind].by_hand,
        formfield_callback=_field_of,
    )
    made.holder = KINDS[kind].holder
    return made


def _field_of(column, **options):
    if column.name == "ror":
        return RorField(label="ROR", required=False, empty_value=None)
    if isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    return column.formfield(**options)
