"""What people write who register something in the ecosystem, or answer a registration."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.ecosystem.states import EVERY, BodyKind, EntryKind, Help, Stage
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.words import zone_name

LONGEST = 3_000


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


def _area(label, help_text="", *, required=False, rows=4):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, required=required, widget=widget
    )


def _several(label, help_text=""):
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class ReasonForm(Refusable):
    reason = _area(
        gettext_lazy("Reason"), gettext_lazy("Whoever sent it reads this."), required=True
    )


class StandingForm(Refusable):
    standing = _area(
        gettext_lazy("Who you are for it"),
        gettext_lazy("Founder, staff, partner: only the moderator and the audit read this."),
        required=True,
        rows=2,
    )

    def columns(self):
        return {}


class RemovalForm(StandingForm):
    pass


class EntryForm(StandingForm):
    """An entry of the ecosystem. columns(): {column: value} as JSON knows them."""

    name_vi = forms.CharField(label=gettext_lazy("Name in Vietnamese"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=300, required=False)
    about_vi = _area(
        gettext_lazy("What it is and does, in Vietnamese"),
        gettext_lazy("Two or three sentences. No names, telephone numbers or mail of people."),
    )
    about_en = _area(gettext_lazy("What it is and does, in English"))
    stages = _several(gettext_lazy("Stages"), gettext_lazy("Left open, the page says so."))
    helps = _several(gettext_lazy("Kinds of help"))
    topics = _several(gettext_lazy("Fields"), gettext_lazy("Left open, the page says so."))
    zone = forms.ChoiceField(label=gettext_lazy("Place"), widget=forms.RadioSelect)
    website = forms.URLField(
        label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https"
    )
    field_order = ["name_vi", "name_en", "kind"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["stages"].choices = _choices(Stage)
        fields["helps"].choices = _choices(Help)
        fields["topics"].choices = [(EVERY, capfirst(_("every field"))), *_choices(Topic)]
        fields["zone"].choices = [(zone, zone_name(zone)) for zone in Zone.values]
        fields["zone"].initial = Zone.CITY
        self.order_fields([*self.field_order, *(n for n in fields if n != "standing"), "standing"])

    def clean_topics(self):
        chosen = self.cleaned_data["topics"]
        return [EVERY] if EVERY in chosen else chosen

    def columns(self):
        return {name: self.cleaned_data[name] for name in self.fields if name != "standing"}


class StartupForm(EntryForm):
    helps = _several(gettext_lazy("Help it looks for"))
    founded = forms.RegexField(
        r"^(19|20)\d\d$",
        label=gettext_lazy("Founded in the year"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the year in four figures.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        stages: Any = self.fields["stages"]
        stages.label = _("Stage")
        stages.help_text = _("One, or two where it is between them.")


class BodyForm(EntryForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    helps = _several(gettext_lazy("Kinds of help"), gettext_lazy("What a start-up gets from it."))
    operator_printed = forms.CharField(label=gettext_lazy("Run by"), max_length=300, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = [("", "–"), *_choices(BodyKind)]
        fields["stages"].choices = [(EVERY, capfirst(_("every stage"))), *_choices(Stage)]

    def clean_stages(self):
        chosen = self.cleaned_data["stages"]
        return [EVERY] if EVERY in chosen else chosen


FORMS = {EntryKind.STARTUP: StartupForm, EntryKind.BODY: BodyForm}


def _choices(words):
    return [(value, capfirst(label)) for value, label in words.choices]


class WantedForm(forms.Form):
    """What an applicant says of themself; it is sent by GET and kept nowhere."""

    stage = forms.ChoiceField(label=gettext_lazy("How far you are"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Your field"), required=False)
    need = forms.ChoiceField(label=gettext_lazy("What you need most"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields: Any = self.fields
        nothing = ("", _("no answer"))
        fields["stage"].choices = [nothing, *_choices(Stage)]
        fields["topic"].choices = [nothing, *_choices(Topic)]
        fields["need"].choices = [nothing, *_choices(Help)]
