"""A sheet of values is sent in; one value is entered or chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.core.sheets import Row
from cauhien.observatory.actions.sheets.reading import Sheet
from cauhien.observatory.models import Indicator
from cauhien.observatory.states import Family, Refused

LARGEST = 10_000_000  # bytes of a file


class SentForm(forms.Form):
    """A form with a file that is small enough to be read at once."""

    use_required_attribute = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        return file


class BookForm(SentForm):
    """The workbook of an index, changed."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_(
            "The workbook of all stages (XLSX) as it was downloaded here, with other weights in the"
            " sheet iMeta or other options in the sheet Plan; at most 10 MB."
        ),
    )


class SheetForm(SentForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX with the columns of the template, at most 10,000 rows; or an indicator as"
            " the World Bank gives it for download (CSV or zip)."
        ),
    )
    title = forms.CharField(
        label=_("Source"),
        help_text=_("Title of the page, for rows that name no source of their own."),
        required=False,
        max_length=200,
    )
    url = forms.CharField(label=_("Address of the page"), required=False, max_length=500)
    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("As the page states it; empty: facts only."),
        required=False,
        max_length=80,
    )

    def cited(self):
        """Return the cells of the source that the form names, {} without a title."""
        names = ("title", "url", "licence")
        given = {name: self.cleaned_data[name] for name in names}
        return given if given["title"] else {}


class ValueForm(forms.Form):
    """One value with its source; read as one row of a sheet, so that the same rules hold."""

    use_required_attribute = False
    indicator = forms.ChoiceField(label=_("Indicator"))
    unit = forms.CharField(
        label=_("Country, province or city"), help_text=_("Its name, or its code."), max_length=300
    )
    period = forms.CharField(
        label=_("Year or period"),
        help_text=_("2024, or 2021-2025; empty where the source gives none."),
        required=False,
        max_length=20,
    )
    value = forms.CharField(
        label=_("Value"),
        help_text=_("A number; with ≥, ≤ or ≈ before it; a band such as 61-70; or “not listed”."),
        max_length=40,
    )
    definition = forms.CharField(
        label=_("Definition"),
        help_text=_("Where the indicator stands under several."),
        required=False,
        max_length=120,
    )
    title = forms.CharField(label=_("Source"), help_text=_("Title of the page."), max_length=200)
    url = forms.CharField(label=_("Address of the page"), required=False, max_length=500)
    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("As the page states it; empty: facts only."),
        required=False,
        max_length=80,
    )
    retrieved = forms.DateField(
        label=_("Read on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    note_vi = forms.CharField(
        label=_("Note in Vietnamese"),
        help_text=_("Where the note is in another language."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        held: dict[str, list] = {}
        for one in Indicator.objects.order_by("family", "sort_key"):
            held.setdefault(str(Family(one.family).label), []).append((one.code, str(one)))
        choices: Any = self.fields["indicator"]
        choices.choices = [("", "—"), *held.items()]

    def sheet(self):
        """Return what the form says as a sheet of one row."""
        names = {name: name for name in self.fields}
        cells = {name: said for name, said in self.cleaned_data.items() if said not in ("", None)}
        return Sheet([Row(1, cells)], names, [])

    def refuse(self, faults):
        """Put each reason beside its field."""
        for fault in faults:
            field = fault.column if fault.column in self.fields else None
            self.add_error(field, Refused(fault.reason).label)


class ChooseForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it beside the value; name no person in it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
