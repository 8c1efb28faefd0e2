"""What the coordinator asks of a council, and what they change by hand."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review import bridge, queries
from cauhien.review.actions import Wish
from cauhien.review.states import CouncilKind, QuotaKind

REVIEWED_IN = timedelta(days=30)
MOST_LIMIT = 9
DUE = {
    CouncilKind.DEFINITION: gettext_lazy("The task is to be defined by"),
    CouncilKind.ACCEPTANCE: gettext_lazy("The acceptance is due on"),
}


class AskForm(forms.Form):
    """Size, limits and time of a council of a kind. procedure: whose rules it keeps; on: today."""

    size = forms.TypedChoiceField(label=gettext_lazy("How many sit"), coerce=int)
    most_of_one = forms.IntegerField(
        label=gettext_lazy("At most so many from one organisation"),
        min_value=1,
        max_value=MOST_LIMIT,
        required=False,
    )
    least_enterprise = forms.IntegerField(
        label=gettext_lazy("At least so many from enterprises"),
        min_value=0,
        max_value=MOST_LIMIT,
        required=False,
    )
    least_science = forms.IntegerField(
        label=gettext_lazy("At least so many from universities and institutes"),
        min_value=0,
        max_value=MOST_LIMIT,
        required=False,
    )
    until = forms.DateField(
        label=gettext_lazy("Reviews are due on"),
        help_text=gettext_lazy("Who is away before this day is not asked."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args, procedure, kind, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.on = kind, on
        if label := DUE.get(kind):
            self.fields["until"].label = label
        law, size = queries.law_of(procedure, kind), self.fields["size"]
        assert isinstance(size, forms.TypedChoiceField)
        size.choices = [(one, str(one)) for one in bridge.sizes_of(law)]
        self.fields["most_of_one"].initial = 1
        self.fields["until"].initial = on + REVIEWED_IN

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= self.on:
            raise forms.ValidationError(_("Choose a day that lies ahead."))
        return until

    def wish(self):
        said = self.cleaned_data
        limits = {
            QuotaKind.ORGANISATION: said["most_of_one"],
            QuotaKind.ENTERPRISE: said["least_enterprise"],
            QuotaKind.SCIENCE: said["least_science"],
        }
        return Wish(said["size"], said["until"], limits, self.kind)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("It stands in the log of the case."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why.")},
    )


class RemoveForm(ReasonForm):
    """Why a member is taken off; a conflict closes the files whatever else says they are open."""

    is_conflict = forms.BooleanField(
        label=gettext_lazy("There is a conflict of interest"),
        help_text=gettext_lazy("Every file of the call is then closed to this person for good."),
        required=False,
    )


class PlaceForm(ReasonForm):
    """Another person for a seat: one of those who can be asked, the best suited first."""

    person = forms.ChoiceField(label=gettext_lazy("Who takes the seat"))

    field_order = ["person", "reason"]

    def __init__(self, *args, council, seat, **kwargs):
        super().__init__(*args, **kwargs)
        taken = {str(one.person.uuid) for one in queries.seats_to_change(council)}
        free = [
            one["person"]
            for one in council.candidates
            if not one["out"] and seat.role not in one["barred"] and one["person"] not in taken
        ]
        persons = queries.persons_by_uuid(free)
        self.persons = {persons[one].code: persons[one] for one in free if one in persons}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, one.name) for code, one in self.persons.items()]

    def chosen(self):
        return self.persons[self.cleaned_data["person"]]
