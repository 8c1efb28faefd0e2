"""Changes of a team after its file was sent: asked for by its lead, answered by the coordinator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.actions.initiative import requests as actions
from cauhien.challenges.actions.initiative.team import CannotChangeTeam
from cauhien.challenges.forms.initiative.requests import AnswerForm, RequestForm
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.views.initiative.case import is_of_others, load

TEMPLATE = "challenges/initiative/requests.html"


@second_factor_required(everyone=True, when=is_of_others)
def requests(request, code):
    initiative = load(request, code)
    _check_seen(initiative)
    form = RequestForm(members=_others(request, initiative))
    if request.method == "POST":
        return _ask(request, initiative)
    return _page(request, initiative, form)


def _ask(request, initiative):
    if not rules.may_request(request.user, initiative):
        raise PermissionDenied
    form = RequestForm(request.POST, members=_others(request, initiative))
    if not form.is_valid():
        return _page(request, initiative, form, invalid=True)
    said = {"kind": form.cleaned_data["kind"], "reason": form.cleaned_data["reason"]}
    try:
        actions.request_change(
            initiative=initiative, by=request.user, at=now(), detail=form.detail(), **said
        )
    except actions.CannotRequest as refusal:
        form.add_error(None, str(refusal))
        return _page(request, initiative, form, invalid=True)
    messages.success(request, _("Asked for. The coordinator answers once the files are open."))
    return redirect("challenges:initiative_requests", code=initiative.code)


@require_POST
@second_factor_required
def answer(request, code, asked):
    initiative = load(request, code)
    if not rules.may_answer_request(request.user, initiative):
        raise PermissionDenied
    found = get_object_or_404(initiative.requests, code=asked)
    form = AnswerForm(request.POST)
    if form.is_valid():
        said = {"is_granted": request.POST.get("then") == "grant", **form.cleaned_data}
        try:
            actions.answer_request(request=found, by=request.user, at=now(), **said)
        except (actions.CannotAnswer, CannotChangeTeam) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Answered; the team is told."))
            return redirect("challenges:initiative_requests", code=code)
    page = {"answered": found, "answer_form": form, "invalid": True}
    return _page(request, initiative, RequestForm(members=()), **page)


def _check_seen(initiative):
    if not (initiative.sight.is_team or initiative.is_screened_by_reader):
        raise PermissionDenied


def _others(request, initiative):
    own = rules.membership(request.user, initiative)
    return [one for one in initiative.members.all() if one.left_at is None and one != own]


def _page(request, initiative, form, *, invalid=False, answered=None, answer_form=None):
    members = {one.code: one for one in initiative.members.all()}
    found = list(initiative.requests.select_related("by", "answered_by").order_by("-at", "-id"))
    for one in found:
        one.member = members.get(one.detail.get("member"))
        one.form = answer_form if one == answered else AnswerForm()
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "requests": found,
        "form": form if answer_form is None else answer_form,
        "request_form": form,
        "may_request": rules.may_request(request.user, initiative),
        "may_answer": rules.may_answer_request(request.user, initiative, initiative.sight),
    }
    return render(request, TEMPLATE, page, status=422 if invalid else 200)
