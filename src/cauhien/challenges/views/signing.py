"""The head of an office signs the frozen text, or a problem goes back with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.forms.problem import ReasonForm
from cauhien.challenges.views.case import load
from cauhien.ui.render import render_part


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


@login_required
def give_back(request, code):
    challenge = load(request, code)
    if not rules.may_return(request.user, challenge):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.return_challenge(
                challenge=challenge,
                by=request.user,
                at=now(),
                reason=form.cleaned_data["reason"],
            )
        except actions.CannotMove as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Returned to the office with your reason."))
            return redirect("challenges:list")
    page = {"challenge": challenge, "form": form}
    return render_part(request, "challenges/return.html", "form", page, invalid=form.is_bound)
