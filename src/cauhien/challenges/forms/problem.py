"""What an officer writes of a problem, and the reason with which one comes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.challenges import queries
from cauhien.challenges.forms.fields import (
    RESEARCH_FIELDS,
    ResearchFieldsField,
    ResearchFieldsInput,
)
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import NEEDED
from cauhien.core.text import words
from cauhien.network.queries import research_fields
from cauhien.organisations.states import Topic
from cauhien.ui import words as written
from cauhien.ui.fields import NumberField, SuggestedInput

MOST_WORDS = 20_000


SECTIONS = (
    (
        gettext_lazy("The problem"),
        ("title_vi", "description_vi", "place_text", "ward", "topic", "research_fields", "tried"),
    ),
    (
        gettext_lazy("How one will see that it is solved"),
        ("indicator", "unit", "baseline", "target", "measured_by"),
    ),
    (gettext_lazy("What a team can count on"), ("budget_line", "data_offered", "test_site")),
    (gettext_lazy("In English"), ("title_en", "description_en")),
)


class ChallengeForm(forms.ModelForm):
    """The text of a draft. Nothing but the title's length is compulsory before it is sent."""

    use_required_attribute = False

    ward = forms.CharField(
        label=gettext_lazy("Ward or commune"),
        help_text=gettext_lazy("If it is one. Begin to type and choose; marks are not needed."),
        required=False,
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("Field"),
        help_text=gettext_lazy("The field of the city's work that comes nearest."),
        choices=[("", gettext_lazy("Choose a field")), *Topic.choices],
        required=False,
    )
    research_fields = ResearchFieldsField(
        label=gettext_lazy("Research fields"),
        help_text=gettext_lazy(
            "Which sciences may help, by name or code of the official classification."
        ),
        required=False,
    )
    baseline = NumberField(
        label=gettext_lazy("Measured today"),
        help_text=gettext_lazy("The value of the indicator now, before anything is done."),
        required=False,
    )
    target = NumberField(
        label=gettext_lazy("Target"),
        help_text=gettext_lazy("The value at which you would call the problem solved."),
        required=False,
    )

    class Meta:
        model = Challenge
        fields = [
            "title_vi",
            "description_vi",
            "place_text",
            "topic",
            "tried",
            "indicator",
            "unit",
            "baseline",
            "target",
            "measured_by",
            "budget_line",
            "data_offered",
            "test_site",
            "title_en",
            "description_en",
        ]
        help_texts = {
            "title_vi": gettext_lazy("One sentence, as you would say it to a colleague."),
            "description_vi": gettext_lazy(
                "What happens, where and when, whom it touches, what an answer must achieve. "
                "The more exact, the better the people and works that are found."
            ),
            "place_text": gettext_lazy(
                "Streets, a corridor, a river, a district; or the whole city."
            ),
            "tried": gettext_lazy(
                "What has been done and why it did not suffice. It spares you answers you know."
            ),
            "indicator": gettext_lazy(
                "One figure that shows whether it gets better, such as the mean speed at peak hour."
            ),
            "unit": gettext_lazy("Such as km/h, µg/m³, hours, %."),
            "measured_by": gettext_lazy("The body that measures before and after."),
            "budget_line": gettext_lazy("Where the money for a trial would come from."),
            "data_offered": gettext_lazy(
                "Data that a team may use: what, since when, in which form."
            ),
            "test_site": gettext_lazy(
                "Where a team may try something out, and under which conditions."
            ),
            "title_en": gettext_lazy("For readers abroad."),
        }
        widgets = {
            "description_vi": forms.Textarea(attrs={"rows": 10}),
            "description_en": forms.Textarea(attrs={"rows": 6}),
            "tried": forms.Textarea(attrs={"rows": 4}),
            "data_offered": forms.Textarea(attrs={"rows": 3}),
            "test_site": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, on, **options):
        super().__init__(*args, **options)
        self.on = on
        self.fields["ward"].widget = SuggestedInput("wards", queries.wards(on))
        self.fields["research_fields"].widget = ResearchFieldsInput(research_fields())
        if self.instance.pk:
            self.initial["ward"] = str(self.instance.place or "")
            kept = [str(field) for field in self.instance.research_fields.order_by("code")]
            self.initial["research_fields"] = [*kept, "", "", ""][:RESEARCH_FIELDS]
        for name in NEEDED:
            field: Any = self.fields[name]
            field.needed = True  # not to save a draft, but to send it
        for name in ("title_en", "description_en"):
            self.fields[name].widget.attrs["lang"] = "en"
        for name in ("title_vi", "description_vi"):
            self.fields[name].widget.attrs["lang"] = "vi"

    def sections(self):
        """Return [(heading, fields)] in the order of the page."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean_description_vi(self):
        return self._short_enough("description_vi")

    def clean_description_en(self):
        return self._short_enough("description_en")

    def clean_ward(self):
        name = self.cleaned_data["ward"].strip()
        place = queries.ward_named(name, self.on) if name else None
        if name and place is None:
            raise forms.ValidationError(self._no_such_ward(name))
        return place

    def written(self):
        """Return {field: value} of what was typed and can be kept."""
        kept = dict(self.cleaned_data)
        if "ward" in kept:
            kept["place"] = kept.pop("ward")
        return kept

    def differences(self):
        """Return [(label, what is saved)] of the fields in which what was typed differs."""
        return [(self[name].label, self._saved(name)) for name in self.changed_data]

    def refuse(self, missing):
        """Say beside each field what is missing for signing, and put the cursor into the first."""
        for name, what in missing.items():
            self.add_error(name, what)
        self.focus_first_error()

    def focus_first_error(self):
        self.focuses_field = True
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                return

    def _saved(self, name):
        value = self.initial.get(name)
        if name == "topic":
            return dict(Topic.choices).get(str(value), "")
        if name == "research_fields":
            return "; ".join(filter(None, value or ()))
        return self.fields[name].prepare_value(value)

    def _short_enough(self, name):
        text = self.cleaned_data[name]
        count = len(words(text))
        if count <= MOST_WORDS:
            return text
        raise forms.ValidationError(
            ngettext(
                "The description has %(count)s word; at most %(most)s can be kept.",
                "The description has %(count)s words; at most %(most)s can be kept. "
                "Keep what an expert must know first, and offer the rest as data.",
                count,
            )
            % {"count": written.number(count), "most": written.number(MOST_WORDS)}
        )

    def _no_such_ward(self, name):
        if now := [str(place) for place in queries.wards_after(name)]:
            return _("“%(name)s” no longer exists; it went into: %(now)s. Choose one of them.") % {
                "name": name,
                "now": ", ".join(now),
            }
        return _(
            "There is no ward or commune “%(name)s”. Choose one of the list, or leave it out."
        ) % {"name": name}


class ReasonForm(forms.Form):
    """Why a step is taken. read_by: who reads it, in words."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say why.")},
    )

    def __init__(self, *args, read_by, **options):
        super().__init__(*args, **options)
        self.fields["reason"].help_text = read_by
