"""Who sees and moves a question to experts and an advice."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.enterprises.rules import acts_for, acts_for_any, bodies_of


def may_ask(user):
    """An office asks experts, and so does the coordinator; enterprises have their own way."""
    return is_office_staff(user) or holds_role(user, Role.COORDINATOR)


def asks_at_all(user):
    """Return whether somebody asks experts: for an office, as coordinator, for an enterprise."""
    return may_ask(user) or acts_for_any(user)


def runs(user, inquiry):
    """Return whether the user acts for whoever asks."""
    if inquiry.enterprise_id:
        return acts_for(user, inquiry.enterprise)
    if inquiry.office_id:
        return is_office_staff(user, office=inquiry.office)
    return holds_role(user, Role.COORDINATOR)


def visible_inquiries(user):
    """Return the condition under which a user reads a question with all its answers.

    An enterprise's own is read by no office: it is nobody's but the two sides', the coordinator's
    and the audit's.
    """
    if holds_role(user, Role.COORDINATOR, Role.AUDITOR):
        return Q()
    own = Q(enterprise__organisation__in=bodies_of(user))
    return own | Q(office__in=office_ids(user, *OFFICE_STAFF))


def own_advice(user):
    """Return the condition under which it is the user who is asked."""
    speaks = user.is_authenticated and not user.delegation
    return Q(person__user=user.pk) if speaks else Q(pk__in=[])
