"""A technology that an enterprise offers."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.enterprises.models import Offer
from cauhien.enterprises.states import LEVELS
from cauhien.ui.fields import DayField

LONGEST = 3_000
LONGEST_EVIDENCE = 1_000
SECTIONS = (
    (
        gettext_lazy("About the technology"),
        ("name_vi", "name_en", "summary_vi", "summary_en", "kind", "topic"),
    ),
    (
        gettext_lazy("Rights and terms"),
        ("protection", "rights", "terms", "conditions", "contact"),
    ),
)


@dataclass(frozen=True)
class Level:
    """One level of readiness as it is asked: its number, name and two bound fields."""

    number: int
    name: str
    fields: list

    @property
    def is_open(self):
        return any(one.value() or one.errors for one in self.fields)


def _text(rows):
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST})


class OfferForm(forms.ModelForm):
    """What was typed is kept as it is; what may become public is what is right."""

    use_required_attribute = False

    class Meta:
        model = Offer
        fields = (
            "name_vi",
            "name_en",
            "summary_vi",
            "summary_en",
            "kind",
            "topic",
            "protection",
            "rights",
            "terms",
            "conditions",
            "contact",
        )
        widgets = {
            "summary_vi": _text(6),
            "summary_en": _text(6),
            "conditions": _text(3),
            "contact": _text(2),
        }
        help_texts = {
            "summary_vi": gettext_lazy(
                "What it does and for whom; nothing confidential. Everybody reads it."
            ),
            "rights": gettext_lazy("Kind, number and date of each right, as on the certificate."),
            "contact": gettext_lazy(
                "Never shown outside the organisation, also when the offer is published."
            ),
        }

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today
        for name in ("name_vi", "summary_vi", "kind", "topic", "protection", "terms"):
            self.fields[name].required = True
        for number in LEVELS:
            on, evidence = _names(number)
            self.fields[on] = DayField(label=_("Reached on"), required=False)
            self.fields[evidence] = forms.CharField(
                label=_("Evidence"),
                help_text=_("By what one sees that the level is reached: test, report, contract."),
                max_length=LONGEST_EVIDENCE,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def sections(self):
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def levels(self):
        return [
            Level(number, str(name), [self[one] for one in _names(number)])
            for number, name in LEVELS.items()
        ]

    def written(self):
        """Return {"draft": what was typed by field, right or not, "ready": what may be public}."""
        draft = {name: self.data.get(name, "")[: 2 * LONGEST] for name in self.fields}
        return {"draft": draft, "ready": self._ready()}

    def _ready(self):
        """Return what may become public by column, {} while something is missing or not right."""
        if not self.is_valid():
            return {}
        said = {name: self.cleaned_data[name] for name in self.Meta.fields}
        steps = self._steps()
        return said | {"steps": steps, "readiness": steps[-1]["level"]}

    def clean(self):
        super().clean()
        last = None
        for number in LEVELS:
            on, evidence = _names(number)
            day, words = self.cleaned_data.get(on), self.cleaned_data.get(evidence)
            if words and not day and on not in self.errors:
                self.add_error(on, _("Say when this level was reached."))
            if day and not words and evidence not in self.errors:
                self.add_error(evidence, _("Say by what one sees it."))
            if day and day > self.today:
                self.add_error(on, _("This day is still to come."))
            if day and last and day < last:
                self.add_error(on, _("A lower level was reached later than this one."))
            last = day or last
        if last is None and not self.errors.keys() & set(_names(1)):
            self.add_error(_names(1)[0], _("Say at least of one level when it was reached."))
        return self.cleaned_data

    def _steps(self):
        given = self.cleaned_data
        days = [(number, *_names(number)) for number in LEVELS]
        return [
            {"level": number, "on": given[on].isoformat(), "evidence": given[evidence]}
            for number, on, evidence in days
            if given[on]
        ]


def _names(number):
    return f"trl{number}_on", f"trl{number}_evidence"


class ReasonForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Who offers it reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
