"""The call of a problem: its page, and how the coordinator prepares, freezes and publishes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.documents.call import changes_between
from cauhien.challenges.forms.call import CallForm, shown_rows
from cauhien.challenges.states import State
from cauhien.challenges.views.case import load
from cauhien.challenges.views.initiative.entry import entry_to

TEMPLATE = "challenges/call_edit.html"


def call(request, code):
    challenge = queries.with_assignments(load(request, code))
    call = getattr(challenge, "call", None)
    if call is None or not rules.may_see_call(request.user, challenge, call):
        raise Http404
    at = now()
    assignment, is_hidden = queries.assignment_of(challenge), challenge.state == State.DEFINED
    to_assign = is_hidden and queries.is_direct(challenge)
    page = {
        "challenge": challenge,
        "call": call,
        "assignment": assignment,
        "to_assign": to_assign,
        "lead_to_come": queries.lead_to_come(request.user, challenge) if assignment else None,
        "entry": entry_to(challenge, request.user, at),
        "opens_later": call.published_at and at < call.opens_at,
        "rows": queries.rows_of(call),
        "task": queries.task_for(request.user, challenge),
        "versions": _versions(call),
        "may": {
            "prepare": rules.may_triage(request.user, challenge),
            "assign": to_assign and rules.may_assign(request.user, challenge),
            "publish": rules.may_publish(request.user, challenge)
            and not (to_assign and assignment is None),
            "revise": rules.may_revise(request.user, challenge),
            "invite_lead": assignment and rules.may_invite_lead(request.user, challenge, at),
            "change": rules.may_change_call(request.user, challenge),
        },
    }
    return render(request, "challenges/call.html", page)


@login_required
def edit(request, code):
    challenge = load(request, code)
    if not rules.may_triage(request.user, challenge):
        raise PermissionDenied
    call = queries.call_of(challenge)
    if request.method == "POST":
        return _save(request, challenge, call)
    rows = shown_rows(queries.rows_of(call)) if call else None
    return _page(request, challenge, call, _form(call, rows=rows))


@require_POST
@login_required
def copy(request, code):
    """Take over the terms of the earlier call that was chosen."""
    challenge = load(request, code)
    earlier = queries.calls_to_copy(request.user, challenge)
    source = get_object_or_404(earlier, challenge__code=request.POST.get("source", ""))
    if not rules.may_see_call(request.user, source.challenge, source):
        raise Http404
    try:
        actions.copy_call(challenge=challenge, source=source, by=request.user, at=now())
    except actions.CannotMove as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("Copied. Say what is asked for here, for how much and by when."))
    return redirect("challenges:call_edit", code=code)


@signature_required
def publish(request, code):
    """Show the frozen call as it will be read, and publish it when it is signed."""
    challenge = load(request, code)
    if not rules.may_publish(request.user, challenge):
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        try:
            actions.publish_call(
                challenge=challenge,
                by=request.user,
                at=now(),
                sha256=request.POST.get("sha256", ""),
            )
            messages.success(request, _("Published. Files are received from the time it says."))
            return redirect("challenges:call", code=code)
        except actions.CannotMove as found:
            refusal = found
    call = queries.call_of(challenge)
    page = {
        "challenge": challenge,
        "call": call,
        "rows": queries.rows_of(call),
        "refusal": refusal,
    }
    return render(request, "challenges/call_publish.html", page, status=422 if refusal else 200)


def _versions(call):
    """Return [(version, what it changes of the one before)], the newest first."""
    known = queries.published_versions(call)
    return [
        (one, changes_between(before.content, one.content) if before else [])
        for one, before in zip(known, [*known[1:], None], strict=False)
    ]


def _form(call, data=None, rows=None):
    procedures = queries.procedures_on(localdate())
    return CallForm(data, instance=call, procedures=procedures, rows=rows)


def _save(request, challenge, call):
    form = _form(call, request.POST)
    if not form.is_valid():
        form.focus_first_error()
        return _page(request, challenge, call, form, invalid=True)
    try:
        kept = actions.prepare_call(
            challenge=challenge,
            by=request.user,
            at=now(),
            written=form.written(),
            rows=form.rows(),
            revision=_revision(request),
        )
        if request.POST.get("then") == "freeze":
            actions.define_call(challenge=challenge, by=request.user, at=now())
            messages.success(request, _("Frozen. It can be read once more and published."))
            return redirect("challenges:call", code=challenge.code)
    except actions.SavedMeanwhile as clash:
        form.add_error(None, _("Somebody saved this call meanwhile. Save again to keep yours."))
        return _page(request, challenge, clash.call, form, status=409)
    except actions.CannotDefine as refusal:
        form.refuse(refusal.missing)
        return _page(request, challenge, kept, form, invalid=True)
    except actions.CannotMove as refusal:
        form.add_error(None, str(refusal))
        return _page(request, challenge, kept, form, invalid=True)
    messages.success(request, _("Saved."))
    return redirect("challenges:call_edit", code=challenge.code)


def _page(request, challenge, call, form, *, invalid=False, status=200):
    page = {
        "challenge": challenge,
        "call": call,
        "form": form,
        "revision": queries.call_of(challenge).revision if call else 0,
        "compared": queries.last_comparison(challenge),
        "asks_for_task": rules.asks_for_definition(challenge),
        "task": queries.task_for(request.user, challenge),
        "earlier": [
            one
            for one in queries.calls_to_copy(request.user, challenge)
            if rules.may_see_call(request.user, one.challenge, one)
        ],
    }
    return render(request, TEMPLATE, page, status=422 if invalid else status)


def _revision(request):
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0
