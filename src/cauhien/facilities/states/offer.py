"""What a host offers: to whom at which price, on which days, and what it asks for."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class UserClass(TextChoices):
    """For whom a price holds; `rules.class_of` tells it from the grants of the user."""

    INTERNAL = "internal", _("people of the host")
    PUBLIC = "public", _("offices of the city, universities, institutes and scientists")
    ENTERPRISE = "enterprise", _("enterprises")
    OTHER = "other", _("others")


class RateUnit(TextChoices):
    """What an amount of money is for. A sample is priced here and agreed upon in a request."""

    HOUR = "hour", _("hour")
    DAY = "day", _("day")
    USE = "use", _("use")
    SAMPLE = "sample", _("sample")


class RequirementKind(TextChoices):
    TRAINING = "training", _("training")
    AGREEMENT = "agreement", _("agreement")
    SAFETY = "safety", _("safety instruction")


class OutageKind(TextChoices):
    """Why units cannot be used for a time."""

    BREAKDOWN = "breakdown", _("breakdown")
    MAINTENANCE = "maintenance", _("maintenance")
    CALIBRATION = "calibration", _("calibration or inspection")
    OWN = "own", _("class or the host's own work")
    OTHER = "other", _("another reason")


class Weekday(IntegerChoices):
    """Days by their ISO number."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")
