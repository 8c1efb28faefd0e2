"""What the coordinator writes at triage."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges import queries
from cauhien.challenges.forms.problem import ReasonForm


class CompareForm(ReasonForm):
    """Why a problem is still a new one beside those that were shown with it."""

    def __init__(self, *args, **options):
        said = gettext_lazy("Name what differs. It stays in the log.")
        super().__init__(*args, read_by=said, **options)
        self.fields["reason"].label = gettext_lazy("Why this is still a new problem")


class MergeForm(ReasonForm):
    """Into which problem another is merged, and why. likely: problems to choose among."""

    into = forms.CharField(
        label=gettext_lazy("The problem that stays"),
        help_text=gettext_lazy("Its code stands at the head of its page."),
        max_length=12,
        error_messages={"required": gettext_lazy("Name the problem that stays.")},
    )
    field_order = ["into", "reason"]

    def __init__(self, *args, user, **options):
        said = gettext_lazy("Everybody reads it, and it stays in the log of both.")
        super().__init__(*args, read_by=said, **options)
        self.user = user

    def clean_into(self):
        code = self.cleaned_data["into"].strip().lower()
        found = queries.cases_for(self.user).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("You see no problem of this code."))
        return found
