"""What is entered where a council defines a task: votes with dissent, and the task itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.states.task import Cost, Way
from cauhien.review.actions import NEEDED, NEEDED_OTHERWISE
from cauhien.review.forms.meeting import VoteForm
from cauhien.review.states import ON_TASK

LONGEST = 5000
TASK = ("title_vi", "title_en", "goal_vi", "goal_en", "results_vi", "results_en", "way", "costs")


class TaskVoteForm(VoteForm):
    """One vote on whether the task is carried out. files: the problem alone."""

    dissent = forms.CharField(
        label=gettext_lazy("Dissenting opinion"),
        help_text=gettext_lazy(
            "If you want it recorded: with your name in the minutes, without it beside the task."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, files, **options):
        super().__init__(*args, files=files, **options)
        (problem,) = files
        asked: Any = self.fields[problem.code]
        asked.choices = list(ON_TASK.items())
        asked.label = _("Is a task to be made of this problem?")
        asked.error_messages["required"] = _("Vote yes or no, or abstain.")
        self.order_fields([problem.code, "dissent"])

    def given(self):
        choices = dict(self.cleaned_data)
        return {"dissent": choices.pop("dissent"), "choices": choices}


def _text(label, rows=4, **more):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class DefinitionForm(forms.Form):
    """The task as the council wants it carried out, or why it does not. is_carried: the vote."""

    use_required_attribute = False

    title_vi = forms.CharField(label=gettext_lazy("Title of the task"), max_length=300)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=300, required=False
    )
    goal_vi = _text(gettext_lazy("Goal"))
    goal_en = _text(gettext_lazy("Goal in English"), required=False)
    results_vi = _text(
        gettext_lazy("Results required"),
        help_text=gettext_lazy("What must come out of it, so that it can be checked."),
    )
    results_en = _text(gettext_lazy("Results required, in English"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Way of choosing"), choices=Way.choices, widget=forms.RadioSelect
    )
    costs = forms.MultipleChoiceField(
        label=gettext_lazy("Expected kinds of cost"),
        choices=Cost.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = _text(gettext_lazy("Why it is not to be carried out"))
    dissent = _text(
        gettext_lazy("Notes of dissent"),
        required=False,
        help_text=gettext_lazy("Without names: everybody reads them once the call is published."),
    )

    def __init__(self, *args, is_carried, **options):
        super().__init__(*args, **options)
        needed = NEEDED if is_carried else NEEDED_OTHERWISE
        for name in NEEDED_OTHERWISE if is_carried else TASK:
            del self.fields[name]
        for name, say in needed.items():
            self.fields[name].error_messages["required"] = say
