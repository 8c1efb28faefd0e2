"""Who may act on whose behalf, and what follows of it."""

from django.db.models import Q

from cauhien.accounts.rules.roles import acting_day, holds_role, may_end
from cauhien.accounts.states import DELEGABLE, Role
from cauhien.core.models import AuditLine


def may_delegate(user, grant, on=None):
    """Return whether the user may let somebody act under this grant: no one passes on what is lent.

    A role held in the whole city has no colleagues who could stand in.
    """
    own = grant.user_id == user.pk and user.delegation is None and bool(grant.office_id)
    day = acting_day(user, on)
    return own and grant.role in DELEGABLE and (grant.ends_on is None or day <= grant.ends_on)


def may_recall(user, delegation):
    """Return whether the user may end a delegation: who gave it, who has it, who gave the role."""
    parties = (delegation.grant.user_id, delegation.to_id)
    return user.delegation is None and (
        user.pk in parties or may_end(user, delegation.grant) or holds_role(user, Role.COORDINATOR)
    )


def may_see_delegations(user):
    """Return whether the user sees all delegations and not only their own."""
    return not user.delegation and holds_role(user, Role.AUDITOR, Role.COORDINATOR)


def acting_as(user):
    """Return the person whose things the user has before them: their own, or the delegator's."""
    return user.on_behalf_of or user


def hands(user):
    """Return the uuids of who acts when this user acts: themself, and on whose behalf."""
    return {one.uuid for one in (user, user.on_behalf_of) if one}


def deeds_of(user, *chains):
    """Return {(act, by whom, on whose behalf)} of whoever acts here, done by them or for them.

    chains: of the log, each a list or a queryset of their names. The last two are uuids, the last
    as text, None where one acted in one's own name.
    """
    acting = hands(user)
    theirs = Q(by__in=acting) | Q(detail__on_behalf_of__in=[str(one) for one in acting])
    inside = Q(chain__in=[])
    for names in chains:
        inside |= Q(chain__in=names)
    lines = AuditLine.objects.filter(inside, theirs).order_by()
    return set(lines.values_list("act", "by", "detail__on_behalf_of").distinct())


def has_other_part(user, deeds):
    """Return whether the user has acted in a case in another capacity than now.

    Nobody holds two roles in one case: who acted in it in their own name does not go on in it by
    delegation, and the other way round. deeds: of all chains of the case.
    """
    now = str(user.on_behalf_of.uuid) if user.on_behalf_of else None
    return any(by == user.uuid and behalf != now for _act, by, behalf in deeds)
