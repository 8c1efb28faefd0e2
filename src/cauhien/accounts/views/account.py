"""One's own profile and the language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.forms import ProfileForm
from cauhien.ui.render import render_part


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
    page = {
        "form": form,
        "grants": queries.grants_of(request.user),
        "today": localdate(),
        "delegations": queries.delegations_of(request.user),
        "may_delegate": bool(queries.delegable_grants(request.user)),
        "sees_delegations": rules.may_see_delegations(request.user),
        "gives_roles": rules.may_give_roles(request.user),
    }
    return render_part(request, "accounts/profile.html", "form", page, invalid=form.is_bound)


@require_POST
def set_language(request):
    """Django's own switch; the account of who is signed in remembers the choice."""
    language = request.POST.get("language")
    user = request.user
    if user.is_authenticated and not user.is_demonstration and language in dict(settings.LANGUAGES):
        actions.choose_language(user=user, language=language)
    return django_set_language(request)
