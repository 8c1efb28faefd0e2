"""Who sees and moves what of the start-up ecosystem."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.ecosystem.states import WAYS, EntryKind, RegistrationActor


def visible(kind):
    """Everybody sees what is listed; of a mentor nothing stays once their account is gone."""
    is_listed = Q(removed_at=None)
    return is_listed & Q(owner__isnull=False) if kind == EntryKind.MENTOR else is_listed


def visible_registrations(user):
    """Whoever sent one sees it, the moderator, and the auditor."""
    if holds_role(user, Role.COORDINATOR, Role.AUDITOR):
        return Q()
    return own(user)


def own(user):
    """Whoever acts for somebody else has sent nothing meanwhile."""
    return Q(sent_by=user.pk) if may_register(user) else Q(pk__in=[])


def may_register(user):
    return user.is_authenticated and not user.on_behalf_of


def may_change(user, entry):
    """Return whether the user may ask for a change: its owner; where it has none, anybody."""
    return may_register(user) and entry.owner_id in (None, user.pk)


def may_moderate(user):
    return holds_role(user, Role.COORDINATOR)


IS_ACTOR = {
    RegistrationActor.SENDER: lambda user, one: may_register(user) and one.sent_by_id == user.pk,
    RegistrationActor.MODERATOR: lambda user, one: may_moderate(user) and one.sent_by_id != user.pk,
}


def may(user, registration, act):
    way = WAYS[act]
    return registration.state in way.sources and IS_ACTOR[way.actor](user, registration)


def acts_for(user, registration):
    """Return what this user may do with a registration now, in the order of the table."""
    return [act for act in WAYS if may(user, registration, act)] if user.is_authenticated else []
