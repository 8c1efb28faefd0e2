"""Letting somebody act on one's behalf, acting on somebody's behalf, and ending both."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.forms import DelegateForm
from cauhien.accounts.states import STANDS_IN
from cauhien.accounts.views.ways import safe_address
from cauhien.ui.filters import page_of


def delegations(request):
    """List the delegations that one has given or has (the auditor sees all); give one more."""
    if request.method == "POST" and request.user.delegation:
        raise PermissionDenied
    form = DelegateForm(
        request.POST or None, giver=request.user, initial={"starts_on": localdate().isoformat()}
    )
    if form.is_valid() and _is_delegated(request, form):
        messages.success(request, _("The delegation is given."))
        return redirect("accounts:delegations")
    question = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = queries.delegations_for(request.user, question)
    page = {
        "form": form,
        "may_delegate": bool(form.grants),
        "sees_all": rules.may_see_delegations(request.user),
        "question": question,
        "today": localdate(),
        "page": page_of(found, request.GET.get("page")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/delegations.html", page, status=status)


def delegation(request, code):
    """Show one delegation; who has it begins here to act on the other's behalf."""
    found = _load(request, code)
    in_force = queries.delegation_to(request.user, code, localdate())
    if request.method == "POST":
        if in_force is None:
            raise PermissionDenied
        request.session[STANDS_IN] = in_force.code
        return redirect(safe_address(request, request.POST.get("next")))
    page = {
        "delegation": found,
        "in_force": in_force,
        "may_recall": _has_not_ended(found) and rules.may_recall(request.user, found),
        "today": localdate(),
        "next": safe_address(request, request.GET.get("next")),
    }
    return render(request, "accounts/delegation.html", page)


@require_POST
def recall(request, code):
    found = _load(request, code)
    try:
        actions.recall_delegation(delegation=found, by=request.user, at=now())
    except actions.CannotRecall as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The delegation has ended."))
    return redirect("accounts:delegation", code=code)


@require_POST
def stand_down(request):
    """Let a person act in their own name again."""
    request.session.pop(STANDS_IN, None)
    return redirect(safe_address(request, request.POST.get("next")))


def _is_delegated(request, form):
    try:
        actions.delegate(**form.facts(), by=request.user, at=now())
    except actions.CannotDelegate as refusal:
        form.refuse(refusal)
        return False
    return True


def _load(request, code):
    if not request.user.is_authenticated:
        raise Http404
    return get_object_or_404(queries.delegations_for(request.user), code=code)


def _has_not_ended(found):
    return found.recalled_at is None and found.ends_on >= localdate()
