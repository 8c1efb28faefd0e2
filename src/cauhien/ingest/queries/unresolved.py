"""Cells that name a body which nobody could tell yet."""

from cauhien.facilities.models import Laboratory
from cauhien.network.models import Contribution, Technology


def unresolved_cells():
    """Return the printed names of hosts, owners and partners that stand for no organisation."""
    hosts = Laboratory.objects.filter(host=None).exclude(host_printed="")
    owners = Technology.objects.filter(owner=None).exclude(owner_printed="")
    lines = Contribution.objects.filter(organisation=None).exclude(role=Contribution.Role.LEADER)
    return {
        *hosts.values_list("host_printed", flat=True),
        *owners.values_list("owner_printed", flat=True),
        *lines.values_list("raw_name", flat=True),
    }
