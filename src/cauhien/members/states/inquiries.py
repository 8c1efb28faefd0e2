"""The states of a question to experts and of one expert's advice, and who moves them."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.members.states.ways import Actor, Way

# An enterprise asks no more experts than this within these days; an office has no such limit.
MOST_OF_ENTERPRISE, WITHIN = 10, timedelta(days=30)


class InquiryState(TextChoices):
    OPEN = "open", _("experts are being chosen")
    ASKED = "asked", _("experts are asked")
    TOLD = "told", _("closed, with what became of it")
    WITHDRAWN = "withdrawn", _("withdrawn")


class AdviceState(TextChoices):
    ASKED = "asked", _("waits for the expert")
    ANSWERED = "answered", _("answered")
    THANKED = "thanked", _("answered, with thanks")
    DECLINED = "declined", _("declined by the expert")
    RECALLED = "recalled", _("no longer asked")


class Act(TextChoices):
    """What people do, as the log says it."""

    OPEN = "inquiry_open", _("question to experts written")
    CHOOSE = "inquiry_choose", _("experts chosen")
    TELL = "inquiry_tell", _("what became of the advice told")
    WITHDRAW = "inquiry_withdraw", _("question to experts withdrawn")
    ASK = "advice_ask", _("expert asked")
    ANSWER = "advice_answer", _("question answered by the expert")
    DECLINE = "advice_decline", _("question declined by the expert")
    THANK = "advice_thank", _("expert thanked")
    RECALL = "advice_recall", _("expert no longer asked")


_I, _D, _A, _BY = InquiryState, AdviceState, Act, Actor

INQUIRY_WAYS = (
    Way(_A.OPEN, None, _I.OPEN, _BY.OFFICE),
    Way(_A.CHOOSE, _I.OPEN, _I.ASKED, _BY.OFFICE),
    Way(_A.CHOOSE, _I.ASKED, _I.ASKED, _BY.OFFICE),
    Way(_A.TELL, _I.ASKED, _I.TOLD, _BY.OFFICE, "outcome", _BY.EXPERT),
    Way(_A.WITHDRAW, _I.OPEN, _I.WITHDRAWN, _BY.OFFICE),
)
ADVICE_WAYS = (
    Way(_A.ASK, None, _D.ASKED, _BY.OFFICE, "", _BY.EXPERT),
    Way(_A.ANSWER, _D.ASKED, _D.ANSWERED, _BY.EXPERT, "answer", _BY.OFFICE),
    Way(_A.DECLINE, _D.ASKED, _D.DECLINED, _BY.EXPERT, "answer", _BY.OFFICE),
    Way(_A.RECALL, _D.ASKED, _D.RECALLED, _BY.OFFICE, "", _BY.EXPERT),
    Way(_A.THANK, _D.ANSWERED, _D.THANKED, _BY.OFFICE, "thanks", _BY.EXPERT),
)
