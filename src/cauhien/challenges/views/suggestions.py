"""Problems that anybody puts before the city: the list, the form, the answer."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges import actions, queries, rules
from cauhien.challenges.forms.suggestion import (
    SENDING,
    SuggestionAnswerForm,
    SuggestionForm,
    SuggestionMergeForm,
)
from cauhien.challenges.states import UNANSWERED
from cauhien.core.codes import random_code
from cauhien.ui.errors import too_many

PER_PAGE = 20
ACTS: dict[str, Callable] = {
    "publish": actions.publish_suggestion,
    "hide": actions.hide_suggestion,
    "refuse": actions.refuse_suggestion,
    "merge": actions.merge_suggestion,
}


def suggestions(request):
    found = queries.suggestions_for(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "challenges/suggestions.html", {"page": page})


def new(request):
    """Take a suggestion once what is similar was shown beside it."""
    if request.method != "POST":
        return _page(request, SuggestionForm(), random_code())
    form, code = SuggestionForm(request.POST), request.POST.get("code", "")[:12] or random_code()
    if not form.is_valid():
        return _page(request, form, code, status=422)
    similar, is_new = _similar(request, form)
    if is_new or request.POST.get("then") != "send":
        return _page(request, form, code, similar=similar, asked=True)
    if seconds := SENDING.seconds_to_wait(request):
        return too_many(request, retry_after=seconds)
    sent = actions.send_suggestion(
        draft_code=code,
        written=form.written(),
        similar=[one.code for one in similar],
        by=request.user if request.user.is_authenticated else None,
        at=now(),
    )
    messages.success(request, _("Sent. Keep the address of this page: the answer stands here."))
    return redirect("challenges:suggestion", code=sent.code)


def suggestion(request, code):
    """Show a suggestion; to who may not read it only what became of it."""
    found = queries.suggestion_named(code)
    if found is None:
        raise Http404
    return _shown(request, found, SuggestionAnswerForm(), _merge_form(request))


@require_POST
@login_required
def answer(request, code):
    """Publish a suggestion, answer it, or add it to a problem, as the button says."""
    found = queries.suggestion_named(code)
    if found is None or not rules.may_moderate(request.user):
        raise PermissionDenied
    then = request.POST.get("then", "")
    if then not in ACTS:
        raise Http404
    form, merge = SuggestionAnswerForm(), _merge_form(request)
    used: SuggestionAnswerForm | SuggestionMergeForm | None = None
    if then == "merge":
        used = merge = _merge_form(request, request.POST)
    elif then != "publish":
        used = form = SuggestionAnswerForm(request.POST)
    if used and not used.is_valid():
        return _shown(request, found, form, merge, status=422)
    try:
        ACTS[then](suggestion=found, by=request.user, at=now(), **_said(used))
    except actions.CannotAnswerSuggestion as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. Who sent it is told."))
    return redirect("challenges:suggestion", code=code)


@require_POST
@login_required
def take_up(request, code):
    """Make a draft of an office of a suggestion."""
    found = queries.suggestion_named(code)
    offices = queries.offices_of(request.user)
    office = next((one for one in offices if one.code == request.POST.get("office")), None)
    if found is None or office is None:
        raise PermissionDenied
    try:
        draft = actions.take_up_suggestion(
            suggestion=found, office=office, by=request.user, at=now()
        )
    except actions.CannotAnswerSuggestion as refusal:
        messages.error(request, str(refusal))
        return redirect("challenges:suggestion", code=code)
    messages.success(request, _("The draft is yours. Add what the suggestion does not say."))
    return redirect("challenges:edit", code=draft.code)


def _shown(request, found, form, merge, status=200):
    user = request.user
    is_owed = found.state in UNANSWERED
    page = {
        "suggestion": found,
        "may_read": queries.suggestions_for(user).filter(pk=found.pk).exists(),
        "challenge": found.challenge_id
        and queries.challenges_for(user).filter(pk=found.challenge_id).first(),
        "may_moderate": is_owed and rules.may_moderate(user),
        "offices": queries.offices_of(user) if rules.may_take_up(user, found) else [],
        "similar": queries.similar_challenges(found.title, found.text, user=user)
        if is_owed and rules.may_moderate(user)
        else [],
        "form": form,
        "merge": merge,
    }
    return render(request, "challenges/suggestion.html", page, status=status)


def _page(request, form, code, *, status=200, **more):
    page = {"form": form, "code": code} | more
    return render(request, "challenges/suggest.html", page, status=status)


def _similar(request, form):
    """Return what is like a suggestion, and whether something of it was not shown yet."""
    said = form.cleaned_data
    similar = queries.similar_challenges(
        said["title_vi"], said["description_vi"], user=request.user
    )
    shown = set(request.POST.getlist("compared"))
    return similar, any(f"challenge:{one.code}" not in shown for one in similar)


def _merge_form(request, data=None):
    return SuggestionMergeForm(data, user=request.user)


def _said(form):
    """Return what a form says, as the action takes it."""
    if form is None:
        return {}
    said = form.cleaned_data
    if "into" in said:
        return {"into": said["into"], "answer": said["reason"]}
    return {"answer": said["answer"]}
