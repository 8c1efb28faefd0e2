"""Enterprises, read."""

from cauhien.accounts.queries import holders, representatives_of
from cauhien.accounts.rules import OFFICE_STAFF
from cauhien.enterprises import rules
from cauhien.enterprises.models import Enterprise
from cauhien.organisations.models import Office, Organisation


def enterprises_for(user):
    """Return the enterprises for which this user acts: nobody else sees that one takes part."""
    mine = Enterprise.objects.filter(organisation__in=rules.bodies_of(user))
    return mine.select_related("organisation").order_by("organisation__sort_key", "id")


def firms_asking(user):
    """Return the enterprises in whose name this user asks; an office asks as an office."""
    return enterprises_for(user).filter(organisation__office=None)


def firms_to_register(user):
    """Return the organisations for which this user acts and that are not registered here as yet."""
    known = Enterprise.objects.values("organisation")
    mine = Organisation.objects.filter(pk__in=rules.bodies_of(user))
    rows = mine.exclude(pk__in=known).order_by("sort_key", "id")
    return [one for one in rows if rules.may_register(user, one)]


def people_of(organisation, day):
    """Return the accounts that act for an organisation on a day, the staff of an office too."""
    found = set(representatives_of(organisation, day))
    if office := Office.objects.filter(organisation=organisation).first():
        found |= {one for role in OFFICE_STAFF for one in holders(role, on=day, office=office)}
    return sorted(found, key=lambda user: user.pk)
