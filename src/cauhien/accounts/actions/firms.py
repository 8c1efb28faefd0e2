"""Who acts for a firm: asked for with the tax code, approved or refused by the coordinator."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts import queries, rules
from cauhien.accounts.actions.grants import grant_role
from cauhien.accounts.models import FirmRequest, User
from cauhien.accounts.states import REQUEST_TRANSITIONS, RequestState, Role
from cauhien.core.audit import record
from cauhien.core.events import announce
from cauhien.organisations.actions.firms import CannotEnter, enter_firm, note_ror, note_tax_code
from cauhien.organisations.queries import with_tax_code


class CannotAsk(Exception):
    """The account has no confirmed address, acts for this firm already, or has asked already."""


class CannotDecide(Exception):
    """The request is not this person's to decide, is done, or lacks a reason; `field` names it."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def ask_for_firm(*, user, tax_code, at, **said):
    """Ask to act for an organisation. tax_code: as `core.tax_codes` returns it.

    said: name, kind, position and perhaps ror and note, as the columns of a FirmRequest.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if queries.account_of(user.email) is None:
        raise CannotAsk(_("Confirm your e-mail address first."))
    firm = with_tax_code(tax_code)
    acts_for = rules.organisation_ids(user, Role.ENTERPRISE, on=localdate(at))
    if firm and firm.pk in acts_for:
        raise CannotAsk(_("You act for this organisation already."))
    waiting = FirmRequest.objects.filter(user=user, state=RequestState.WAITING)
    if waiting.filter(tax_code=tax_code).exists():
        raise CannotAsk(
            _("You have asked for this organisation; the coordinator has yet to answer.")
        )
    request = FirmRequest.objects.create(
        user=user,
        tax_code=tax_code,
        organisation=firm,
        asked_at=at,
        **said,
    )
    _write_down("ask_for_firm", request, user, at)
    return request


@transaction.atomic
def approve_firm(*, request, organisation, by, at):
    """Let the one who asked act for the firm from today, and return the grant.

    organisation: the firm in the register; None enters it there by its name and tax code.
    """
    request = _to_decide(request, by)
    facts = {"tax_code": request.tax_code, "by": by, "at": at}
    try:
        if organisation is None:
            organisation = enter_firm(name=request.name, kind=request.kind, **facts)
        else:
            organisation = note_tax_code(organisation=organisation, **facts)
        if request.ror:
            organisation = note_ror(organisation=organisation, ror=request.ror, by=by, at=at)
    except CannotEnter:
        message = _(
            "The register has this tax code or ROR for another organisation, or another one for "
            "this."
        )
        raise CannotDecide(message, "firm") from None
    request.organisation = organisation
    advance(request=request, to=RequestState.APPROVED, by=by, at=at)
    return grant_role(
        user=request.user,
        role=Role.ENTERPRISE,
        organisation=organisation,
        starts_on=localdate(at),
        by=by,
        at=at,
    )


@transaction.atomic
def refuse_firm(*, request, reason, by, at):
    """Refuse with a reason that the one who asked reads."""
    request = _to_decide(request, by)
    if not reason.strip():
        raise CannotDecide(_("Say why."), "reason")
    return advance(request=request, to=RequestState.REFUSED, by=by, at=at, reason=reason.strip())


@transaction.atomic
def withdraw_request(*, request, by, at):
    """Take back what one has asked for oneself."""
    request = _locked(request)
    if request.user_id != by.pk:
        raise CannotDecide(_("This request is not yours."))
    return advance(request=request, to=RequestState.WITHDRAWN, by=by, at=at)


def advance(*, request, to, by, at, reason=""):
    """Move a locked request on, if it still waits; log it and tell the apps above."""
    if to not in REQUEST_TRANSITIONS.get(RequestState(request.state), ()):
        raise CannotDecide(_("This request has been answered already."))
    request.state, request.reason = to, reason
    request.decided_at, request.decided_by = at, by
    request.save(update_fields=["state", "reason", "decided_at", "decided_by", "organisation"])
    _write_down(f"firm_{to}", request, by, at)
    return request


def _to_decide(request, by):
    if not rules.may_decide_firms(by):
        raise CannotDecide(_("Only the coordinator decides this."))
    return _locked(request)


def _locked(request):
    rows = FirmRequest.objects.select_for_update(of=("self",)).select_related("user")
    return rows.get(pk=request.pk)


def _write_down(act, request, by, at):
    detail = {"request": request.code, "tax_code": request.tax_code}
    record(chain=f"account:{request.user.uuid}", act=act, by=by, at=at, detail=detail)
    announce(kind="firm.changed", subject_kind="firm_request", subject_code=request.code, at=at)
