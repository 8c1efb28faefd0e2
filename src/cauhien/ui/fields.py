"""Fields of forms that forgive: numbers in either language, days typed or chosen."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core.identifiers import is_orcid, is_ror
from cauhien.ui import words as written

DECIMAL_POINT = {"vi": ",", "en": "."}
YEARS = range(1000, 3000)  # outside them reckoning with days fails at the ends of the calendar


class NumberField(forms.DecimalField):
    """A number as people of the page's language write it: "14,2" and "1.250,5", or "14.2".

    A sign that can only be the other language's decimal point, or divide the other language's
    groups of three, is taken as that.
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
    if re.fullmatch(  # two groups or more: no decimal point stands twice
        rf"[+-]?\d{{1,3}}(?:{re.escape(point)}\d{{3}}){{2,}}(?:{re.escape(group)}\d+)?", text
    ):
        return text.replace(point, "").replace(group, ".")
    if len(re.findall(r"[.,]", text)) == 1:
        return text.replace(",", ".")
    return text


class RorField(forms.CharField):
    """An id of ROR, typed alone or as an address; cleaned to https://ror.org/…."""

    def __init__(self, **options):
        options.setdefault(
            "help_text", gettext_lazy("As https://ror.org/02jmfj006; look it up at ror.org.")
        )
        super().__init__(max_length=60, **options)

    def clean(self, value):
        said = super().clean(value)
        if not said:
            return said
        short = said.rstrip("/").rsplit("/", 1)[-1].lower()
        if not is_ror(short):
            raise forms.ValidationError(
                _("%(ror)s is no id of ROR: its check digits do not fit. Look for a slip."),
                params={"ror": said},
            )
        return f"https://ror.org/{short}"


class OrcidField(forms.CharField):
    """An ORCID iD, typed alone or as an address; cleaned to 0000-0002-1825-0097."""

    def __init__(self, **options):
        options.setdefault("help_text", gettext_lazy("Sixteen digits, as 0000-0002-1825-0097."))
        super().__init__(max_length=60, **options)

    def clean(self, value):
        said = super().clean(value)
        if not said:
            return ""
        digits = said.rstrip("/").rsplit("/", 1)[-1].replace("-", "").upper()
        if not is_orcid(digits):
            raise forms.ValidationError(
                _("%(orcid)s is no ORCID iD: its check digit does not fit. Look for a slip."),
                params={"orcid": said},
            )
        return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def check_year(moment):
    """Refuse a day or a moment in a year that nobody means."""
    if moment.year not in YEARS:
        raise forms.ValidationError(_("Enter a year from 1000 to 2999."))


class DayField(forms.DateField):
    """A day, chosen in the browser's calendar or typed as 24/11/2026 or 2026-11-24."""

    default_validators = [check_year]

    def __init__(self, **options):
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class SuggestedInput(forms.TextInput):
    """A line of text with suggestions that the browser offers; anything else may be typed."""

    template_name = "ui/parts/suggested_input.html"

    def __init__(self, name, suggestions=(), show_list=True):
        super().__init__(attrs={"list": f"list_{name}", "autocomplete": "off"})
        self.suggestions, self.show_list = suggestions, show_list

    def get_context(self, name, value, attrs):
        page = super().get_context(name, value, attrs)
        page["widget"]["suggestions"] = self.suggestions if self.show_list else ()
        page["widget"]["list"] = self.attrs["list"] if self.show_list else ""
        return page


class FoldedChoices(forms.CheckboxSelectMultiple):
    """Many boxes to tick behind a line that opens them; open where one is ticked."""

    template_name = "ui/parts/folded_choices.html"

    def get_context(self, name, value, attrs):
        page = super().get_context(name, value, attrs)
        page["widget"]["is_open"] = bool(page["widget"]["value"])
        page["widget"]["choices"] = sum(
            len(group) for _name, group, _at in page["widget"]["optgroups"]
        )
        return page


class Scale(forms.RadioSelect):
    """Steps between two ends, to the one or to the other: the figure of each, and its words where
    it is chosen. ends: what stands at the beginning and at the end.
    """

    template_name = "ui/parts/scale.html"

    def __init__(self, *, ends):
        super().__init__()
        self.ends = ends

    def get_context(self, name, value, attrs):
        page = super().get_context(name, value, attrs)
        page["widget"]["ends"] = self.ends
        return page

    def create_option(self, *about, **more):
        option = super().create_option(*about, **more)
        return option | {"figure": str(option["value"]).lstrip("-")}


class PeriodsField(forms.CharField):
    """Periods of days, one a line; cleaned to [(first day, last day), …]."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options):
        options.setdefault(
            "help_text",
            gettext_lazy(
                "One period a line, as 01/12/2026 - 15/12/2026; a single day as 24/12/2026."
            ),
        )
        super().__init__(required=False, **options)

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [_period(line) for line in lines]

    @staticmethod
    def written(periods):
        """Return [(first day, last day), …] as they are typed."""
        return "\n".join(f"{written.day(first)} - {written.day(last)}" for first, last in periods)


def _period(line):
    days = [_day(part.strip()) for part in line.replace("–", "-").split(" - ")]
    if len(days) > 2 or days[0] > days[-1]:
        raise forms.ValidationError(_("“%(line)s” is no period.") % {"line": line})
    return days[0], days[-1]


def _day(text):
    for format_ in ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"):
        try:
            parsed = forms.DateField(input_formats=[format_]).clean(text)
        except forms.ValidationError:
            continue
        assert isinstance(parsed, date)
        return parsed
    raise forms.ValidationError(_("“%(text)s” is no day; write 24/12/2026.") % {"text": text})
