"""The roles that a grant gives."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    OFFICER = "officer", _("department officer")
    HEAD = "head", _("head of the office")
    COORDINATOR = "coordinator", _("coordinator")
    SECRETARY = "secretary", _("scientific secretary")
    DECISION_MAKER = "decision_maker", _("decision-maker")
    EXPERT = "expert", _("expert")
    ENTERPRISE = "enterprise", _("enterprise")
    PARK_MANAGER = "park_manager", _("park manager")
    LEADER = "leader", _("city leader")
    AUDITOR = "auditor", _("auditor")
    DATA_STEWARD = "data_steward", _("data steward")


# Who sees the persons that a match suggests (the person themself aside).
SEES_SUGGESTED_PERSONS = {
    Role.OFFICER,
    Role.HEAD,
    Role.COORDINATOR,
    Role.SECRETARY,
    Role.DECISION_MAKER,
    Role.AUDITOR,
}
