"""What an invitation says, how it is answered, and what a member declares before any file opens."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review import queries
from cauhien.review.actions import Offer
from cauhien.review.states import Tie

YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4})?)?")


class InviteForm(forms.Form):
    """By when members answer and what they get. on: today."""

    answer_by_on = forms.DateField(
        label=gettext_lazy("Answer by"), widget=forms.DateInput(attrs={"type": "date"})
    )
    fee_vnd = forms.IntegerField(
        label=gettext_lazy("Fee of a member, in VND"),
        help_text=gettext_lazy("As the budget for the council allows; leave it empty for none."),
        min_value=0,
        max_value=100_000_000,
        required=False,
    )

    def __init__(self, *args, council, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on, self.until = on, council.review_by_on
        self.fields["answer_by_on"].initial = queries.answer_day(council, on)

    def clean_answer_by_on(self):
        day = self.cleaned_data["answer_by_on"]
        if not self.on <= day <= self.until:
            raise forms.ValidationError(
                _("Choose a day between today and the day on which reviews are due.")
            )
        return day

    def offer(self):
        return Offer(self.cleaned_data["answer_by_on"], self.cleaned_data["fee_vnd"])


class AnswerForm(forms.Form):
    """The answer to an invitation; declining wants a reason."""

    reason = forms.CharField(
        label=gettext_lazy("Why you decline"),
        help_text=gettext_lazy("Only whoever runs the case reads it. Not needed if you accept."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        super().clean()
        if self.data.get("answer") == "decline" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say in a few words why."))
        return self.cleaned_data

    @property
    def accepts(self):
        return self.data.get("answer") == "accept"


class DeclareForm(forms.Form):
    """What a member says of each team. teams: of `queries.Team`. Each must be answered."""

    keeps_secret = forms.BooleanField(
        label=gettext_lazy("I keep secret what I read"),
        help_text=gettext_lazy(
            "Use it for this judgement alone, and say so at once if a tie arises later."
        ),
        error_messages={"required": gettext_lazy("Without this promise no file opens.")},
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = teams
        for team in teams:
            self.fields |= _fields_of(team)
        self.order_fields([name for name in self.fields if name != "keeps_secret"])

    def rows(self):
        """Return [(team, tie, when, text)], the fields bound."""
        names = ("tie", "when", "text")
        return [(team, *(self[f"{name}_{team.key}"] for name in names)) for team in self.teams]

    def clean(self):
        super().clean()
        for team in self.teams:
            if self._has_tie(team):
                self._check(team)
        return self.cleaned_data

    def ties(self):
        """Return what was declared, as `actions.declare` wants it."""
        return [self._tie(team) for team in self.teams if self._has_tie(team)]

    def _has_tie(self, team):
        return self.cleaned_data.get(f"tie_{team.key}") not in (None, "", Tie.NONE)

    def _check(self, team):
        if not self.cleaned_data.get(f"text_{team.key}"):
            self.add_error(f"text_{team.key}", _("Say what the tie is."))
        when = self.cleaned_data.get(f"when_{team.key}", "")
        if when and not YEARS.fullmatch(when):
            self.add_error(f"when_{team.key}", _("Write the years, as 2024 or 2020-2024."))

    def _tie(self, team):
        said = {name: self.cleaned_data[f"{name}_{team.key}"] for name in ("tie", "when", "text")}
        years = YEARS.fullmatch(said["when"])
        since, until = years.groups() if years else ("", "")
        is_one_year = years and "-" not in said["when"] and "–" not in said["when"]
        return {
            "initiative": team.code,
            "other": team.code,
            "kind": said["tie"],
            "relation": team.relation,
            "since": since or "",
            "until": since if is_one_year else until or "",
            "text": said["text"],
        }


def _fields_of(team):
    whose = ", ".join(team.organisations or team.people)
    return {
        f"tie_{team.key}": forms.ChoiceField(
            label=_("My tie with %(whose)s") % {"whose": whose},
            choices=Tie.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Answer for each team, also where there is no tie.")},
        ),
        f"when_{team.key}": forms.CharField(
            label=_("When"),
            help_text=_("The years, as 2024, 2020-2024, or 2020- if it goes on."),
            max_length=20,
            required=False,
        ),
        f"text_{team.key}": forms.CharField(
            label=_("What the tie is"), max_length=500, required=False
        ),
    }
