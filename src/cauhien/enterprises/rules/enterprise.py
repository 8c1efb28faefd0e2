"""Who acts for an organisation that takes part: by the role, or on the staff of an office."""

from cauhien.accounts.rules import OFFICE_STAFF, grants_on
from cauhien.accounts.states import Role
from cauhien.core.tax_codes import NotATaxCode, tax_code
from cauhien.organisations.models import Office
from cauhien.organisations.states import NO_FIRMS

ACTING = (Role.ENTERPRISE, *OFFICE_STAFF)


def bodies_of(user):
    """Return the ids of the organisations for which this user acts, those of their offices too."""
    return {one.body.pk for one in grants_on(user) if one.role in ACTING and one.body}


def acts_for_any(user):
    return bool(bodies_of(user))


def acts_for(user, enterprise):
    return enterprise.organisation_id in bodies_of(user)


def assesses_itself(enterprise):
    """The templates are made for firms; a university or an institute assesses itself by none."""
    return enterprise.organisation.kind not in NO_FIRMS


def may_register(user, organisation):
    """Who acts for an organisation registers it; a firm by the tax code that the register knows.

    An office of the city is known without one, and what is invented must have none.
    """
    if organisation.pk not in bodies_of(user):
        return False
    return is_office(organisation) or organisation.is_illustration or has_tax_code(organisation)


def is_office(organisation):
    return Office.objects.filter(organisation=organisation, active=True).exists()


def has_tax_code(organisation):
    """Return whether the register holds a tax code whose check digit fits."""
    try:
        return tax_code(organisation.tax_code or "") == organisation.tax_code
    except NotATaxCode:
        return False
