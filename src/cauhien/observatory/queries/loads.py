"""What is read of sheets that were sent in."""

from cauhien.observatory.models import Load
from cauhien.observatory.states import LoadState


def loads():
    """Return the sheets, the newest first; shipped ones too."""
    return Load.objects.exclude(state=LoadState.DROPPED).order_by("-at", "-id")


def sheets():
    """Return those that somebody sent in, discarded ones too."""
    return Load.objects.filter(stored__isnull=False).select_related("stored")
