"""Suggestions: their kind, what is told of them, and which of them wait for whom."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.queries.suggestions import SUGGESTION, suggestions_for, unanswered_for
from cauhien.challenges.states import SuggestionAct, SuggestionState
from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.notices.states import Kind, register

subjects.register(
    subjects.Subject(
        kind=SUGGESTION,
        label=gettext_lazy("suggestion"),
        plural=gettext_lazy("suggestions"),
        url_name="challenges:suggestion",
        visible_to=suggestions_for,
    )
)
name_acts(SuggestionAct)


def facts_of_suggestion(parameters):
    """Return the parameters with the state in words."""
    return parameters | {"state": SuggestionState(parameters["state"]).label}


register(
    Kind(
        "challenges.suggestion_answered",
        gettext_lazy("what becomes of a suggestion of yours"),
        facts=facts_of_suggestion,
    )
)


@items.register
def suggestions_to_answer(user, at):
    return items.Rows(
        query=unanswered_for(user),
        kind=SUGGESTION,
        title=("title",),
        page="challenges:suggestion",
        to_do=_("Answer a suggestion"),
        if_nothing=_("The date that its sender was told passes, and everybody sees it."),
        since="sent_at",
        due="due_at",
    )
