"""Fields that forgive: research fields."""

from django import forms
from django.utils.translation import gettext as _

from cauhien.network import queries
from cauhien.ui.fields import SuggestedInput

RESEARCH_FIELDS = 3


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
