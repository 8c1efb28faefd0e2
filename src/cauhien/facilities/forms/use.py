"""What somebody writes who asks or books, and what the host answers."""

from django import forms
from django.utils.translation import get_language, gettext_lazy

from cauhien.documents.documents import in_language
from cauhien.facilities.states import Refusal
from cauhien.ui.fields import DayField

LONGEST = 3_000
MOST_WEEKS = 26


def area(label, *, help_text="", required=True, rows=4):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def choose_from(form, name, rows):
    """Offer rows in a field of a form; a field that need not be filled goes where there is none."""
    field = form.fields[name]
    if field.required or rows.exists():
        field.queryset = rows
        if hasattr(rows.model, "name_vi"):
            field.label_from_instance = _named
    else:
        del form.fields[name]


def _named(row):
    """Return the name of a row as a choice, in the language of the page."""
    return in_language(row, "name", get_language())


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


class ForForm(Refusable):
    """Whoever acts for firms says for whom they ask; nobody else is asked."""

    organisation = forms.ModelChoiceField(
        None,
        to_field_name="code",
        label=gettext_lazy("For whom"),
        empty_label=gettext_lazy("for myself"),
        required=False,
    )

    def __init__(self, *args, firms, **options):
        super().__init__(*args, **options)
        choose_from(self, "organisation", firms)
        if len(firms) == 1:
            self.initial.setdefault("organisation", firms[0].code)

    @property
    def firm(self):
        return self.cleaned_data.get("organisation")


class RequestForm(ForForm):
    """A request to use a laboratory."""

    resource = forms.ModelChoiceField(
        None,
        to_field_name="code",
        label=gettext_lazy("What of it"),
        empty_label=gettext_lazy("the laboratory, as the host advises"),
        required=False,
    )
    purpose = area(
        gettext_lazy("What you want to measure, test or make"),
        help_text=gettext_lazy(
            "Samples and materials, methods, who works there. The host and the audit read it, "
            "nobody else."
        ),
        rows=6,
    )
    first_on = DayField(label=gettext_lazy("Not before"))
    last_on = DayField(label=gettext_lazy("Not after"))
    extent = forms.CharField(
        label=gettext_lazy("How much"),
        help_text=gettext_lazy("For example: two days, or 20 samples."),
        max_length=200,
        required=False,
    )
    field_order = ("resource", "organisation", "purpose", "first_on", "last_on", "extent")

    def __init__(self, *args, resources, **options):
        super().__init__(*args, **options)
        choose_from(self, "resource", resources)

    def written(self):
        said = self.cleaned_data
        return {name: said[name] for name in ("purpose", "first_on", "last_on", "extent")}


class WordsForm(Refusable):
    words = area(gettext_lazy("Message"))


class AnswerForm(Refusable):
    """On which terms a request is accepted."""

    words = area(
        gettext_lazy("Terms"),
        help_text=gettext_lazy(
            "When, with whom, at which price, what to bring. Who has asked takes it from here."
        ),
        rows=6,
    )


class RefusalForm(Refusable):
    refusal = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[("", gettext_lazy("Choose a reason")), *Refusal.choices],
    )
    words = area(gettext_lazy("What may help instead"), required=False)


class FaultForm(Refusable):
    text = area(
        gettext_lazy("What does not work"),
        help_text=gettext_lazy("What you did, what happened, what the device showed."),
    )


def slots_field(lengths):
    """Ask how long a time is wanted. lengths: [(number of slots, in words)]."""
    return forms.TypedChoiceField(label=gettext_lazy("How long"), coerce=int, choices=lengths)


class WaitForm(Refusable):
    """Until when a time is wanted that is taken."""

    def __init__(self, *args, lengths, **options):
        super().__init__(*args, **options)
        self.fields["slots"] = slots_field(lengths)


def weeks_field(**options):
    """Ask in how many weeks the same time is meant."""
    label = gettext_lazy("In how many weeks, one after the other")
    return forms.IntegerField(
        label=label, min_value=1, max_value=MOST_WEEKS, required=False, **options
    )


class BookForm(ForForm):
    """How long a resource is wanted from a moment on, and what for."""

    purpose = area(
        gettext_lazy("What it is used for"),
        help_text=gettext_lazy("The host and the audit read it, nobody else."),
    )
    field_order = ("organisation", "purpose")

    def __init__(self, *args, lengths, **options):
        super().__init__(*args, **options)
        weeks = weeks_field(
            help_text=gettext_lazy(
                "The same time each week; what is not to be had is named. Empty: this once."
            )
        )
        self.fields = {"slots": slots_field(lengths), "weeks": weeks} | self.fields
