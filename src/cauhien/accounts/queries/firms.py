"""Who asks to act for a firm, read."""

from cauhien.accounts import rules
from cauhien.accounts.models import FirmRequest, User
from cauhien.accounts.queries.grants import valid_grants
from cauhien.accounts.states import RequestState, Role
from cauhien.core.tax_codes import head_office
from cauhien.organisations import queries as organisations


def requests_of(user):
    """Return the requests of a user, the newest first."""
    return FirmRequest.objects.filter(user=user).select_related("organisation")


def requests_for(user):
    """Return the requests that this user may decide on, those that wait first."""
    if not rules.may_decide_firms(user):
        return FirmRequest.objects.none()
    found = FirmRequest.objects.filter(user__is_demonstration=user.is_demonstration)
    return found.select_related("user", "organisation", "decided_by")


def waiting_requests(user):
    return requests_for(user).filter(state=RequestState.WAITING).order_by("asked_at", "id")


def decided_requests(user):
    return requests_for(user).exclude(state=RequestState.WAITING).order_by("-decided_at", "-id")


def request_named(code):
    return FirmRequest.objects.select_related("user").get(code=code)


def candidates_for(request):
    """Return the organisations of the register that may be the firm of a request.

    First that with its tax code; else the firm of a branch, the one with its ROR and those whose
    name is alike, for a person to choose from: nothing is joined by a name alone.
    """
    if known := organisations.with_tax_code(request.tax_code):
        return [known]
    found = [organisations.with_tax_code(head_office(request.tax_code))]
    found += organisations.with_ror(request.ror) if request.ror else []
    found += organisations.named_like(request.name)
    return list(dict.fromkeys(one for one in found if one))


def representatives_of(organisation, on):
    """Return the accounts that act for a firm on a day."""
    grants = valid_grants(on).filter(role=Role.ENTERPRISE, organisation=organisation)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("id")
