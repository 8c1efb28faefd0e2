"""One's own profile, the language, and trying the site in a role of the demonstration."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from cauhien.accounts import actions, queries
from cauhien.accounts.forms import ProfileForm
from cauhien.ui.render import render_part

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@login_required
def profile(request):
    """Show one's roles and let one change name and language; a shared account stays as it is."""
    if request.method == "POST" and request.user.is_demonstration:
        raise PermissionDenied
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        actions.save_profile(user=request.user, **form.cleaned_data)
        with override(request.user.language):
            messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    page = {"form": form, "grants": queries.grants_of(request.user)}
    return render_part(request, "accounts/profile.html", "form", page, invalid=form.is_bound)


@require_POST
def set_language(request):
    """Django's own switch; the account of who is signed in remembers the choice."""
    language = request.POST.get("language")
    user = request.user
    if user.is_authenticated and not user.is_demonstration and language in dict(settings.LANGUAGES):
        actions.choose_language(user=user, language=language)
    return django_set_language(request)


def switch(request):
    """Offer the accounts of the demonstration; sign in as one of them when it is chosen."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method == "POST":
        account = _chosen(request.POST.get("account"))
        login(request, account, backend=BACKEND)
        return redirect(_safe(request, request.POST.get("next")))
    page = {
        "accounts": queries.demonstration_accounts(),
        "next": _safe(request, request.GET.get("next")),
    }
    return render(request, "accounts/switch.html", page)


def _chosen(uuid):
    """Return the demonstration account with this uuid; nobody can become anyone else."""
    for account in queries.demonstration_accounts():
        if str(account.uuid) == uuid:
            return account
    raise Http404


def _safe(request, address):
    """Return the address if it is one of this site, else the home page."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"
