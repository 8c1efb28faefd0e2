"""Be told when a mechanism fits one's answers: asked for, looked at, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cauhien.policies import actions, queries, rules
from cauhien.policies.forms.path import Path
from cauhien.ui.words import language


@never_cache
@login_required
def watch(request):
    """Ask whether the answers in the address are to be kept, and keep them."""
    if not rules.may_watch(request.user):
        raise Http404
    path = Path.of(request.GET, queries.facts(), localdate())
    if not path.raw:
        return redirect("policies:check")
    if request.method == "POST":
        actions.watch(answers=path.raw, wants=path.wants, by=request.user, at=now())
        messages.success(request, _("You are told from now on."))
        return redirect("policies:watching")
    page = {
        "answers": path.in_words(language()),
        "kinds": path.kinds_in_words(),
        "back": f"{reverse('policies:check')}?{path.shown().query()}",
        "had": queries.watch_of(request.user),
    }
    return render(request, "policies/watch.html", page)


@never_cache
@login_required
def watching(request):
    """Show what one has kept."""
    found = queries.watch_of(request.user)
    page = {"watch": found}
    if found:
        path = Path.kept(found, queries.facts(), localdate())
        page |= {
            "answers": path.changes(language()),
            "kinds": path.kinds_in_words(),
            "result": f"{reverse('policies:check')}?{path.shown().query()}",
        }
    return render(request, "policies/watching.html", page)


@login_required
@require_POST
def stop(request):
    if not rules.may_watch(request.user):
        raise Http404
    actions.stop_watching(by=request.user)
    messages.success(request, _("Your answers are deleted, and you are told no more."))
    return redirect("policies:watching")
