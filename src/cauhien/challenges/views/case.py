"""The case file of a problem: what it says, its log, and adopting one from the catalogue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.views.initiative.entry import entry_to
from cauhien.ui.render import render_part


def load(request, code):
    """Return the problem if this user may see it; what they may not see does not exist."""
    return get_object_or_404(queries.cases_for(request.user), code=code)


def detail(request, code):
    if kept := queries.kept_code(code):
        return redirect("challenges:detail", code=kept, permanent=True)
    challenge = load(request, code)
    page = {
        "challenge": challenge,
        "may": _may(request.user, challenge),
        "entry": entry_to(challenge, request.user, now()),
        "returned": queries.return_reason(challenge)
        if rules.is_own(request.user, challenge)
        else None,
        "may_follow": rules.may_follow(request.user, challenge),
        "is_follower": queries.is_follower(request.user, challenge),
        "ended": queries.end_of(challenge, request.user),
        "merged_into": queries.merged_into(challenge, request.user),
        "adoptions": queries.adoptions_of(challenge, request.user),
        "fields": challenge.research_fields.order_by("code"),
        "related": queries.related_to(challenge, request.user),
    }
    return render(request, "challenges/detail.html", page)


def log(request, code):
    challenge = load(request, code)
    page = {
        "challenge": challenge,
        "lines": queries.log_for(request.user, challenge),
        "is_whole": rules.may_read_whole_log(request.user, challenge),
        "is_audit": holds_role(request.user, Role.AUDITOR),
    }
    return render(request, "challenges/log.html", page)


@login_required
def adopt(request, code):
    """Show what adopting means and who has done so already; make the draft when it is wanted."""
    challenge = load(request, code)
    if not rules.may_adopt(request.user, challenge):
        raise PermissionDenied
    offices = queries.offices_of(request.user)
    if request.method == "POST":
        office = next((o for o in offices if o.code == request.POST.get("office")), None)
        if office is None:
            raise Http404
        draft = actions.adopt_challenge(
            challenge=challenge, office=office, by=request.user, at=now()
        )
        messages.success(request, _("The draft is yours. Add what the list does not say."))
        return redirect("challenges:edit", code=draft.code)
    page = {
        "challenge": challenge,
        "offices": offices,
        "adoptions": queries.adoptions_of(challenge, request.user),
    }
    return render_part(request, "challenges/adopt.html", "form", page)


def _may(user, challenge):
    return {
        "edit": rules.may_edit(user, challenge),
        "adopt": rules.may_adopt(user, challenge),
        "sign": rules.may_sign(user, challenge),
        "triage": rules.may_triage(user, challenge),
        "return": rules.may_return(user, challenge),
        "publish": rules.may_publish(user, challenge),
        "take_back": rules.may_take_back(user, challenge),
        "withdraw": rules.may_withdraw(user, challenge),
    }
