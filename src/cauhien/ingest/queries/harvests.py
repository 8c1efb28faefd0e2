"""Repositories that are harvested, and the works that they withdrew."""

from django.db.models import Count

from cauhien.ingest.models import Repository, WithdrawnWork
from cauhien.ingest.states import HarvestState, WithdrawnState
from cauhien.network.models import Work


def repositories():
    """Return all that were ever harvested from the page, the last asked first."""
    return Repository.objects.select_related("batch").order_by("-asked_at")


def is_any_running():
    return Repository.objects.filter(state=HarvestState.RUNNING).exists()


def withdrawn(state=WithdrawnState.WAITING):
    """Return the withdrawn works of a state: the longest waiting first, the last decided first."""
    found = WithdrawnWork.objects.filter(state=state)
    order = "found_at" if state == WithdrawnState.WAITING else "-decided_at"
    return found.order_by(order, "id")


def withdrawn_counts():
    """Return {state: number of works}."""
    rows = WithdrawnWork.objects.values_list("state").annotate(count=Count("id"))
    return dict(rows.order_by())


def openalex_keys():
    """Return the ids of OpenAlex by which works are known here."""
    rows = Work.objects.filter(source_key__regex=r"^W\d+$")
    return set(rows.values_list("source_key", flat=True))
