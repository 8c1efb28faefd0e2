"""Obstacles that anybody reports: the list, the form, the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.codes import random_code
from cauhien.policies import actions, queries, rules
from cauhien.policies.forms.writing import SENDING, ObstacleForm
from cauhien.policies.views.acts import offered
from cauhien.ui.errors import too_many
from cauhien.ui.filters import page_of


def obstacles(request):
    page = page_of(queries.obstacles_for(request.user), request.GET.get("page"))
    return render(request, "policies/obstacles.html", {"page": page})


def new(request):
    """Take an obstacle of anybody."""
    sent = request.method == "POST"
    code = request.POST.get("code", "")[:12] or random_code()
    form = ObstacleForm(request.POST if sent else None, user=request.user)
    if form.is_valid():
        if seconds := SENDING.seconds_to_wait(request):
            return too_many(request, retry_after=seconds)
        found = actions.send_obstacle(
            draft_code=code,
            written=form.cleaned_data,
            by=request.user if request.user.is_authenticated else None,
            at=now(),
        )
        messages.success(request, _("Sent. Keep the address of this page: the answer stands here."))
        return redirect("policies:obstacle", code=found.code)
    page = {"form": form, "code": code}
    return render(request, "policies/report.html", page, status=422 if sent else 200)


def obstacle(request, code):
    """Show an obstacle; to who may not read it only what became of it."""
    found = queries.obstacle_named(code)
    if found is None:
        raise Http404
    user = request.user
    draft = found.mechanism
    page = {
        "obstacle": found,
        "may_read": queries.obstacles_for(user).filter(pk=found.pk).exists(),
        "draft": draft if draft and queries.mechanisms_for(user).filter(pk=draft.pk) else None,
        "acts": offered(user, found, "policies:obstacle_act"),
        "offices": queries.offices_of(user) if rules.may_take_up(user, found) else [],
    }
    return render(request, "policies/obstacle.html", page)


@require_POST
@login_required
@second_factor_required
def draft(request, code):
    """Begin a draft of an office for an obstacle."""
    found = queries.obstacle_named(code)
    chosen = request.POST.get("office")
    office = next((one for one in queries.offices_of(request.user) if one.code == chosen), None)
    if found is None or office is None:
        raise PermissionDenied
    try:
        begun = actions.draft_for_obstacle(obstacle=found, office=office, by=request.user, at=now())
    except actions.CannotDo as refusal:
        messages.error(request, str(refusal))
        return redirect("policies:obstacle", code=code)
    messages.success(request, _("The draft is yours. Write its text."))
    return redirect("policies:write", code=begun.code)
