"""Fields that forgive: numbers in either language, lines with suggestions, research fields."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _

from cauhien.challenges import queries
from cauhien.ui import words as written

RESEARCH_FIELDS = 3
DECIMAL_POINT = {"vi": ",", "en": "."}


class NumberField(forms.DecimalField):
    """A number as people of the page's language write it: "14,2" and "1.250,5", or "14.2".

    A sign that can only be the other language's decimal point is taken as that.
    """

    widget = forms.TextInput

    def __init__(self, **options):
        super().__init__(max_digits=18, decimal_places=4, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return Decimal(plain_number(str(value), written.language()))
        except InvalidOperation:
            example = written.number(Decimal("14.2"))
            raise forms.ValidationError(
                _("“%(value)s” is not a number. Write it as %(example)s.")
                % {"value": value, "example": example}
            ) from None

    def prepare_value(self, value):
        """Show a saved number in the page's language; what was typed comes back as it was."""
        if isinstance(value, Decimal):
            return written.number(Decimal(f"{value.normalize():f}"))
        return value


def plain_number(text, language):
    """Return "1.250,5" (vi) or "1,250.5" (en) as "1250.5", and what is no number as it is."""
    text = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-")
    point = DECIMAL_POINT[language]
    group = "," if point == "." else "."
    if re.fullmatch(
        rf"[+-]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", text
    ):
        return text.replace(group, "").replace(point, ".")
    if len(re.findall(r"[.,]", text)) == 1:
        return text.replace(",", ".")
    return text


class SuggestedInput(forms.TextInput):
    """A line of text with suggestions that the browser offers; anything else may be typed."""

    template_name = "challenges/parts/suggested_input.html"

    def __init__(self, name, suggestions=(), show_list=True):
        super().__init__(attrs={"list": f"list_{name}", "autocomplete": "off"})
        self.suggestions, self.show_list = suggestions, show_list

    def get_context(self, name, value, attrs):
        page = super().get_context(name, value, attrs)
        page["widget"]["suggestions"] = self.suggestions if self.show_list else ()
        page["widget"]["list"] = self.attrs["list"] if self.show_list else ""
        return page


class ResearchFieldsField(forms.MultiValueField):
    """Up to three fields of the classification, each by code or by name."""

    def __init__(self, **options):
        lines = [forms.CharField(required=False) for _line in range(RESEARCH_FIELDS)]
        super().__init__(fields=lines, require_all_fields=False, **options)

    def compress(self, values):
        found = []
        for line in filter(None, (value.strip() for value in values)):
            field = queries.research_field(line)
            if field is None:
                raise forms.ValidationError(
                    _("There is no research field “%(line)s”. Choose one of the list.")
                    % {"line": line}
                )
            found.append(field)
        return list(dict.fromkeys(found))


class ResearchFieldsInput(forms.MultiWidget):
    use_fieldset = True
    template_name = "challenges/parts/lines_input.html"

    def __init__(self, suggestions):
        lines = [
            SuggestedInput("research_fields", suggestions, show_list=not line)
            for line in range(RESEARCH_FIELDS)
        ]
        super().__init__(lines)

    def decompress(self, value):
        return [str(field) for field in value or ()]

    def get_context(self, name, value, attrs):
        page = super().get_context(name, value, attrs)
        for number, line in enumerate(page["widget"]["subwidgets"], start=1):
            line["attrs"]["aria-label"] = _("Research field %(number)s") % {"number": number}
        return page
