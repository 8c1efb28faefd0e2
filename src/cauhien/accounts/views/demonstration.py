"""Trying the site in a role of the demonstration; outside of it there is no such page."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now

from cauhien.accounts import queries
from cauhien.accounts.views.ways import safe_address

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def switch(request):
    """Offer the accounts of the demonstration; sign in as one of them when it is chosen."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method == "POST":
        account = _chosen(request.POST.get("account"))
        login(request, account, backend=BACKEND)
        # To choose an account here is to sign in to it whole: docs/decisions/0008.
        record_authentication(request, account, method="mfa", type="totp")
        return redirect(safe_address(request, request.POST.get("next")))
    page = {
        "groups": queries.demonstration_groups(),
        "code": queries.demonstration_code(request.user, now()) if _is_in_role(request) else "",
        "next": safe_address(request, request.GET.get("next")),
    }
    return render(request, "accounts/switch.html", page)


def _is_in_role(request):
    return request.user.is_authenticated and request.user.is_demonstration


def _chosen(uuid):
    """Return the demonstration account with this uuid; nobody can become anyone else."""
    for account in queries.demonstration_accounts():
        if str(account.uuid) == uuid:
            return account
    raise Http404
