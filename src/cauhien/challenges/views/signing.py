"""The head of an office signs the frozen text."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.views.case import load


@signature_required
def sign(request, code):
    challenge = load(request, code)
    if not rules.may_sign(request.user, challenge):
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        try:
            actions.sign_off(
                challenge=challenge,
                by=request.user,
                at=now(),
                sha256=request.POST.get("sha256", ""),
            )
            messages.success(request, _("Signed off. The coordinator looks through it now."))
            return redirect("challenges:detail", code=code)
        except actions.CannotMove as found:
            refusal = found
    frozen = queries.frozen_text(challenge)
    page = {"challenge": challenge, "frozen": frozen, "refusal": refusal}
    return render(request, "challenges/sign.html", page, status=422 if refusal else 200)
