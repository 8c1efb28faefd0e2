"""Follow a programme, or a stage and a field, and hear of rounds and their last days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.ecosystem import rules
from cauhien.ecosystem.actions import following as actions
from cauhien.ecosystem.queries import following as queries
from cauhien.ecosystem.queries.entries import bodies_for
from cauhien.ecosystem.queries.helping import Wanted

MOST = 20  # dates


@login_required
def follow(request):
    """Ask whether one wants to follow what the address names, and do it."""
    if not rules.may_register(request.user):
        raise Http404
    wanted, body = Wanted.of(request.GET), None
    if request.GET.get("body"):
        body = get_object_or_404(bodies_for(request.user), code=request.GET["body"])
    elif not (wanted.stage or wanted.topic):
        raise Http404
    if request.method == "POST":
        about = {"body": body, "stage": wanted.stage, "topic": wanted.topic}
        actions.follow(**about, by=request.user, at=now())
        messages.success(request, _("You follow this from now on."))
        return redirect("ecosystem:following")
    return render(request, "ecosystem/follow.html", {"body": body, "wanted": wanted})


@login_required
def following(request):
    """Show what one follows, and the dates to come of it."""
    page = {
        "followings": queries.followed_by(request.user),
        "events": queries.dates_followed(request.user, now())[:MOST],
    }
    return render(request, "ecosystem/following.html", page)


@login_required
def stop(request, code):
    found = get_object_or_404(queries.followed_by(request.user), code=code)
    if request.method != "POST" or not rules.may_register(request.user):
        raise Http404
    actions.stop_following(following=found, by=request.user)
    messages.success(request, _("You no longer follow this."))
    return redirect("ecosystem:following")
