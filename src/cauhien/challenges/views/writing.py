"""Writing a problem: the form, its autosave, and earlier problems like it while one writes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges import actions, queries, rules
from cauhien.challenges.forms.problem import ChallengeForm
from cauhien.challenges.views.case import load
from cauhien.core.codes import random_code
from cauhien.ui.open_form import given_code, open_form

TEMPLATE = "challenges/edit.html"


@login_required
def new(request):
    """Show an empty form under a code of its own, so that sending it twice makes one draft."""
    offices = queries.offices_of(request.user)
    if not offices:
        raise PermissionDenied
    office = _chosen(offices, request)
    if office is None:
        return render(request, "challenges/choose_office.html", {"offices": offices})
    if request.method == "POST":
        return _save(request, _begun(request), office)
    form = ChallengeForm(on=localdate())
    return _page(request, form, None, office=office, code=random_code())


@login_required
def edit(request, code):
    challenge = load(request, code)
    if not rules.may_edit(request.user, challenge):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, challenge, challenge.office)
    return _page(request, ChallengeForm(instance=challenge, on=localdate()), challenge)


@require_POST
def autosave(request):
    """Keep what can be kept of a form that is still being written, and say when it was."""
    if not request.user.is_authenticated:
        return render(request, f"{TEMPLATE}#signed_out", status=409)
    received_at = now()
    challenge = _begun(request)
    form = ChallengeForm(request.POST, instance=challenge, on=localdate())
    form.is_valid()  # what is not yet valid stays in the page and is named in the answer
    try:
        kept = _keep(request, form, challenge, received_at, office=_own_office(request))
    except actions.SavedElsewhere as clash:
        return render(request, f"{TEMPLATE}#clash", {"other": clash.challenge}, status=409)
    page = {"challenge": kept, "form": form, "saved_at": received_at}
    answer = render(request, f"{TEMPLATE}#saved", page)
    if challenge is None:
        answer["HX-Replace-Url"] = reverse("challenges:edit", args=[kept.code])
    return answer


@require_POST
def similar(request):
    """Answer with the part of the page that shows earlier problems like the text."""
    page = {"similar": _similar(request), "asked": True}
    return render(request, f"{TEMPLATE}#similar", page)


def _save(request, challenge, office):
    """Save the whole form, then do what the button that was pressed says."""
    received_at = now()
    form = ChallengeForm(request.POST, instance=challenge, on=localdate())
    if not form.is_valid():
        form.focus_first_error()
        return _page(request, form, challenge, office=office, invalid=True)
    try:
        kept = _keep(request, form, challenge, received_at, office=office, finished=True)
    except actions.SavedElsewhere as clash:
        return _both(request, clash.challenge)
    wanted = request.POST.get("then")
    if wanted == "compare":
        page = {"similar": _similar(request), "asked": True, "saved_at": received_at}
        return _page(request, form, kept, **page)
    if wanted == "send":
        return _send(request, form, kept, received_at)
    messages.success(request, _("Saved."))
    return redirect(_next_page(kept))


def _send(request, form, challenge, received_at):
    try:
        actions.send_for_sign_off(challenge=challenge, by=request.user, at=received_at)
    except actions.CannotSend as refusal:
        form.refuse(refusal.missing)
        return _page(request, form, challenge, invalid=True)
    except actions.CannotMove as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, challenge, invalid=True)
    messages.success(request, _("Sent to the head of your office for sign-off."))
    return redirect("challenges:detail", code=challenge.code)


def _keep(request, form, challenge, at, *, office, finished=False):
    written, opened = form.written(), open_form(request)
    if challenge is None:
        begin = {"office": office, "by": request.user, "at": at, "form": opened}
        try:
            code = given_code(request)
            return actions.draft_challenge(**begin, code=code, written=written)
        except actions.AlreadyBegun:  # a twin of this request was faster, or it is another's code
            challenge = _begun(request)
        if challenge is None:
            return actions.draft_challenge(**begin, written=written)
    return actions.save_draft(
        challenge=challenge,
        by=request.user,
        at=at,
        written=written,
        form=opened,
        finished=finished,
    )


def _both(request, other):
    """Show what was typed here, with what was saved elsewhere beside each field that differs."""
    form = ChallengeForm(request.POST, instance=other, on=localdate())
    form.is_valid()
    page = {"other": other, "differences": form.differences()}
    return _page(request, form, other, revision=other.revision, status=409, **page)


def _page(request, form, challenge, *, office=None, invalid=False, status=200, **page):
    page = {
        "form": form,
        "challenge": challenge,
        "office": office or challenge.office,
        "code": challenge.code if challenge else given_code(request) or random_code(),
        "token": open_form(request).token or random_code(),
        "revision": challenge.revision if challenge else 0,
        "returned": queries.return_reason(challenge) if challenge else None,
        "example": queries.example(),
    } | page
    return render(request, TEMPLATE, page, status=422 if invalid else status)


def _begun(request):
    """Return the draft that this form has made already, None before its first save."""
    code = given_code(request)
    challenge = code and queries.cases_for(request.user).filter(code=code).first()
    if challenge and not rules.may_edit(request.user, challenge):
        raise PermissionDenied
    return challenge or None


def _own_office(request):
    offices = queries.offices_of(request.user)
    if not offices:
        raise PermissionDenied
    return _chosen(offices, request) or offices[0]


def _chosen(offices, request):
    """Return the office that is asked for, or the only one there is, else None."""
    code = request.POST.get("office") or request.GET.get("office")
    if len(offices) == 1:
        return offices[0]
    return next((office for office in offices if office.code == code), None)


def _similar(request):
    said = request.POST
    return queries.similar_challenges(
        said.get("title_vi", ""),
        said.get("description_vi", ""),
        user=request.user,
        besides=said.get("code", ""),
    )


def _next_page(challenge):
    """Return where one reads who can solve it: a page of an app above, reached by its name."""
    try:
        return reverse("matching:who", args=[challenge.code])
    except NoReverseMatch:
        return reverse("challenges:detail", args=[challenge.code])
