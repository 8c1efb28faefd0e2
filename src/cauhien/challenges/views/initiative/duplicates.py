"""Files that are alike: of a call, of two files side by side, and what a team is shown of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.actions.initiative import duplicates as actions
from cauhien.challenges.actions.initiative.documents import note_reading, read_confidential
from cauhien.challenges.forms.initiative.duplicates import AnswerForm, AskForm, JudgeForm
from cauhien.challenges.queries.initiative import duplicates as queries
from cauhien.challenges.rules import duplicate as rules
from cauhien.challenges.rules.initiative import may_screen
from cauhien.challenges.states import DuplicateState
from cauhien.challenges.views.case import load as load_challenge
from cauhien.challenges.views.initiative.case import load_own

TEMPLATE = "challenges/initiative/duplicate.html"


@second_factor_required
def duplicates(request, code):
    """List the files of a call that are alike, of those that this user may read."""
    challenge = load_challenge(request, code)
    if not rules.may_compare(request.user):
        raise PermissionDenied
    page = {
        "challenge": challenge,
        "duplicates": queries.duplicates_of(challenge, request.user),
        "precedents": queries.precedents_of(challenge, request.user),
        "last": queries.last_comparison(challenge),
    }
    if queries.has_comparison_failed(challenge):
        may = rules.may_compare_again(request.user, challenge)
        page |= {"has_failed": True, "may_compare_again": may}
    return render(request, "challenges/initiative/duplicates.html", page)


@require_POST
@second_factor_required
def compare_again(request, code):
    """Have the files of a call compared again, where that has failed."""
    challenge = load_challenge(request, code)
    if not rules.may_compare_again(request.user, challenge):
        raise PermissionDenied
    try:
        actions.compare_again(challenge=challenge, by=request.user, at=now())
        messages.success(request, _("The files are being compared again."))
    except actions.CannotCompare as refusal:
        messages.error(request, str(refusal))
    return redirect("challenges:duplicates", code=code)


@second_factor_required
def duplicate(request, code):
    """Show two files side by side where they agree; ask their teams, or decide (button `then`)."""
    found = _load(request, code)
    if request.method != "POST":
        for file in found.files:
            note_reading(initiative=file, by=request.user, at=now())
        return _page(request, found)
    wanted = request.POST.get("then", "")
    form = {"ask": AskForm, "judge": JudgeForm}.get(wanted, AskForm)(request.POST)
    if not form.is_valid():
        return _page(request, found, invalid=form)
    said = {"duplicate": found, "by": request.user, "at": now(), **form.cleaned_data}
    try:
        if isinstance(form, JudgeForm):
            actions.judge_duplicate(**said)
            messages.success(request, _("Decided, with its reason."))
        else:
            actions.ask_teams(**said)
            messages.success(request, _("Both teams are asked."))
    except (actions.CannotAsk, actions.CannotJudge) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, invalid=form)
    return redirect("challenges:duplicate", code=code)


@require_POST
@second_factor_required
def confidential(request, code):
    """Show the confidential passages too, to who accepts to keep them secret; it is logged."""
    found = _load(request, code)
    for file, at_side in zip(found.files, (0, 1), strict=True):
        if any(row[at_side].is_confidential for row in queries.passages_of(found)):
            read_confidential(initiative=file, by=request.user, at=now())
    return _page(request, found, is_open=True)


@login_required
def likeness(request, code, duplicate):
    """Show a team its own passages that stand in another text as well, and take its answer."""
    initiative = load_own(request, code)
    asked = list(queries.asked_of(initiative))
    found = next((one for one in asked if one.code == duplicate), None)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"duplicate": found, "initiative": initiative, "by": request.user, "at": now()}
        try:
            actions.answer_duplicate(**said, text=form.cleaned_data["text"])
        except actions.CannotAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Answered. What is decided will be told to you."))
            return redirect("challenges:initiative_likeness", code=code, duplicate=duplicate)
    answer = _answers(found).get(initiative.pk)
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "duplicate": found,
        "others": [one for one in asked if one != found],
        "is_decided": found.state != DuplicateState.ASKED,
        "sides": queries.own_sides(found, initiative),
        "answer": answer,
        "said": _read(answer, found, initiative) if answer else "",
        "may_answer": not answer and rules.may_answer(request.user, found, initiative, now()),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "challenges/initiative/likeness.html", page, status=status)


def _load(request, code):
    """Return the suspicion; who may not read both files knows of none."""
    return get_object_or_404(queries.duplicates_for(request.user), code=code)


def _page(request, found, *, invalid=None, is_open=False):
    passages = queries.passages_of(found)
    shown = [row for row in passages if is_open or not _is_confidential(row)]
    files = found.files
    page = {
        "duplicate": found,
        "challenge": files[1].challenge,
        "is_decided": found.judged_at is not None,
        "passages": shown,
        "hidden": len(passages) - len(shown),
        "sides": [_about(request, found, file) for file in files],
        "shared": queries.people_in_both(found),
        "ask": invalid if isinstance(invalid, AskForm) else AskForm(),
        "judge": invalid if isinstance(invalid, JudgeForm) else JudgeForm(),
        "may_ask": rules.may_ask(request.user, found),
        "may_judge": rules.may_judge(request.user, found),
        "is_heard": rules.is_heard(found, now()),
        "form": invalid,
    }
    return render(request, TEMPLATE, page, status=422 if invalid else 200)


def _about(request, found, file):
    answer = _answers(found).get(file.pk)
    is_confirmed = found.state == DuplicateState.CONFIRMED
    return {
        "file": file,
        "may_screen": is_confirmed and may_screen(request.user, file),
        "answer": answer,
        "said": _read(answer, found, file) if answer else "",
    }


def _answers(found):
    return {one.initiative_id: one for one in found.answers.all()}


def _read(answer, duplicate, initiative):
    answer.duplicate, answer.initiative = duplicate, initiative  # whose key is known already
    return answer.read()


def _is_confidential(row):
    one, other, *_about = row
    return one.is_confidential or other.is_confidential
