"""What people suggest to the city, read. Who sent it is never among it."""

from cauhien.challenges import rules
from cauhien.challenges.models import Suggestion
from cauhien.challenges.states import UNANSWERED

SUGGESTION = "suggestion"  # the kind of subject


def suggestions_for(user):
    """Return the suggestions that this user may read, the newest first."""
    seen = Suggestion.objects.filter(rules.visible_suggestions(user))
    return seen.defer("sent_by").order_by("-sent_at", "-id")


def suggestion_named(code):
    """Return a suggestion for its page: who may not read it sees only what became of it."""
    return Suggestion.objects.filter(code=code).select_related("challenge").first()


def unanswered_for(user):
    """Return the suggestions that wait for the coordinator's answer, the longest waiting first."""
    if not rules.may_moderate(user):
        return Suggestion.objects.none()
    waiting = Suggestion.objects.filter(state__in=UNANSWERED).defer("sent_by")
    return waiting.order_by("due_at", "id")
