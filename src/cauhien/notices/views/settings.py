"""How a person is told: by mail or not, and the secret addresses of their own feeds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cauhien.notices import actions, queries
from cauhien.notices.forms import WaysForm
from cauhien.notices.views.tabs import tabs
from cauhien.ui.render import render_part


@login_required
def settings(request):
    if request.method == "POST" and request.user.is_demonstration:
        raise PermissionDenied
    user = request.user
    form = WaysForm(request.POST or None, ways=queries.ways_of([user])[user.pk])
    if form.is_valid():
        general = form.cleaned_data["general"]
        actions.choose_ways(user=user, general=general, chosen=form.chosen)
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    secret = actions.preference_of(user).secret
    page = {
        "form": form,
        "is_reached": queries.is_reached(user),
        "feed_url": _address(request, "feed", secret),
        "calendar_url": _address(request, "calendar", secret),
        "tabs": tabs(request, "settings"),
    }
    return render_part(request, "notices/settings.html", "form", page, invalid=form.is_bound)


@login_required
@require_POST
def renew(request):
    """Give one's feeds a new address; the old one answers no more."""
    if request.user.is_demonstration:
        raise PermissionDenied
    actions.renew_secret(user=request.user)
    messages.success(request, _("The addresses are new. The old ones answer no more."))
    return redirect("notices:settings")


@csrf_exempt  # a mail program posts here with one click (RFC 8058); the token says who
def unsubscribe(request, token):
    """Ask whether to stop the mails; stop them when that is posted."""
    if request.method != "POST":
        return render(request, "notices/unsubscribe.html")
    try:
        user = actions.unsubscribe(token=token)
    except signing.BadSignature:
        raise Http404 from None
    return render(request, "notices/unsubscribe.html", {"done": user is not None})


def _address(request, name, secret):
    return request.build_absolute_uri(reverse(f"notices:{name}", kwargs={"secret": secret}))
