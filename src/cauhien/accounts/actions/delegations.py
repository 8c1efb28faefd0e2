"""Delegations, given and recalled."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts import queries, rules
from cauhien.accounts.models import Delegation, Grant
from cauhien.core.audit import record
from cauhien.core.events import announce


class CannotDelegate(Exception):
    """The role is not this person's to lend, or not to that one, or not so; `field` names where."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


class CannotRecall(Exception):
    """The delegation is not this person's to end, or has ended already."""


@transaction.atomic
def delegate(  # noqa: PLR0913 - a delegation is these facts
    *, grant, to, by, at, starts_on, ends_on, signs=False, basis=""
):
    """Let somebody of the same office act under a grant between two days; return the delegation.

    signs: what only that role signs too, where the grant says that it may be lent. basis: number
    and date of the written proxy, which signing needs.
    """
    grant = Grant.objects.select_for_update(of=("self",)).select_related("user").get(pk=grant.pk)
    today = localdate(at)
    if not rules.may_delegate(by, grant, on=today):
        raise CannotDelegate(_("This role is not yours to delegate."))
    _check_person(grant, to, starts_on)
    _check_days(grant, to, starts_on, ends_on, today)
    _check_signing(grant, signs, basis)
    delegation = Delegation.objects.create(
        grant=grant,
        to=to,
        signs=signs,
        basis=basis,
        starts_on=starts_on,
        ends_on=ends_on,
        given_at=at,
    )
    detail = {
        "delegation": delegation.code,
        "role": grant.role,
        "office": grant.office.code,
        "from": starts_on.isoformat(),
        "until": ends_on.isoformat(),
        "signs": signs,
        "basis": basis,
    }
    _write_down("delegate", delegation, by, at, detail)
    return delegation


@transaction.atomic
def recall_delegation(*, delegation, by, at):
    """End a delegation at once; what was done under it stays."""
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("grant__user", "grant__office", "to")
        .get(pk=delegation.pk)
    )
    if not rules.may_recall(by, delegation):
        raise CannotRecall(_("This delegation is not yours to end."))
    if delegation.recalled_at or delegation.ends_on < localdate(at):
        raise CannotRecall(_("This delegation has ended already."))
    delegation.recalled_at, delegation.recalled_by = at, by
    delegation.save(update_fields=["recalled_at", "recalled_by"])
    _write_down("recall_delegation", delegation, by, at, {"delegation": delegation.code})
    return delegation


def _check_person(grant, to, starts_on):
    shared = grant.user.is_demonstration == to.is_demonstration
    if to.pk == grant.user_id or not to.is_active or not shared:
        raise CannotDelegate(_("Choose somebody else of your office."), "to")
    if not queries.is_colleague(to, grant.office, starts_on):
        raise CannotDelegate(_("This person holds no role in that office on the first day."), "to")


def _check_days(grant, to, starts_on, ends_on, today):
    if starts_on < today:
        raise CannotDelegate(_("The first day lies in the past."), "starts_on")
    if ends_on < starts_on:
        raise CannotDelegate(_("The last day lies before the first."), "ends_on")
    if grant.ends_on and ends_on > grant.ends_on:
        raise CannotDelegate(_("Your role ends before that day."), "ends_on")
    if queries.overlapping(grant, to, starts_on, ends_on).exists():
        raise CannotDelegate(_("You have delegated this role to them on these days."), "starts_on")


def _check_signing(grant, signs, basis):
    if signs and not grant.may_delegate_signing:
        message = _("Whoever gave you this role did not allow you to delegate signing.")
        raise CannotDelegate(message, "signs")
    if signs and not basis:
        raise CannotDelegate(_("Signing is delegated in writing: name the document."), "basis")


def _write_down(act, delegation, by, at, detail):
    """Log the act in the chains of both, and tell the apps above."""
    for account in (delegation.grant.user, delegation.to):
        code = str(account.uuid)
        both = {"of": str(delegation.grant.user.uuid), "to": str(delegation.to.uuid)}
        record(chain=f"account:{code}", act=act, by=by, at=at, detail={**detail, **both})
        announce(kind="grant.changed", subject_kind="account", subject_code=code, at=at)
