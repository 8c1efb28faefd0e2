"""Writing a file: the form and its autosave, as those of a problem."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges import actions, queries
from cauhien.challenges.actions.initiative import (
    WrittenElsewhere,
    start_initiative,
    write_initiative,
)
from cauhien.challenges.forms.initiative.writing import InitiativeForm
from cauhien.challenges.queries.initiative import whole_initiatives_for
from cauhien.challenges.rules.initiative import may_start, may_write
from cauhien.challenges.views.case import load as load_challenge
from cauhien.challenges.views.initiative.case import load
from cauhien.core.codes import random_code
from cauhien.ui.open_form import given_code, open_form

TEMPLATE = "challenges/initiative/edit.html"


@login_required
def start(request, code):
    """Show an empty form under a code of its own, so that sending it twice makes one file."""
    challenge = load_challenge(request, code)
    if queries.call_of(challenge) is None:
        raise Http404
    if not may_start(request.user, challenge, now()):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, _begun(request), challenge)
    return _page(request, InitiativeForm(challenge=challenge), None, challenge=challenge)


@login_required
def edit(request, code):
    initiative = load(request, code)
    if not may_write(request.user, initiative, now()):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, initiative, initiative.challenge)
    return _page(request, InitiativeForm.of(initiative), initiative)


@require_POST
def autosave(request, code):
    """Keep what can be kept of a form that is still being written, and say when it was."""
    if not request.user.is_authenticated:
        return render(request, f"{TEMPLATE}#signed_out", status=409)
    received_at = now()
    initiative = _begun(request)
    challenge = initiative.challenge if initiative else load_challenge(request, code)
    form = InitiativeForm(request.POST, challenge=challenge)
    form.is_valid()  # what is not yet valid stays in the page and is named in the answer
    try:
        kept = _keep(request, form, initiative, challenge, received_at)
    except WrittenElsewhere as clash:
        return render(request, f"{TEMPLATE}#clash", {"other": clash.initiative}, status=409)
    page = {"initiative": kept, "form": form, "saved_at": received_at}
    answer = render(request, f"{TEMPLATE}#saved", page)
    if initiative is None:
        answer["HX-Replace-Url"] = reverse("challenges:initiative_edit", args=[kept.code])
    return answer


def _save(request, initiative, challenge):
    """Save the whole form, then do what the button that was pressed says."""
    received_at = now()
    form = InitiativeForm(request.POST, challenge=challenge)
    if not form.is_valid():
        form.focus_first_error()
        return _page(request, form, initiative, challenge=challenge, invalid=True)
    try:
        kept = _keep(request, form, initiative, challenge, received_at, finished=True)
    except WrittenElsewhere as clash:
        return _both(request, clash.initiative)
    messages.success(request, _("Saved."))
    wanted = "initiative_check" if request.POST.get("then") == "send" else "initiative_edit"
    return redirect(f"challenges:{wanted}", code=kept.code)


def _keep(request, form, initiative, challenge, at, *, finished=False):
    """Begin the file with what was typed, or save it, and return it."""
    written, opened = form.written(), open_form(request)
    if initiative is None:
        begin = {"challenge": challenge, "by": request.user, "at": at, "form": opened}
        try:
            return start_initiative(**begin, code=given_code(request), written=written)
        except actions.AlreadyBegun:  # a twin of this request was faster, or it is another's code
            initiative = _begun(request)
        if initiative is None:
            return start_initiative(**begin, written=written)
    said = {"written": written, "form": opened, "finished": finished}
    return write_initiative(initiative=initiative, by=request.user, at=at, **said)


def _both(request, other):
    """Show what was typed here, with what was saved elsewhere beside each field that differs."""
    form = InitiativeForm.of(other, request.POST)
    form.is_valid()
    page = {"other": other, "differences": form.differences()}
    return _page(request, form, other, revision=other.revision, status=409, **page)


def _page(request, form, initiative, *, challenge=None, invalid=False, status=200, **page):
    challenge = challenge or initiative.challenge
    page = {
        "form": form,
        "initiative": initiative,
        "challenge": challenge,
        "call": challenge.call,
        "code": initiative.code if initiative else given_code(request) or random_code(),
        "token": open_form(request).token or random_code(),
        "revision": initiative.revision if initiative else 0,
    } | page
    return render(request, TEMPLATE, page, status=422 if invalid else status)


def _begun(request):
    """Return the file that this form has made already, None before its first save."""
    code = given_code(request)
    initiative = code and whole_initiatives_for(request.user).filter(code=code).first()
    if initiative and not may_write(request.user, initiative, now()):
        raise PermissionDenied
    return initiative or None
