"""Reports of what does not work, read."""

from cauhien.facilities import rules
from cauhien.facilities.models import FaultReport
from cauhien.facilities.queries.offer import kept_by
from cauhien.facilities.states import FaultState

FAULT = "fault"


def faults_for(user):
    """Return the reports that a user may see."""
    return _whole().filter(rules.visible_faults(user))


def faults_of(user):
    """Return what a user has reported themself or for their firm, the newest first."""
    return _whole().filter(rules.owned(user))


def faults_at(laboratory):
    """Return the reports at a laboratory that its host has not answered."""
    return _whole().filter(resource__laboratory=laboratory, state=FaultState.OPEN)


def faults_to_answer(user):
    """Return the reports that wait for an answer of this user, who speaks for the laboratory."""
    rows = FaultReport.objects.filter(state=FaultState.OPEN)
    if not user.is_authenticated:
        return rows.none()
    kept = kept_by(user).order_by().values("pk")
    return rows.filter(resource__laboratory__in=kept).exclude(user=user.pk)


def _whole():
    return FaultReport.objects.select_related("resource__laboratory__host", "user", "organisation")
