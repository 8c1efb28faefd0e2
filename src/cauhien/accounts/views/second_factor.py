"""Setting up a second factor, and going on from there to where one was."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from cauhien.accounts import queries, rules
from cauhien.accounts.forms import PasskeyForm
from cauhien.accounts.views.ways import safe_address

WAY_BACK = "second_factor_next"  # in the session: the address that waits


@login_required
def second_factor(request):
    """Say why a second factor is needed here and offer the ways to one."""
    if address := request.GET.get("next"):
        request.session[WAY_BACK] = safe_address(request, address)
    way_back = request.session.get(WAY_BACK, "/")
    if rules.has_second_factor(request.user):
        return redirect(way_back)
    page = {"is_confirmed": queries.account_of(request.user.email)}
    return render(request, "accounts/second_factor.html", page)


class ActivateTOTP(ActivateTOTPView):
    """Who has just shown a code need not show another one to go on."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        _note_shown(self.request, "totp")
        return answer


class AddPasskey(AddWebAuthnView):
    """Who has just used a passkey need not use it again to go on."""

    form_class = PasskeyForm

    def form_valid(self, form):
        answer = super().form_valid(form)
        _note_shown(self.request, "webauthn")
        return answer


def _note_shown(request, kind):
    """Count the set-up as showing it: else the recovery codes, which come next, would ask again."""
    record_authentication(request, request.user, method="mfa", type=kind, reauthenticated=True)
