"""What a host writes of its laboratory: terms, calendar, prices, requirements."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.facilities import queries
from cauhien.facilities.forms.use import Refusable, choose_from, weeks_field
from cauhien.facilities.models import ClosedDays, Rate, Requirement, Resource, UseTerms
from cauhien.facilities.rules import LONGEST_PERIOD, Stretch
from cauhien.facilities.states import OutageKind, Weekday
from cauhien.ui.fields import DayField, NumberField, check_year

CURRENCIES = ("VND", "USD", "EUR")


class ModelRefusable(Refusable, forms.ModelForm):
    """As Refusable, with the fields of a row; the action saves it."""

    class Meta:
        fields: tuple[str, ...] = ()

    def values(self):
        return {name: self.cleaned_data.get(name) for name in self.Meta.fields}


class TermsForm(ModelRefusable):
    accredited_until = DayField(label=gettext_lazy("Accredited until"), required=False)

    class Meta:
        model = UseTerms
        fields = (
            "conditions_vi",
            "conditions_en",
            "accreditation",
            "accredited_until",
            "shows_busy",
        )
        widgets = {
            "conditions_vi": forms.Textarea(attrs={"rows": 5}),
            "conditions_en": forms.Textarea(attrs={"rows": 5}),
        }


class ResourceForm(ModelRefusable):
    class Meta:
        model = Resource
        fields = (
            "name_vi",
            "name_en",
            "about_vi",
            "about_en",
            "has_calendar",
            "keeps_holidays",
            "slot_minutes",
            "most_slots",
            "minutes_before",
            "minutes_after",
            "notice_hours",
            "ahead_days",
            "most_ahead",
            "free_cancel_hours",
            "late_fee_percent",
        )
        widgets = {
            "about_vi": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_slot_minutes(self):
        minutes = self.cleaned_data["slot_minutes"]
        if minutes < SHORTEST:
            raise forms.ValidationError(_("A slot lasts five minutes at least."))
        return minutes

    def clean_most_slots(self):
        if not self.cleaned_data["most_slots"]:
            raise forms.ValidationError(_("Enter one at least."))
        return self.cleaned_data["most_slots"]

    def clean_late_fee_percent(self):
        if self.cleaned_data["late_fee_percent"] > WHOLE:
            raise forms.ValidationError(_("Enter a share from 0 to 100."))
        return self.cleaned_data["late_fee_percent"]


SHORTEST, WHOLE, MOST_UNITS = 5, 100, 50


class CapacityForm(Refusable):
    """How many alike there are, or of what it is made."""

    capacity = forms.IntegerField(
        label=gettext_lazy("How many alike"),
        min_value=1,
        max_value=MOST_UNITS,
    )
    parts = forms.ModelMultipleChoiceField(
        None,
        to_field_name="code",
        label=gettext_lazy("Made of"),
        help_text=gettext_lazy("Booking it takes one of each. Leave it empty for a single thing."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, others, **options):
        super().__init__(*args, **options)
        choose_from(self, "parts", others)

    def parts_chosen(self):
        return list(self.cleaned_data.get("parts", ()))


def clock(label):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class HoursForm(forms.Form):
    """From when until when it is open on one day of the week, once or twice; empty: closed."""

    use_required_attribute = False

    opens = clock(gettext_lazy("from"))
    closes = clock(gettext_lazy("until"))
    opens_again = clock(gettext_lazy("again from"))
    closes_again = clock(gettext_lazy("again until"))

    def clean(self):
        super().clean()
        if self.errors:
            return self.cleaned_data
        for first, last in STRETCHES:
            opens, closes = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if (opens is None) != (closes is None):
                self.add_error(last if opens else first, _("Enter both times, or neither."))
            elif opens and closes <= opens:
                self.add_error(last, _("It closes after it opens."))
        stretches = self.stretches() if not self.errors else []
        if len(stretches) == len(STRETCHES) and stretches[1][0] < stretches[0][1]:
            self.add_error("opens_again", _("It opens again after it has closed."))
        return self.cleaned_data

    def stretches(self):
        """Return [(opens, closes)]."""
        said = [tuple(self.cleaned_data.get(name) for name in pair) for pair in STRETCHES]
        return [pair for pair in said if pair[0]]


STRETCHES = (("opens", "closes"), ("opens_again", "closes_again"))
HoursForms = forms.formset_factory(HoursForm, extra=0, min_num=len(Weekday), max_num=len(Weekday))


def rows_of_hours(hours):
    """Return what the seven forms show at first, of OpeningHours in the order of the day."""
    rows = []
    for day in Weekday:
        times = [(one.opens, one.closes) for one in hours if one.weekday == day]
        names = [name for pair in STRETCHES for name in pair]
        rows.append(dict(zip(names, [one for pair in times for one in pair], strict=False)))
    return rows


def hours_of(forms):
    """Return [(weekday, opens, closes)] as seven valid forms say."""
    days = zip(Weekday, forms, strict=True)
    return [(day, *stretch) for day, one in days for stretch in one.stretches()]


class RateForm(ModelRefusable):
    amount = NumberField(label=gettext_lazy("Amount"), min_value=0)
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(one, one) for one in CURRENCIES]
    )
    valid_from = DayField(label=gettext_lazy("From"))
    valid_to = DayField(label=gettext_lazy("To"), required=False)

    class Meta:
        model = Rate
        fields = ("user_class", "unit", "amount", "currency", "valid_from", "valid_to")

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first."))
        return self.cleaned_data


class RequirementForm(ModelRefusable):
    class Meta:
        model = Requirement
        fields = ("kind", "text_vi", "text_en", "months")


class QualificationForm(Refusable):
    """Who meets a requirement; the host chooses among those who have asked or booked."""

    user = forms.ModelChoiceField(None, to_field_name="uuid", label=gettext_lazy("Person"))
    expires_on = DayField(
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy("Empty: for good."),
        required=False,
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        choose_from(self, "user", people)


class ClosedForm(ModelRefusable):
    first_on = DayField(label=gettext_lazy("First day"))
    last_on = DayField(label=gettext_lazy("Last day"))
    resource = forms.ModelChoiceField(
        None,
        to_field_name="code",
        label=gettext_lazy("What is closed"),
        empty_label=gettext_lazy("the whole laboratory"),
        required=False,
    )

    class Meta:
        model = ClosedDays
        fields = ("resource", "first_on", "last_on", "reason")

    def __init__(self, *args, resources, **options):
        super().__init__(*args, **options)
        choose_from(self, "resource", resources)

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("first_on"), self.cleaned_data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day is before the first."))
        return self.cleaned_data


def moment_field(label, **options):
    """A day and a clock time of the city, as browsers offer them in one field."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
    options |= {"widget": widget, "input_formats": formats, "validators": [check_year]}
    return forms.DateTimeField(label=label, **options)


