"""The place in a legal text on which a condition or a whole rule rests."""

from django import forms
from django.utils.translation import gettext_lazy

from cauhien.ui.fields import DayField

_PLACES, _DAYS = ("article", "clause", "point", "url"), ("since", "until")  # of a legal basis


class LawForm(forms.Form):
    """A legal text, the place in it, and when it is in force; each may be left out."""

    document_vi = forms.CharField(label=gettext_lazy("Legal text"), max_length=300, required=False)
    document_en = forms.CharField(
        label=gettext_lazy("Legal text, in English"), max_length=300, required=False
    )
    article = forms.CharField(label=gettext_lazy("Article"), max_length=20, required=False)
    clause = forms.CharField(label=gettext_lazy("Clause"), max_length=20, required=False)
    point = forms.CharField(label=gettext_lazy("Point"), max_length=20, required=False)
    law_since = DayField(label=gettext_lazy("The text is in force from"), required=False)
    law_until = DayField(label=gettext_lazy("The text is in force until"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Address of the text"),
        max_length=500,
        assume_scheme="https",
        required=False,
    )

    def basis(self):
        """Return the legal basis as JSON."""
        given = self.cleaned_data
        said = {"document": phrase(given["document_vi"], given["document_en"])}
        rest = {name: given.get(name) for name in _PLACES}
        days = {name: given.get(f"law_{name}") for name in _DAYS}
        rest |= {name: day.isoformat() for name, day in days.items() if day}
        return said | {name: value for name, value in rest.items() if value}


def basis_as_fields(basis):
    """Return {field: value} of a legal basis as JSON."""
    named = basis.get("document", {})
    said = {"document_vi": named.get("vi", ""), "document_en": named.get("en", "")}
    said |= {name: basis.get(name, "") for name in _PLACES}
    return said | {f"law_{name}": basis.get(name, "") for name in _DAYS}


def phrase(vi, en):
    """Return words in both languages as JSON; without English ones the Vietnamese stand there."""
    return {"vi": vi, "en": en or vi}
