"""Questions to a call: asked by whoever is signed in, answered once by its office; followers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges import actions, queries, rules
from cauhien.challenges.forms.problem import ReasonForm
from cauhien.challenges.forms.public import AnswerForm, AskForm
from cauhien.challenges.states import QuestionState
from cauhien.challenges.views.case import load


def questions(request, code):
    challenge = _with_call(request, code)
    form = AskForm(request.POST or None)
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise PermissionDenied
        if form.is_valid() and _is_asked(request, challenge, form):
            messages.success(request, _("Sent. The answer will stand here, for everybody."))
            return redirect("challenges:questions", code=code)
    page = {
        "challenge": challenge,
        "questions": queries.questions_for(request.user, challenge),
        "may_ask": rules.may_ask(request.user, challenge, now()),
        "may_answer": rules.may_answer(request.user, challenge),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/questions.html", page, status=status)


@login_required
def answer(request, code, question):
    challenge = _with_call(request, code)
    found = queries.question_to_answer(request.user, challenge, question)
    if found is None:
        raise Http404
    if found.state != QuestionState.WAITING:
        return redirect("challenges:questions", code=code)
    is_hiding = request.POST.get("then") == "hide"
    answering = AnswerForm(
        request.POST if request.method == "POST" and not is_hiding else None,
        initial={"shown": found.asked},
    )
    hiding = ReasonForm(
        request.POST if is_hiding else None, read_by=_("Who asked reads it, and nobody else.")
    )
    form = hiding if is_hiding else answering
    if form.is_valid() and _is_answered(request, found, form, is_hiding):
        return redirect("challenges:questions", code=code)
    page = {
        "challenge": challenge,
        "question": found,
        "answering": answering,
        "hiding": hiding,
        "form": form,
    }
    return render(request, "challenges/answer.html", page, status=422 if form.is_bound else 200)


@require_POST
@login_required
def follow(request, code):
    """Follow a problem, or leave off, as the button that was pressed says."""
    challenge = load(request, code)
    if request.POST.get("then") == "leave":
        actions.unfollow(challenge=challenge, by=request.user)
        messages.success(request, _("You are no longer told of this problem."))
    elif rules.may_follow(request.user, challenge):
        actions.follow(challenge=challenge, by=request.user, at=now())
        messages.success(request, _("You are told when something happens with this problem."))
    else:
        raise PermissionDenied
    return redirect("challenges:detail", code=code)


def _with_call(request, code):
    challenge = load(request, code)
    call = queries.call_of(challenge)
    if call is None or not call.published_at:
        raise Http404
    return challenge


def _is_asked(request, challenge, form):
    text = form.cleaned_data["text"].strip()
    try:
        actions.ask(challenge=challenge, by=request.user, at=now(), text=text)
    except actions.CannotAsk as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _is_answered(request, question, form, is_hiding):
    said = form.cleaned_data
    try:
        if is_hiding:
            actions.hide_question(
                question=question, by=request.user, at=now(), reason=said["reason"]
            )
            messages.success(request, _("It is not published. Who asked reads why."))
        else:
            actions.answer(question=question, by=request.user, at=now(), **said)
            messages.success(request, _("Answered for everybody."))
    except actions.CannotAnswer as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
