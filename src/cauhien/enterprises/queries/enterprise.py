"""Enterprises, read."""

from cauhien.enterprises import rules
from cauhien.enterprises.models import Enterprise
from cauhien.organisations.models import Organisation


def enterprises_for(user):
    """Return the enterprises for which this user acts: nobody else sees that one takes part."""
    mine = Enterprise.objects.filter(organisation__in=rules.firms_of(user))
    return mine.select_related("organisation").order_by("organisation__sort_key", "id")


def firms_to_register(user):
    """Return the organisations for which this user acts and that are not registered here as yet."""
    known = Enterprise.objects.values("organisation")
    mine = Organisation.objects.filter(pk__in=rules.firms_of(user), tax_code__isnull=False)
    rows = mine.exclude(pk__in=known).order_by("sort_key", "id")
    return [one for one in rows if rules.has_tax_code(one)]
