"""The words of what two sides make of an offer or a need."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DealState(TextChoices):
    CONTACT = "contact", _("contact sought")
    TALKS = "talks", _("in talks")
    SECRECY = "secrecy", _("confidentiality agreed")
    TRIAL = "trial", _("trial of the technology")
    CONTRACT = "contract", _("contract signed")
    ENDED = "ended", _("ended without contract")


class Answer(TextChoices):
    """What the other side says to a proposed step."""

    WAITING = "waiting", _("waits for the other side")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")


class DealAct(TextChoices):
    """What the sides do, as the log of the deal says it; never what was said."""

    ASK = "deal_ask", _("contact sought")
    PROPOSE = "deal_propose", _("step proposed")
    DECLINE = "deal_decline", _("step declined")
    TALK = "deal_talk", _("talks agreed")
    SECRECY = "deal_secrecy", _("agreement on confidentiality recorded")
    TRY = "deal_try", _("trial agreed")
    CONTRACT = "deal_contract", _("contract recorded")
    END = "deal_end", _("deal ended")


# What a side proposes by an act, before the other has agreed.
STEPS = {
    DealAct.TALK: _("talks are begun"),
    DealAct.SECRECY: _("an agreement on confidentiality is signed"),
    DealAct.TRY: _("the technology is tried"),
    DealAct.CONTRACT: _("a contract is signed"),
}
