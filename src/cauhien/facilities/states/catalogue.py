"""The kinds of laboratories."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LaboratoryKind(TextChoices):
    KEY_LAB = "key_lab", _("key laboratory")
    RESEARCH = "research", _("research laboratory or group")
    TESTING = "testing", _("testing laboratory")
    CALIBRATION = "calibration", _("calibration laboratory")
    MEDICAL = "medical", _("medical laboratory")
    SHARED = "shared", _("shared or joint laboratory")
    TEACHING = "teaching", _("teaching laboratory")
    ENTERPRISE = "enterprise", _("enterprise laboratory")
    TEST_SITE = "test_site", _("test site or city plant")
    DATA = "data", _("data or operations centre")
    OTHER = "other", _("other facility")
