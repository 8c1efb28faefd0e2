"""Procedures and the rules of law for councils, read."""

from django.db.models import Q

from cauhien.challenges.models import CouncilRules, Procedure


def procedures():
    """Return all procedures with where they came from, in the order of their file."""
    return Procedure.objects.select_related("source")


def procedures_on(day):
    """Return the procedures by which a call may be begun on a day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return Procedure.objects.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))


def council_rules():
    """Return what legal texts say of councils, by their codes."""
    return CouncilRules.objects.select_related("source")
