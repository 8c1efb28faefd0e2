"""What a team writes of its file."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.forms.rows import Column, RowsField
from cauhien.challenges.states import NEEDED_TEXTS, WRITTEN_TEXTS
from cauhien.ui.fields import NumberField

LONGEST = 20_000  # characters of one text
PLAN = (
    Column("step", gettext_lazy("Step")),
    Column("month", gettext_lazy("Done by month"), most=Decimal(120)),
)
BUDGET = (
    Column("item", gettext_lazy("What for")),
    Column("amount", gettext_lazy("Amount"), most=Decimal(10**15)),
)
SECTIONS = (
    (gettext_lazy("Public summary"), ("title_vi", "summary_vi")),
    (gettext_lazy("The solution"), ("approach", "expected", "measured_how", "risks")),
    (gettext_lazy("How it is done"), ("plan", "budget", "team")),
    (gettext_lazy("Confidential part"), ("confidential",)),
    (gettext_lazy("In English"), ("title_en", "summary_en")),
)


def _text(label, help_text, rows=6, language=""):
    attrs = {"rows": rows} | ({"lang": language} if language else {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=attrs),
    )


class InitiativeForm(forms.Form):
    """The text of a file. Nothing is compulsory before it is sent."""

    use_required_attribute = False

    title_vi = forms.CharField(
        label=gettext_lazy("Title"), required=False, max_length=300, strip=True
    )
    summary_vi = _text(
        gettext_lazy("Public summary"),
        gettext_lazy(
            "What you propose, in words for everybody. It is published if your file is chosen."
        ),
    )
    approach = _text(
        gettext_lazy("How you will solve the problem"),
        gettext_lazy("What you do, on what it rests, and what is new in it."),
        rows=10,
    )
    expected = NumberField(label=gettext_lazy("Value you expect to reach"), required=False)
    measured_how = _text(
        gettext_lazy("How you will show it"),
        gettext_lazy("Besides the measurement of the city: which data, collected how."),
        rows=4,
    )
    risks = _text(
        gettext_lazy("Risks"),
        gettext_lazy("What may go wrong, and what you do then."),
    )
    plan = RowsField(PLAN, label=gettext_lazy("Plan"), required=False)
    budget = RowsField(BUDGET, label=gettext_lazy("Budget"), required=False)
    team = _text(
        gettext_lazy("Who you are"),
        gettext_lazy("What you can do and have done of this kind."),
    )
    confidential = _text(
        gettext_lazy("Confidential part"),
        gettext_lazy(
            "What must stay secret, such as an unpublished method. Whoever opens it accepts to "
            "keep it secret, and each opening is logged."
        ),
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        help_text=gettext_lazy("For readers abroad."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    summary_en = _text(gettext_lazy("Public summary in English"), "", language="en")

    def __init__(self, *args, challenge, **options):
        super().__init__(*args, **options)
        for name in NEEDED_TEXTS:
            field: Any = self.fields[name]
            field.needed = True  # not to save a draft, but to send it
        self.fields["title_vi"].widget.attrs["lang"] = "vi"
        self.fields["summary_vi"].widget.attrs["lang"] = "vi"
        self.fields["expected"].help_text = _expected_help(challenge)
        self.fields["budget"].help_text = _("In %(currency)s. Press Save for more rows.") % {
            "currency": challenge.call.currency
        }
        self.fields["plan"].help_text = _(
            "The months are counted from the beginning. Press Save for more rows."
        )
        if challenge.call.procedure.blind:
            self.fields["team"].help_text = _(
                "What you can do and have done of this kind, without names: the council reads it "
                "without knowing whose file it is."
            )

    @classmethod
    def of(cls, initiative, data=None):
        """Return the form of a draft, filled with what is kept of it."""
        kept = initiative.written()
        if kept.get("expected"):
            kept["expected"] = Decimal(kept["expected"])
        return cls(data, initial=kept, challenge=initiative.challenge)

    def sections(self):
        """Return [(heading, fields)] in the order of the page."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def written(self):
        """Return {name: value} of what was typed and can be kept, as values that JSON knows."""
        kept = {
            name: self.cleaned_data[name] for name in WRITTEN_TEXTS if name in self.cleaned_data
        }
        if "expected" in kept:
            number = kept["expected"]
            kept["expected"] = "" if number is None else f"{number.normalize():f}"
        return kept

    def differences(self):
        """Return [(label, what is saved)] of the fields in which what was typed differs."""
        return [(self[name].label, _as_text(self.initial.get(name))) for name in self.changed_data]

    def refuse(self, missing):
        """Say beside each field what is missing before sending; the cursor goes into the first."""
        for name, what in missing.items():
            self.add_error(name, what)
        self.focus_first_error()

    def focus_first_error(self):
        self.focuses_field = True
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                return


def _expected_help(challenge):
    return _("%(indicator)s in %(unit)s; today %(baseline)s, target %(target)s.") % {
        "indicator": challenge.indicator,
        "unit": challenge.unit,
        "baseline": _plain(challenge.baseline),
        "target": _plain(challenge.target),
    }


def _plain(value):
    return "–" if value is None else NumberField().prepare_value(value)


def _as_text(value):
    if isinstance(value, list):
        return "\n".join(": ".join(filter(None, row.values())) for row in value)
    return str(value or "")
