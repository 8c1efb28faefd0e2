"""The words of technology offers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferState(TextChoices):
    DRAFT = "draft", _("draft")
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
    PUBLISH = "offer_publish", _("offer published")
    WITHDRAW = "offer_withdraw", _("offer taken back")
