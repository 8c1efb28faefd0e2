"""What is entered about a meeting: the call, who is there, votes, the proposal, the minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review.actions import Agenda, Line
from cauhien.review.states import Choice, CouncilKind, Outcome, SeatRole
from cauhien.ui.words import day

MOST_MINUTES = 30_000


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Discussion note"),
        help_text=gettext_lazy(
            "What was said of the points on which members differ. It stands in the minutes."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what was said.")},
    )


class CallForm(forms.Form):
    """When and where the council meets. first: the day from which the notice is long enough."""

    starts_at = forms.DateTimeField(
        label=gettext_lazy("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    where = forms.CharField(
        label=gettext_lazy("Place or address"),
        help_text=gettext_lazy("A room, or the address of a meeting by video."),
        max_length=300,
    )
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"),
        help_text=gettext_lazy("One point a line."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    short_notice = forms.CharField(
        label=gettext_lazy("Why at short notice"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, first, **options):
        super().__init__(*args, **options)
        self.fields["short_notice"].help_text = _(
            "Only where it begins before %(day)s, the first day that the procedure allows."
        ) % {"day": day(first)}

    def about(self):
        return Agenda(**self.cleaned_data)


class AttendanceForm(forms.Form):
    """Who is there. seats: of whoever sits, by role."""

    present = forms.MultipleChoiceField(
        label=gettext_lazy("Present"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    authorised = forms.ChoiceField(
        label=gettext_lazy("Presides instead of the chair"),
        help_text=gettext_lazy("Only with the written authority of the chair."),
        required=False,
    )

    def __init__(self, *args, seats, **options):
        super().__init__(*args, **options)
        named = [(seat.code, f"{seat.person}, {seat.get_role_display()}") for seat in seats]
        deputies = [(seat.code, str(seat.person)) for seat in seats if seat.role != SeatRole.CHAIR]
        for name, choices in (("present", named), ("authorised", [("", "–"), *deputies])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        present: Any = self.fields["present"]
        present.needed = True  # nobody ticked means that nobody came


class VoteForm(forms.Form):
    """One vote on each file. files: those that are judged."""

    def __init__(self, *args, files, **options):
        super().__init__(*args, **options)
        for file in files:
            self.fields[file.code] = forms.ChoiceField(
                label=named(file),
                choices=Choice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Vote on each file.")},
            )

    def given(self):
        """Return what was voted, as `actions.vote` takes it."""
        return {"choices": self.cleaned_data}


class ProposalForm(forms.Form):
    """What becomes of each file. files: in the order of their means."""

    def __init__(self, *args, files, **options):
        super().__init__(*args, **options)
        self.judged = files
        for file in files:
            self.fields |= _fields_of(file)

    def rows(self):
        """Return [(file, its fields bound)]."""
        names = ("outcome", "reserve_place", "reason")
        return [(file, [self[f"{name}_{file.code}"] for name in names]) for file in self.judged]

    def lines(self):
        """Return {code of a file: Line}."""
        said = self.cleaned_data
        return {
            file.code: Line(
                outcome=Outcome(said[f"outcome_{file.code}"]),
                reserve_place=said[f"reserve_place_{file.code}"],
                reason=said[f"reason_{file.code}"],
            )
            for file in self.judged
        }

    def refuse(self, refusal):
        for code, flaws in refusal.flaws.items():
            for name, what in flaws.items():
                self.add_error(f"{name}_{code}", what)


class MinutesForm(forms.Form):
    """What was said and decided; the public part apart."""

    use_required_attribute = False

    minutes = forms.CharField(
        label=gettext_lazy("Minutes"),
        help_text=gettext_lazy(
            "What was said, with dissent. Attendance, scores, votes, discussion notes and the"
            " proposal are put into the document by themselves."
        ),
        required=False,
        max_length=MOST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    public_minutes = forms.CharField(
        label=gettext_lazy("Part that is made public"),
        help_text=gettext_lazy(
            "Everybody reads it after the decision: no names, nothing of what is confidential."
        ),
        required=False,
        max_length=MOST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, kind, **options):
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        if kind != CouncilKind.SELECTION:  # else the conclusion is what everybody reads
            del fields["public_minutes"]
        for field in fields.values():
            field.needed = True  # not to save it, but to end the meeting

    def written(self):
        return {"public_minutes": ""} | self.cleaned_data


def named(file):
    """Return "1. Đèn tín hiệu thích ứng"."""
    number = getattr(file, "number", None)  # a problem has none
    return f"{number}. {file}" if number else str(file)


def _fields_of(file):
    return {
        f"outcome_{file.code}": forms.ChoiceField(
            label=_("Proposal"),
            choices=Outcome.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what is proposed.")},
        ),
        f"reserve_place_{file.code}": forms.IntegerField(
            label=_("Place on the reserve list"), min_value=1, max_value=99, required=False
        ),
        f"reason_{file.code}": forms.CharField(
            label=_("Reason"),
            help_text=_("Needed for what is not recommended, and where the scores do not decide."),
            max_length=3000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
    }