class OutageForm(Refusable):
    """Which units are out of order, from when until when, and what users read about it."""

    resource = forms.ModelChoiceField(
        None,
        to_field_name="code",
        label=gettext_lazy("What is concerned"),
        empty_label=None,
        help_text=gettext_lazy("What is made of it is out of order with it."),
    )
    units = forms.IntegerField(
        label=gettext_lazy("How many of them"),
        help_text=gettext_lazy("Empty: all that are alike."),
        min_value=1,
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Why"), choices=OutageKind.choices)
    since = moment_field(gettext_lazy("From"))
    until = moment_field(
        gettext_lazy("Until"),
        help_text=gettext_lazy("As you think now; you can end it earlier, or record more."),
    )
    weeks = weeks_field(
        help_text=gettext_lazy(
            "The same time each week, for a class for example. Empty: this once."
        )
    )
    reason = forms.CharField(
        label=gettext_lazy("What users read about it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, resources, **options):
        super().__init__(*args, **options)
        choose_from(self, "resource", resources)

    def clean(self):
        super().clean()
        if self.errors:
            return self.cleaned_data
        stretch = Stretch(self.cleaned_data["since"], self.cleaned_data["until"])
        if stretch.end <= stretch.start:
            self.add_error("until", _("The end lies before the beginning."))
        else:
            self._choose_units(stretch)
        return self.cleaned_data

    def _choose_units(self, stretch):
        """Mean so many units that are in order until then, those that stand last first."""
        known, number = self.cleaned_data["resource"], self.cleaned_data["units"]
        left = list(queries.units_in_order(known, stretch))
        if number and number > len(left):
            said = ngettext(
                "Only %(count)s of it is in order then.",
                "Only %(count)s of it are in order then.",
                len(left),
            )
            self.add_error("units", said % {"count": len(left)})
        meant = left[-number:] if number else known.units.filter(in_service=True)
        self.cleaned_data["meant"], self.cleaned_data["stretch"] = meant, stretch

    def said(self):
        """Return what the action takes."""
        given = self.cleaned_data
        return {
            "resource": given["resource"],
            "units": given["meant"],
            "stretch": given["stretch"],
            "weeks": given["weeks"] or 1,
            "values": {"kind": given["kind"], "reason": given["reason"]},
        }


class PeriodForm(forms.Form):
    """The days that figures are told of, the last one taken in."""

    use_required_attribute = False

    first_on = DayField(label=gettext_lazy("From"))
    last_on = DayField(label=gettext_lazy("To"))

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("first_on"), self.cleaned_data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day is before the first."))
        elif first and last and last - first > LONGEST_PERIOD:
            said = _("Choose three years at most, the first day before the last.")
            self.add_error("last_on", said)
        return self.cleaned_data


class KeeperForm(Refusable):
    email = forms.EmailField(
        label=gettext_lazy("E-mail of the account"),
        help_text=gettext_lazy("The person needs an account on this site."),
    )
