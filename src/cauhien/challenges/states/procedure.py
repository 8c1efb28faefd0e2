"""The words of procedures: what is counted in days, and whether a legal text is in force."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Clock(TextChoices):
    """What a procedure gives a number of days for; the days stand in its `clocks`."""

    LEAST_OPEN = "least_open", _("a call is open for at least")
    ANSWER_QUESTION = "answer_question", _("a question is answered within")
    COMPLETE_FILE = "complete_file", _("a team completes its file within")
    ANSWER_INVITATION = "answer_invitation", _("an invitation to the council is answered within")
    DOCUMENTS_TO_MEMBERS = "documents_to_members", _("members have the documents before they meet")
    COMPLETE_RECOMMENDATION = (
        "complete_recommendation",
        _("the recommendation is complete after the meeting within"),
    )
    ANSWER_REVIEW_REQUEST = "answer_review_request", _("a request for review is answered within")


class Validity(TextChoices):
    """Whether a legal text is in force, as far as its reader could tell."""

    IN_FORCE = "in_force", _("in force")
    CHECK = "check_in_force", _("in force? to be checked")
    FRAMEWORK_REPLACED = "framework_replaced", _("rests on a law that was replaced")
    SUPERSEDED = "superseded", _("superseded")
    EXPIRED = "expired", _("no longer in force")


class Purpose(TextChoices):
    """What a council is for."""

    SELECTION = "selection", _("selection")
    DEFINITION = "definition", _("definition of a task")
    TASK_DEFINITION = "task_definition", _("definition of a task")
    ACCEPTANCE = "acceptance", _("acceptance")
    BUDGET_APPRAISAL = "budget_appraisal", _("appraisal of the budget")
    PROGRAMME_APPRAISAL = "programme_appraisal", _("appraisal of a programme")
    FRAMEWORK = "framework", _("framework of all councils")
    INDEPENDENT_EXPERTS = "independent_experts", _("independent experts")
    INITIATIVE_ASSESSMENT = "initiative_assessment", _("recognition of an initiative")
    HI_TECH = "hi_tech_programme_project", _("high technology programme")
