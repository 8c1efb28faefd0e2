"""The decision-maker moves the deadline of an open call, or amends it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.actions.changes import KEPT
from cauhien.challenges.documents.call import changes_between, left_in_english
from cauhien.challenges.forms.call import CallForm, ChangeForm, ExtendForm, shown_rows
from cauhien.challenges.views.case import load
from cauhien.core.hashing import hash_of


@signature_required
def extend(request, code):
    challenge, call = _open_call(request, code)
    form = ExtendForm(request.POST or None, initial={"closes_at": call.closes_at})
    if challenge.is_illustration:  # its deadline may be brought forward as well
        form.fields["closes_at"].help_text = ""
    if form.is_valid():
        try:
            actions.extend_call(challenge=challenge, by=request.user, at=now(), **form.cleaned_data)
        except actions.CannotMove as refusal:
            form.add_error("closes_at", str(refusal))
        else:
            messages.success(request, _("The deadline is moved, and everybody concerned is told."))
            return redirect("challenges:call", code=code)
    page = {"challenge": challenge, "call": call, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/call_extend.html", page, status=status)


@signature_required
def amend(request, code):
    """Show the call as it may be changed; then old and new side by side; then it is signed."""
    challenge, call = _open_call(request, code)
    if request.method != "POST":
        form = CallForm(instance=call, rows=shown_rows(queries.rows_of(call)), without=KEPT)
        return _page(request, challenge, form, ChangeForm())
    before = queries.version_in_force(call).content
    form, change = CallForm(request.POST, instance=call, without=KEPT), ChangeForm(request.POST)
    if not all([form.is_valid(), change.is_valid()]):
        form.focus_first_error()
        return _page(request, challenge, form, change, status=422)
    new = actions.content_of(call, form.rows())
    compared = {
        "changes": changes_between(before, new),
        "left_in_english": left_in_english(before, new),
        "seen": hash_of(new),
    }
    if request.POST.get("then") != "sign" or request.POST.get("seen") != compared["seen"]:
        return _page(request, challenge, form, change, **compared)
    if _is_amended(request, challenge, form, change):
        messages.success(request, _("Amended, and everybody concerned is told."))
        return redirect("challenges:call", code=code)
    return _page(request, challenge, form, change, status=422, **compared)


def _is_amended(request, challenge, form, change):
    try:
        actions.amend_call(
            challenge=challenge,
            by=request.user,
            at=now(),
            written=form.written(),
            rows=form.rows(),
            **change.cleaned_data,
        )
    except actions.CannotDefine as refusal:
        form.refuse(refusal.missing)
        return False
    except actions.CannotMove as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _open_call(request, code):
    challenge = load(request, code)
    if not rules.may_change_call(request.user, challenge):
        raise PermissionDenied
    return challenge, queries.call_of(challenge)


def _page(request, challenge, form, change, *, status=200, **more):
    page = {"challenge": challenge, "form": form, "change": change} | more
    return render(request, "challenges/call_amend.html", page, status=status)
