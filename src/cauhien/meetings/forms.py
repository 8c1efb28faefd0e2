"""What is written of a meeting, who is chosen for it, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.meetings.actions import Minutes, Written
from cauhien.network.models import Person
from cauhien.organisations.models import Office
from cauhien.organisations.states import Topic

LONGEST = 10_000


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


def _area(label, help_text="", rows=5, **options):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=widget, **options
    )


def _moment(label, **options):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **options)


class MeetingForm(Refusable):
    """offices: those in whose name the user may call; asked only where there are several.

    asks_group: the meeting is about no other thing, so that it may be of a field group.
    """

    title = forms.CharField(label=_("What the meeting is about"), max_length=200)
    office = forms.ModelChoiceField(Office.objects.none(), label=_("In the name of"))
    group = forms.ChoiceField(
        label=_("Field group"),
        help_text=_("Its members are then chosen beforehand."),
        choices=[("", _("none")), *Topic.choices],
        required=False,
    )
    starts_at = _moment(_("Begins"))
    ends_at = _moment(_("Ends"))
    where = forms.CharField(
        label=_("Place or address"),
        help_text=_("A room, or the address of a meeting by video."),
        max_length=300,
    )
    agenda = _area(_("Agenda"), _("One point a line."))

    def __init__(self, *args, offices=None, asks_group=False, **options):
        super().__init__(*args, **options)
        field: Any = self.fields["office"]
        if not asks_group:
            del self.fields["group"]
        if offices is None:
            del self.fields["office"]
        else:
            field.queryset = offices
            field.empty_label = None
            if len(offices) == 1:
                field.initial, field.widget = offices[0], forms.HiddenInput()

    def written(self):
        said = {
            name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at", "where")
        }
        lines = self.cleaned_data["agenda"].splitlines()
        points = tuple(line.strip()[:300] for line in lines if line.strip())
        return Written(agenda=points, **said)


class ChoiceForm(Refusable):
    """Whom to invite. people: a queryset; near: codes of those who stand first, and are marked."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        to_field_name="code",
        label=_("Members to invite"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, *args, people, near, **options):
        super().__init__(*args, **options)
        field: Any = self.fields["people"]
        field.queryset = people
        field.choices = sorted(
            ((one.code, one.shown_name) for one in people), key=lambda one: one[0] not in near
        )
        field.initial = [code for code, _name in field.choices if code in near]


class WordsForm(Refusable):
    words = _area(_("Message"))


class MinutesForm(Refusable):
    """points: of the agenda, each with a field of its own. guests: who was invited."""

    present = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, points, guests, **options):
        super().__init__(*args, **options)
        field: Any = self.fields["present"]
        field.choices = [(one.code, str(one)) for one in guests]
        for point in points:
            self.fields[f"point-{point.position}"] = _area(str(point), rows=4, required=False)
        self.fields["conclusions"] = _area(
            _("What was agreed"), _("One point a line: what, who, until when.")
        )
        self.fields["ended"] = _moment(_("The meeting ended"))

    def minutes(self):
        said = {
            int(name.removeprefix("point-")): text
            for name, text in self.cleaned_data.items()
            if name.startswith("point-")
        }
        given = self.cleaned_data
        present = tuple(given["present"])
        return Minutes(said, given["conclusions"], present, given["ended"])


class ConfirmForm(Refusable):
    is_public = forms.BooleanField(
        label=_("Everybody may read agenda and minutes"),
        help_text=_("Without the names of who was there and without remarks."),
        required=False,
    )
