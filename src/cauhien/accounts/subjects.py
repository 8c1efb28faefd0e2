"""What accounts show of themselves on every page, what waits, and for whom else one may act."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts import queries, rules
from cauhien.core import items
from cauhien.ui import menu

menu.register(menu.Entry(gettext_lazy("Roles"), "accounts:roles", rules.may_give_roles))


@items.register
def firms_that_want_to_join(user, at):
    return items.Rows(
        query=queries.waiting_requests(user),
        kind="firm_request",
        page="accounts:firm_request",
        to_do=_("Approve or refuse an organisation that wants to join"),
        if_nothing=_("Nobody acts for the organisation, and it sends no solution."),
        title=("name",),
        since="asked_at",
    )


@items.register_others
def delegators(user):
    """Return those on whose behalf a user may act; none while they act for one of them."""
    if user.delegation:
        return []
    return [
        items.Other(queries.standing_in(user, one), str(one.grant.user), _way(one))
        for one in queries.delegations_to(user, rules.acting_day(user))
    ]


def _way(delegation):
    page = reverse("accounts:delegation", args=[delegation.code])
    return lambda address: f"{page}?{urlencode({'next': address})}"
