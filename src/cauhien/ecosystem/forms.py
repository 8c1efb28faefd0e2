"""What people write who register something in the ecosystem, or answer a registration."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.ecosystem.states import (
    CURRENCIES,
    EVERY,
    BodyKind,
    EntryKind,
    EventKind,
    Help,
    InvestmentKind,
    Qualifier,
    Stage,
)
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.fields import DayField, FoldedChoices, NumberField, OrcidField, RorField
from cauhien.ui.words import zone_name

LONGEST = 3_000
LONGEST_QUOTE = 300
LOCAL_TIME = "%Y-%m-%dT%H:%M"


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
        label=label, help_text=help_text, required=False, widget=FoldedChoices
    )


class ReasonForm(Refusable):
    reason = _area(
        gettext_lazy("Reason"), gettext_lazy("Whoever sent it reads this."), required=True
    )


def _standing(label, help_text):
    return _area(label, help_text, required=True, rows=2)


class StandingForm(Refusable):
    standing = _standing(
        gettext_lazy("Who you are for it"),
        gettext_lazy("Founder, staff, partner: only the moderator and the audit read this."),
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
        if "helps" in fields:
            fields["helps"].choices = _choices(Help)
        fields["topics"].choices = [(EVERY, capfirst(_("every field"))), *_choices(Topic)]
        fields["zone"].choices = [(zone, zone_name(zone)) for zone in Zone.values]
        self.order_fields([*self.field_order, *(n for n in fields if n != "standing"), "standing"])

    def clean_topics(self):
        chosen = self.cleaned_data["topics"]
        return [EVERY] if EVERY in chosen else chosen

    def columns(self):
        return {name: self.cleaned_data[name] for name in self.fields if name != "standing"}


class OrganisedForm(EntryForm):
    ror = RorField(
        label="ROR",
        help_text=gettext_lazy(
            "Only where it is an organisation of its own that ror.org lists, as "
            "https://ror.org/02jmfj006."
        ),
        required=False,
    )


class StartupForm(OrganisedForm):
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


class BodyForm(OrganisedForm):
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


def _moment(label, help_text="", *, required=True):
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=[LOCAL_TIME, f"{LOCAL_TIME}:%S"],
        widget=forms.DateTimeInput(format=LOCAL_TIME, attrs={"type": "datetime-local"}),
        error_messages={"invalid": gettext_lazy("Enter a day and a time.")},
    )


class EventForm(EntryForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    starts_at = _moment(gettext_lazy("Begins, or opens for applications"))
    ends_at = _moment(
        gettext_lazy("Ends, or closes for applications"),
        gettext_lazy("A round of applications needs it."),
        required=False,
    )
    place_text = forms.CharField(label=gettext_lazy("Venue"), max_length=300, required=False)
    operator_printed = forms.CharField(
        label=gettext_lazy("Organised by"), max_length=300, required=False
    )
    helps = None
    field_order = ["name_vi", "name_en", "kind", "starts_at", "ends_at", "place_text"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = [("", "–"), *_choices(EventKind)]

    def clean(self):
        starts, ends = (self.cleaned_data.get(name) for name in ("starts_at", "ends_at"))
        if starts and ends and ends < starts:
            self.add_error("ends_at", _("The end lies before the beginning."))
        is_round = self.cleaned_data.get("kind") == EventKind.ROUND
        if is_round and not ends and "ends_at" not in self.errors:
            self.add_error("ends_at", _("Say until when applications are taken."))
        return self.cleaned_data

    def columns(self):
        said = super().columns()
        moments = ("starts_at", "ends_at")
        return said | {name: said[name].isoformat() if said[name] else None for name in moments}


class MentorForm(EntryForm):
    """Whoever registers as a mentor speaks of themself and wants everybody to read it."""

    name_vi = forms.CharField(label=gettext_lazy("Your name"), max_length=300)
    about_vi = _area(
        gettext_lazy("What you advise on, in Vietnamese"),
        gettext_lazy("Two or three sentences, and how you want to be reached."),
        required=True,
    )
    about_en = _area(gettext_lazy("What you advise on, in English"))
    helps = _several(gettext_lazy("Kinds of help"))
    orcid = OrcidField(label=gettext_lazy("Your ORCID iD"), required=False)
    links_person = forms.BooleanField(
        label=gettext_lazy("Link my page in the register of persons"),
        help_text=gettext_lazy("Only where you have taken that page over as your own."),
        required=False,
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("I speak for myself and agree that everybody reads this"),
        help_text=gettext_lazy("You can leave at any time: it then disappears at once."),
        error_messages={"required": gettext_lazy("Without your agreement nothing is shown.")},
    )
    name_en: Any = None
    standing = _standing(
        gettext_lazy("What the moderator should know of you"),
        gettext_lazy("What you have done so far. Only the moderator and the audit read this."),
    )

    def columns(self):
        return {name: value for name, value in super().columns().items() if name != "agrees"}


class InvestmentForm(StandingForm):
    """Money that a start-up got, with the page that says so."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    on_date = DayField(label=gettext_lazy("Day"))
    amount = NumberField(label=gettext_lazy("Amount, in whole units"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False)
    qualifier = forms.ChoiceField(
        label=gettext_lazy("How the source says it"), required=False, widget=forms.RadioSelect
    )
    investor_printed = forms.CharField(
        label=gettext_lazy("Investor as printed"), max_length=300, required=False
    )
    source_url = forms.URLField(
        label=gettext_lazy("Page that says so"), max_length=1000, assume_scheme="https"
    )
    standing = _standing(
        gettext_lazy("How you know of it"),
        gettext_lazy("Founder, investor, reader: only the moderator and the audit read this."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = [("", "–"), *_choices(InvestmentKind)]
        fields["currency"].choices = [("", "–"), *((one, one) for one in CURRENCIES)]
        fields["qualifier"].choices = _choices(Qualifier)
        self.order_fields([*(name for name in fields if name != "standing"), "standing"])

    def clean(self):
        said = self.cleaned_data
        if said.get("qualifier") == Qualifier.UNDISCLOSED:
            said["amount"], said["currency"] = None, ""
        elif "amount" in said and not said["amount"]:
            self.add_error("amount", _("Write the amount, or say that it is not disclosed."))
        elif not said.get("currency"):
            self.add_error("currency", _("Choose the currency."))
        return said

    def columns(self):
        said = {name: value for name, value in self.cleaned_data.items() if name != "standing"}
        amount = None if said["amount"] is None else str(said["amount"])
        return said | {"on_date": said["on_date"].isoformat(), "amount": amount}


FORMS: dict[str, type[StandingForm]] = {
    EntryKind.STARTUP: StartupForm,
    EntryKind.BODY: BodyForm,
    EntryKind.EVENT: EventForm,
    EntryKind.MENTOR: MentorForm,
    EntryKind.INVESTMENT: InvestmentForm,
}


class ReadingForm(Refusable):
    """What a coordinator has read on a page of an entry; nothing at all: it says neither."""

    topics = _several(gettext_lazy("Fields"))
    topics_words = forms.CharField(
        label=gettext_lazy("Words that say for which fields"),
        help_text=gettext_lazy("Quoted from the page as they stand there."),
        max_length=LONGEST_QUOTE,
        required=False,
    )
    stages = _several(gettext_lazy("Stages"))
    stages_words = forms.CharField(
        label=gettext_lazy("Words that say for which stages"),
        help_text=gettext_lazy("Quoted from the page as they stand there."),
        max_length=LONGEST_QUOTE,
        required=False,
    )
    page = forms.URLField(
        label=gettext_lazy("Page that you have read"), max_length=1000, assume_scheme="https"
    )

    def __init__(self, *args, open_columns, **options):
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["topics"].choices = [(EVERY, capfirst(_("every field"))), *_choices(Topic)]
        fields["stages"].choices = [(EVERY, capfirst(_("every stage"))), *_choices(Stage)]
        for column in {"topics", "stages"} - set(open_columns):
            del fields[column], fields[f"{column}_words"]

    def clean(self):
        for column in ("topics", "stages"):
            values, words = (self.cleaned_data.get(f"{column}{end}") for end in ("", "_words"))
            if values and not words:
                self.add_error(f"{column}_words", _("Quote the words that say so."))
            if words and not values:
                self.add_error(column, _("Choose what these words say."))
        return self.cleaned_data

    def readings(self):
        """Return {column: (values, words)} of what was read."""
        said = self.cleaned_data
        return {
            column: ([EVERY] if EVERY in said[column] else said[column], said[f"{column}_words"])
            for column in ("topics", "stages")
            if said.get(column)
        }


class AskForm(Refusable):
    """To whom the request to complete an entry goes that nobody has registered."""

    address = forms.EmailField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Of the body, as its own page gives it. It is kept nowhere else."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"),
        choices=settings.LANGUAGES,
        initial="vi",
        widget=forms.RadioSelect,
    )


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
