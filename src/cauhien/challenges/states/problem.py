"""What a problem may be, become and say, and what people do with it: the words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    CATALOGUED = "catalogued", _("catalogued")
    DRAFT = "draft", _("draft")
    AWAITING_SIGN_OFF = "awaiting_sign_off", _("awaiting sign-off")
    TRIAGE = "triage", _("triage")
    DEFINED = "defined", _("defined")
    OPEN = "open", _("open call")
    SCREENING = "screening", _("opening and screening of files")
    IN_REVIEW = "in_review", _("in review")
    RECOMMENDED = "recommended", _("recommendation made")
    DECIDED = "decided", _("decided")
    PILOT = "pilot", _("pilot")
    ACCEPTANCE = "acceptance", _("acceptance")
    CLOSED = "closed", _("closed")


class Outcome(TextChoices):
    """How a problem ended. Those that were withdrawn, merged or refused are counted too."""

    SCALED = "scaled", _("solved and put to wider use")
    MET_NOT_SCALED = "met_not_scaled", _("target met, not put to wider use")
    NOT_MET = "not_met", _("target not met")
    NO_FILE = "no_file", _("no eligible file")
    NONE_CHOSEN = "none_chosen", _("no file chosen")
    REFUSED = "refused", _("refused")
    MERGED = "merged", _("merged with another problem")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Origin(TextChoices):
    """How a problem came in."""

    OFFICE = "office", _("written by an office")
    PUBLISHED_LIST = "published_list", _("published in a list")
    PUBLIC_SOURCES = "public_sources", _("gathered from public sources")


class Basis(TextChoices):
    """How an editor knows who owns a catalogued problem."""

    STATED = "stated", _("stated in the source")
    INFERRED = "inferred", _("inferred by the editor")


class Act(TextChoices):
    """What people do with a problem, as the log says it."""

    CATALOGUE = "catalogue", _("taken into the catalogue")
    CATALOGUE_AGAIN = "catalogue_again", _("changed after its source")
    DRAFT = "draft", _("draft begun")
    EDIT = "edit", _("text changed")
    ILLUSTRATE = "illustrate", _("marked as an illustration")
    ADOPT = "adopt", _("adopted into a draft")
    ADOPT_SUGGESTION = "adopt_suggestion", _("draft made of a suggestion")
    SEND = "send", _("sent for sign-off")
    TAKE_BACK = "take_back", _("taken back by the office")
    SIGN = "sign", _("signed off")
    RETURN = "return", _("returned to the office")
    COMPARE = "compare", _("compared with similar ones")
    MERGE = "merge", _("merged with another problem")
    TAKE_IN = "take_in", _("another problem was merged into this one")
    REFUSE = "refuse", _("refused")
    PREPARE = "prepare", _("call prepared")
    DEFINE_TASK = "define_task", _("task considered by the council")
    DEFINE = "define", _("call defined and frozen")
    ASSIGN = "assign", _("directly assigned to an organisation")
    REVISE = "revise", _("definition opened again")
    PUBLISH = "publish", _("call published")
    EXTEND = "extend", _("deadline moved")
    AMEND = "amend", _("call amended")
    ASK = "ask", _("question asked")
    ANSWER = "answer", _("question answered")
    HIDE_QUESTION = "hide_question", _("question not published")
    CLOSE = "close", _("closed to further files")
    FIND_NO_FILE = "find_no_file", _("ended without an eligible file")
    BEGIN_REVIEW = "begin_review", _("eligible files given to the council")
    RECOMMEND = "recommend", _("recommendation made")
    SEND_BACK = "send_back", _("sent back to the council")
    DECIDE = "decide", _("decided")
    DECIDE_AGAIN = "decide_again", _("decision changed, or the next of the reserve list taken")
    REDO = "redo", _("decision cancelled, review begun again")
    CHOOSE_NONE = "choose_none", _("ended without a chosen file")
    BEGIN_PILOT = "begin_pilot", _("pilot begun")
    STOP_PILOT = "stop_pilot", _("pilot stopped early")
    REPORT_PILOT = "report_pilot", _("pilot reported for acceptance")
    CONTINUE_PILOT = "continue_pilot", _("pilot continued")
    ACCEPT = "accept", _("result accepted")
    WITHDRAW = "withdraw", _("withdrawn")
    MATCH = "match", _("matched with people, works and what is on offer")
    MARK_CANDIDATE = "mark_candidate", _("candidate judged or shortlisted")


# What a head reads and signs, in the order of the page. The hash is over exactly these.
FROZEN = (
    "title_vi",
    "title_en",
    "description_vi",
    "description_en",
    "topic",
    "place_text",
    "tried",
    "indicator",
    "unit",
    "baseline",
    "target",
    "measured_by",
    "budget_line",
    "data_offered",
    "test_site",
)

# What a draft must say before it can be sent, and what to do where it does not.
NEEDED = {
    "title_vi": _("Give the problem a title."),
    "description_vi": _("Describe the problem."),
    "topic": _("Choose a field."),
    "place_text": _("Say where the problem is."),
    "indicator": _("Say what is measured."),
    "unit": _("Say in which unit it is measured."),
    "baseline": _("Enter what is measured today."),
    "target": _("Enter the value to be reached."),
    "measured_by": _("Say who measures."),
    "budget_line": _("Name the budget line."),
}

# The fields of a draft that people write; everything else the acts write.
WRITTEN = (*FROZEN, "place", "research_fields")
