"""Who sees what of the start-up ecosystem."""

from django.db.models import Q


def visible(user):
    """Everybody sees what is listed."""
    return Q()
