"""The words of a call and of what goes on around it: money, questions, suggestions, versions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TOTAL = 100  # what the weights of a call add up to, and the shares of its milestones


class Award(TextChoices):
    """In which form the money is given."""

    PRIZE = "prize", _("prize")
    CONTRACT = "contract", _("contract with milestones")


class VersionKind(TextChoices):
    """Why a call was frozen anew."""

    DEFINITION = "definition", _("defined")
    EXTENSION = "extension", _("deadline moved")
    AMENDMENT = "amendment", _("amended")


class QuestionState(TextChoices):
    WAITING = "waiting", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    HIDDEN = "hidden", _("not published")


class SuggestionState(TextChoices):
    RECEIVED = "received", _("received")
    UNDER_REVIEW = "under_review", _("published, waits for an answer")
    ADOPTED = "adopted", _("adopted")
    MERGED = "merged", _("added to a problem that is known")
    REFUSED = "refused", _("not taken up")
    HIDDEN = "hidden", _("not published")


class SuggestionAct(TextChoices):
    """What is done with a suggestion, as its log says it."""

    SEND = "send_suggestion", _("suggestion sent")
    PUBLISH = "publish_suggestion", _("suggestion published")
    ADOPT = "take_up_suggestion", _("suggestion taken up by an office")
    MERGE = "merge_suggestion", _("suggestion added to a problem")
    REFUSE = "refuse_suggestion", _("suggestion not taken up")
    HIDE = "hide_suggestion", _("suggestion not published")


# The suggestions to which the city still owes an answer, and those that everybody reads.
UNANSWERED = (SuggestionState.RECEIVED, SuggestionState.UNDER_REVIEW)
PUBLISHED = (
    SuggestionState.UNDER_REVIEW,
    SuggestionState.ADOPTED,
    SuggestionState.MERGED,
    SuggestionState.REFUSED,
)

# Whither an act leads. Each begins where an answer is owed; only what is unread is published.
SUGGESTION_WAYS = {
    SuggestionAct.PUBLISH: SuggestionState.UNDER_REVIEW,
    SuggestionAct.ADOPT: SuggestionState.ADOPTED,
    SuggestionAct.MERGE: SuggestionState.MERGED,
    SuggestionAct.REFUSE: SuggestionState.REFUSED,
    SuggestionAct.HIDE: SuggestionState.HIDDEN,
}


# What is frozen of a call besides its rows of criteria, milestones and checklist.
FROZEN_OF_CALL = (
    "summary_vi",
    "summary_en",
    "budget",
    "currency",
    "award",
    "ip_terms_vi",
    "ip_terms_en",
    "confidentiality_terms_vi",
    "confidentiality_terms_en",
    "contact",
    "opens_at",
    "closes_at",
)

# What a call must say before it can be frozen, and what to do where it does not.
NEEDED_OF_CALL = {
    "procedure": _("Choose a procedure."),
    "summary_vi": _("Say in a few sentences what is asked for."),
    "budget": _("Enter the budget."),
    "award": _("Choose a prize or a contract."),
    "ip_terms_vi": _("Say who owns what comes out of it."),
    "confidentiality_terms_vi": _("Say what stays confidential, and how."),
    "contact": _("Name the office that answers questions, with a telephone number or an e-mail."),
    "opens_at": _("Say when files are first received."),
    "closes_at": _("Say until when files are received."),
}
