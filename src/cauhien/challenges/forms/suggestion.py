"""What anybody writes who puts a problem before the city, and what is answered."""

from django import forms
from django.utils.translation import gettext_lazy

from cauhien.challenges.forms.triage import MergeForm
from cauhien.organisations.states import Topic
from cauhien.ui.limits import Limit

SENDING = Limit("suggest", "10/h")
LONGEST = 5_000


class SuggestionForm(forms.Form):
    """A suggestion. Its fields are named as those of a problem, so that it can be compared."""

    use_required_attribute = False

    title_vi = forms.CharField(label=gettext_lazy("The problem in one sentence"), max_length=300)
    description_vi = forms.CharField(
        label=gettext_lazy("What happens, where and when, and whom it touches"),
        help_text=gettext_lazy(
            "It may be published. Leave out names and what is private, of others and of yourself."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    place_text = forms.CharField(label=gettext_lazy("Where"), max_length=300, required=False)
    topic = forms.ChoiceField(
        label=gettext_lazy("Field"),
        choices=[("", gettext_lazy("Choose a field")), *Topic.choices],
        required=False,
    )

    def written(self):
        """Return {field of the model: value}."""
        said = self.cleaned_data
        return {
            "title": said["title_vi"],
            "text": said["description_vi"],
            "place_text": said["place_text"],
            "topic": said["topic"],
        }


class SuggestionAnswerForm(forms.Form):
    use_required_attribute = False

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("Who sent it reads it; of what is published, everybody."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why.")},
    )


class SuggestionMergeForm(MergeForm):
    """To which problem a suggestion is added, and what is answered."""

    prefix = "merge"
