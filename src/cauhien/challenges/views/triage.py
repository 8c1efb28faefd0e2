"""The coordinator looks a signed problem through: what is like it, and what becomes of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.forms.triage import CompareForm, MergeForm
from cauhien.challenges.views.case import load
from cauhien.ui.render import render_part

MOST_SHOWN = 100


@login_required
def triage(request, code):
    challenge = load(request, code)
    if not rules.may_triage(request.user, challenge):
        raise PermissionDenied
    form = CompareForm(request.POST or None)
    if form.is_valid():
        try:
            actions.compare(
                challenge=challenge,
                by=request.user,
                at=now(),
                compared=_shown(request),
                reason=form.cleaned_data["reason"],
            )
        except actions.CannotMove as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is in the log. Now the call can be prepared."))
            return redirect("challenges:triage", code=code)
    said = (challenge.title_vi, challenge.description_vi)
    page = {
        "challenge": challenge,
        "form": form,
        "compared": queries.last_comparison(challenge),
        "similar": queries.similar_challenges(*said, user=request.user, besides=code),
        "projects": queries.similar_projects(*said, user=request.user),
    }
    return render_part(request, "challenges/triage.html", "form", page, invalid=form.is_bound)


@signature_required
def merge(request, code):
    challenge = load(request, code)
    if not rules.may_merge(request.user, challenge):
        raise PermissionDenied
    begun = {"into": request.GET.get("into", "")}
    form = MergeForm(request.POST or None, user=request.user, initial=begun)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            actions.merge_challenge(
                challenge=challenge,
                into=into,
                by=request.user,
                at=now(),
                reason=form.cleaned_data["reason"],
            )
        except actions.CannotMove as refusal:
            form.add_error("into", str(refusal))
        else:
            messages.success(request, _("Merged. Questions and followers went over."))
            return redirect("challenges:detail", code=into.code)
    said = (challenge.title_vi, challenge.description_vi)
    similar = queries.similar_challenges(*said, user=request.user, besides=code)
    page = {"challenge": challenge, "form": form, "similar": similar}
    return render_part(request, "challenges/merge.html", "form", page, invalid=form.is_bound)


def _shown(request):
    """Return [(kind, code)] of what was on the page beside the form."""
    sent = request.POST.getlist("compared")[:MOST_SHOWN]
    return [tuple(one.split(":", 1)) for one in sent if ":" in one]
