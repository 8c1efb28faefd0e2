"""Who may see which organisation."""

from django.db.models import Q


def visible(user):
    """Everybody sees every organisation, each once: a joined row is shown under its other one.

    What is invented is in no register: only who acts for it knows of it, and what it shows says so.
    """
    return Q(canonical=None, is_illustration=False)
