"""Requests to use, read."""

from django.utils.timezone import localdate

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.facilities import rules
from cauhien.facilities.models import UseRequest
from cauhien.facilities.queries.offer import hosts_of, kept_by
from cauhien.facilities.states import UNANSWERED, RequestState

REQUEST = "use_request"


def requests_for(user):
    """Return the requests that a user may see."""
    rows = UseRequest.objects.filter(rules.visible_requests(user))
    return rows.select_related("laboratory__host", "resource", "user", "organisation")


def requests_of(user):
    """Return what a user has asked for themself or for their firm, the newest first."""
    rows = UseRequest.objects.filter(rules.owned(user))
    return rows.select_related("laboratory", "resource", "user", "organisation")


def requests_at(laboratory):
    """Return the requests at a laboratory, as its host reads them, the newest first."""
    rows = UseRequest.objects.filter(laboratory=laboratory)
    return rows.select_related("resource", "user", "organisation")


def agreed_at(laboratory, period):
    """Return the requests that a host accepted and whose first day falls into a Period."""
    rows = requests_at(laboratory).filter(state__in=(RequestState.ACCEPTED, RequestState.USED))
    return rows.filter(first_on__range=tuple(period)).order_by("first_on", "id")


def waiting_for_host(user):
    """Return the requests that wait for an answer of this user, who speaks for the laboratory."""
    if not user.is_authenticated:
        return UseRequest.objects.none()
    rows = UseRequest.objects.filter(state=RequestState.WAITING).exclude(user=user.pk)
    return rows.filter(laboratory__in=_kept(user)).select_related("laboratory")


def requested_by(user):
    """Return what a user has asked for themself; none while they act for somebody else."""
    rows = UseRequest.objects.filter(user=user.pk)
    return rows.none() if user.is_authenticated and user.delegation else rows


def waiting_for_user(user):
    """Return the requests of a user about which the host has asked back."""
    return requested_by(user).filter(state=RequestState.ASKED_BACK)


def to_record(user, at):
    """Return the accepted requests whose last day has come, for the host to record the use."""
    rows = UseRequest.objects.filter(state=RequestState.ACCEPTED, last_on__lte=localdate(at))
    if not user.is_authenticated:
        return rows.none()
    return rows.filter(laboratory__in=_kept(user)).exclude(user=user.pk)


def unanswered_for(user):
    """Return all requests that wait, for the coordinator, who sees to it that somebody answers."""
    rows = UseRequest.objects.filter(state__in=UNANSWERED)
    return rows if holds_role(user, Role.COORDINATOR) else rows.none()


def without_host(user, at):
    """Return (laboratory, when the first began to wait) of requests that nobody can answer.

    Of the requests themselves the coordinator is told nothing.
    """
    waiting = unanswered_for(user).select_related("laboratory__host").order_by("made_at")
    first = {}
    for one in waiting:
        first.setdefault(one.laboratory, one.made_at)
    day = localdate(at)
    return [
        (laboratory, since)
        for laboratory, since in first.items()
        if not hosts_of(laboratory, day).exists()
    ]


def _kept(user):
    return kept_by(user).order_by().values("pk")
