"""The words of technology offers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferState(TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("waits for a look before it is public")
    RETURNED = "returned", _("asked back")
    REFUSED = "refused", _("refused")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("taken back")


class Protection(TextChoices):
    """How far a technology is protected."""

    NONE = "none", _("not protected")
    SECRET = "secret", _("trade secret")
    FILED = "filed", _("application filed")
    GRANTED = "granted", _("patent or utility solution granted")
    COPYRIGHT = "copyright", _("copyright or plant variety right")


class Terms(TextChoices):
    """On what terms it is to be had."""

    LICENCE = "licence", _("licence")
    EXCLUSIVE = "exclusive", _("exclusive licence")
    SALE = "sale", _("sale or assignment")
    JOINT = "joint", _("joint development")
    SERVICE = "service", _("service or made to order")
    FREE = "free", _("free of charge, open licence")


class OfferAct(TextChoices):
    """What people do with offers, as the enterprise's log says it."""

    WRITE = "offer_write", _("offer written")
    SEND = "offer_send", _("offer sent to be looked at")
    PUBLISH = "offer_publish", _("offer published")
    RETURN = "offer_return", _("offer asked back")
    REFUSE = "offer_refuse", _("offer refused")
    WITHDRAW = "offer_withdraw", _("offer taken back")


# What a published offer says; a change of it is read by all only once it was looked at.
SAID = (
    "name_vi",
    "name_en",
    "summary_vi",
    "summary_en",
    "kind",
    "topic",
    "steps",
    "readiness",
    "protection",
    "rights",
    "terms",
    "conditions",
    "contact",
)
LEVELS = {
    1: _("basic principles observed"),
    2: _("concept formulated"),
    3: _("concept proved by experiment"),
    4: _("validated in the laboratory"),
    5: _("validated in a relevant environment"),
    6: _("demonstrated in a relevant environment"),
    7: _("prototype demonstrated in operation"),
    8: _("complete and qualified"),
    9: _("proved in operation"),
}
