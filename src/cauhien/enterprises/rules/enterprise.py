"""Who acts for an organisation that takes part: whoever holds the role for it today."""

from cauhien.accounts.rules import is_office_staff, organisation_ids
from cauhien.accounts.states import Role
from cauhien.core.tax_codes import NotATaxCode, tax_code
from cauhien.organisations.states import NO_FIRMS


def firms_of(user):
    """Return the ids of the organisations for which this user acts."""
    return organisation_ids(user, Role.ENTERPRISE)


def acts_for_any(user):
    return bool(firms_of(user))


def deals_at_all(user):
    """Return whether the user can stand on a side of a deal: for a firm, or for an office."""
    return acts_for_any(user) or is_office_staff(user)


def acts_for(user, enterprise):
    return enterprise.organisation_id in firms_of(user)


def assesses_itself(enterprise):
    """The templates are made for firms; a university or an institute assesses itself by none."""
    return enterprise.organisation.kind not in NO_FIRMS


def may_register(user, organisation):
    """A representative registers the firm, whose tax code the register knows and which is one."""
    return organisation.pk in firms_of(user) and has_tax_code(organisation)


def has_tax_code(organisation):
    """Return whether the register holds a tax code whose check digit fits."""
    try:
        return tax_code(organisation.tax_code or "") == organisation.tax_code
    except NotATaxCode:
        return False
