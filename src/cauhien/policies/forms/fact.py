"""A question of the path: what is asked, which answers there are, by what it is shown."""

from django import forms
from django.utils.translation import gettext_lazy

from cauhien.policies import bridge
from cauhien.policies.bridge import Kind
from cauhien.policies.forms.refused import in_words
from cauhien.policies.forms.rule import LineForm, lines_form
from cauhien.policies.forms.writing import LONGEST, Refusable
from cauhien.policies.states import FactGroup
from cauhien.ui import words as written
from cauhien.ui.fields import NumberField

KINDS = [
    (Kind.YES_NO, gettext_lazy("yes or no")),
    (Kind.NUMBER, gettext_lazy("a number")),
    (Kind.DAY, gettext_lazy("a day")),
    (Kind.CHOICE, gettext_lazy("one of several answers")),
    (Kind.PLACE, gettext_lazy("a place: codes from the widest on, as vn/01/other")),
]
PHRASES = ("asks", "help", "unit", "shown_by")


class FactForm(Refusable):
    """The question itself; its name and kind stay as they were first written."""

    name = forms.SlugField(
        label=gettext_lazy("Short name in the rules"),
        help_text=gettext_lazy("Small letters and _, as project_kind; it is not altered later."),
        max_length=40,
    )
    kind = forms.ChoiceField(label=gettext_lazy("What answers it"), choices=KINDS)
    group = forms.ChoiceField(label=gettext_lazy("Page of the path"), choices=FactGroup.choices)
    place = forms.IntegerField(
        label=gettext_lazy("Place in the path"),
        help_text=gettext_lazy("Of two that decide alike the smaller number is asked first."),
        min_value=0,
        max_value=9999,
    )
    after = forms.ChoiceField(
        label=gettext_lazy("Asked after"),
        help_text=gettext_lazy("The question that this one speaks of, as “that project” does."),
        required=False,
    )
    asks_vi = forms.CharField(label=gettext_lazy("Question, in Vietnamese"), max_length=500)
    asks_en = forms.CharField(label=gettext_lazy("Question, in English"), max_length=500)
    help_vi = forms.CharField(
        label=gettext_lazy("What it means, in Vietnamese"), max_length=500, required=False
    )
    help_en = forms.CharField(
        label=gettext_lazy("What it means, in English"), max_length=500, required=False
    )
    shown_by_vi = forms.CharField(
        label=gettext_lazy("Paper that shows it, in Vietnamese"), max_length=300, required=False
    )
    shown_by_en = forms.CharField(
        label=gettext_lazy("Paper that shows it, in English"), max_length=300, required=False
    )
    unit_vi = forms.CharField(
        label=gettext_lazy("Unit of a number, in Vietnamese"), max_length=60, required=False
    )
    unit_en = forms.CharField(
        label=gettext_lazy("Unit of a number, in English"), max_length=60, required=False
    )
    whole = forms.BooleanField(label=gettext_lazy("Only whole numbers"), required=False)
    least = NumberField(label=gettext_lazy("Least number"), required=False)
    most = NumberField(label=gettext_lazy("Greatest number"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("What has changed, and why"),
        help_text=gettext_lazy("Everybody reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, fact, others, data=None):
        """Return the form of a Fact, or of a new one. others: the Facts that stand beside it."""
        form = cls._filled(fact, data)
        asks = [(one.code, one.content["asks"][written.language()]) for one in others]
        form.fields["after"].choices = [("", "–"), *asks]
        return form

    @classmethod
    def _filled(cls, fact, data):
        if fact is None:
            return cls(data)
        said = fact.content
        initial = {"group": fact.group, "place": fact.place} | {
            f"{name}_{language}": words
            for name in PHRASES
            for language, words in said.get(name, {}).items()
        }
        for name in ("name", "kind", "whole", "least", "most", "after"):
            initial[name] = said.get(name)
        form = cls(data, initial=initial)
        for name in ("name", "kind"):
            form.fields[name].disabled = True
        return form

    def content(self, options):
        """Return the question as the engine reads it. options: [{"value", "vi", "en"}]."""
        given = self.cleaned_data
        said = {"name": given["name"], "kind": given["kind"]}
        for name in PHRASES:
            if vi := given[f"{name}_vi"]:
                said[name] = {"vi": vi, "en": given[f"{name}_en"] or vi}
        for name in ("least", "most"):
            if given[name] is not None:
                said[name] = bridge.value_as_json(given[name])
        if given["whole"]:
            said["whole"] = True
        if given["after"]:
            said["after"] = given["after"]
        if options:
            said["options"] = [
                {"value": one["value"], "says": {"vi": one["vi"], "en": one["en"]}}
                for one in options
            ]
        return said

    def say_wrong(self, wrong):
        """Say what the engine cannot read of the question: beside its kind, or above all."""
        place, what = wrong
        self.add_error("kind" if "options" in place else None, in_words(what))


class OptionForm(LineForm):
    """One answer of a choice or a place, under its code."""

    value = forms.RegexField(
        r"^[\w/.-]+$",
        label=gettext_lazy("Code of the answer"),
        max_length=60,
        required=False,
        error_messages={"invalid": gettext_lazy("Letters, digits, _ and / alone.")},
    )
    field_order = ("value", "vi", "en")

    def clean(self):
        given = super().clean()
        if given.get("vi") and not given.get("value") and "value" not in self.errors:
            self.add_error("value", gettext_lazy("Give it a code."))
        return given


def options_form(data=None, fact=None):
    """Return the form of the answers: as sent, or of a Fact, with blank lines."""
    options = fact.content.get("options", ()) if fact else ()
    said = [{"value": one["value"], **one["says"]} for one in options]
    return lines_form(OptionForm, "options", data, said)
