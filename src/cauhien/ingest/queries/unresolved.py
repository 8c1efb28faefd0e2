"""Cells that name a body: those that nobody could tell yet, and those of one organisation."""

from cauhien.facilities.models import Laboratory
from cauhien.network.models import Contribution, Technology


def unresolved_cells():
    """Return the printed names of hosts, owners and partners that stand for no organisation."""
    return cells_of(None)


def cells_of(organisation):
    """Return the printed names under which laboratories, technologies, projects are with it."""
    hosts = Laboratory.objects.filter(host=organisation).exclude(host_printed="")
    owners = Technology.objects.filter(owner=organisation).exclude(owner_printed="")
    lines = Contribution.objects.filter(organisation=organisation)
    lines = lines.exclude(role=Contribution.Role.LEADER)
    return {
        *hosts.values_list("host_printed", flat=True),
        *owners.values_list("owner_printed", flat=True),
        *lines.values_list("raw_name", flat=True),
    }
