"""The words of a task that a council has defined: how it is given out, what it may cost."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How whoever carries a task out is chosen."""

    COMPETITION = "competition", _("competitive selection")
    DIRECT = "direct", _("direct assignment")


class Cost(TextChoices):
    """For what a task is expected to need money."""

    LABOUR = "labour", _("pay for work")
    MATERIALS = "materials", _("materials and energy")
    EQUIPMENT = "equipment", _("equipment")
    WORKS = "works", _("small works and repairs")
    SERVICES = "services", _("services from outside")
    OTHER = "other", _("other costs")
