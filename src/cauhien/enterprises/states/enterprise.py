"""The words of enterprises."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Industry(TextChoices):
    """What an enterprise lives by; the template made for it is offered first."""

    MANUFACTURING = "manufacturing", _("manufacturing, assembly or supporting industry")
    SOFTWARE = "software", _("software or digital services")
    OTHER = "other", _("something else")


class Act(TextChoices):
    """What people do with an enterprise, as its log says it."""

    REGISTER = "enterprise_register", _("organisation registered")
    DESCRIBE = "enterprise_describe", _("organisation described")
