"""People are asked for weights, give them, and everybody reads what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.queries import names_by_uuid
from cauhien.notices.actions import CannotUse, opened_link
from cauhien.observatory import rules
from cauhien.observatory.actions import weights as actions
from cauhien.observatory.bridge.frames import CannotIndex
from cauhien.observatory.bridge.weights import spread_of
from cauhien.observatory.charts import weights as charts
from cauhien.observatory.forms.answering import answer_form
from cauhien.observatory.forms.asking import AskForm, CloseForm
from cauhien.observatory.queries import weights as queries
from cauhien.observatory.queries.frames import frames_for
from cauhien.observatory.states import LATER, RoundState


@login_required
def ask(request, code):
    frame = get_object_or_404(frames_for(request.user), code=code)
    if not rules.may_ask(request.user):
        raise PermissionDenied
    form = AskForm(request.POST or None, frame=frame, by=request.user, day=localdate())
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("parent", "method", "question", "until")}
        people = form.cleaned_data["people"]
        held = actions.ask_weights(frame=frame, said=said, people=people, by=request.user, at=now())
        opened = _("The round is open; each of them gets a mail and finds it under My work.")
        messages.success(request, opened)
        return redirect("observatory:weights", held.code)
    page = {"frame": frame, "frame_page": True, "form": form}
    return render(request, "observatory/ask.html", page, status=422 if form.errors else 200)


def weights(request, code):
    return _page(request, _found(request, code))


def _found(request, code):
    return get_object_or_404(queries.rounds_for(request.user), code=code)


def _page(request, held, points=None, close=None):
    """Show a round. points, close: forms that were refused."""
    user, is_open = request.user, held.state == RoundState.OPEN
    parts, own = queries.children_of(held), queries.asked_of(user, held)
    seen = list(queries.answers_for(user, held))
    all_said = queries.said_in(held)
    told = spread_of(held, all_said)
    names = names_by_uuid([one.person for one in seen])
    page = _asking(held) | {
        "frame": held.frame,
        "frame_page": True,
        "own": own,
        "points": points,
        "close": close,
        "answers": [charts.answer_row(one, parts, names) for one in seen],
        "answer_columns": charts.answer_columns(parts, held.method),
        "remarks": [(names.get(one.person, ""), one.remark) for one in seen if one.remark],
        "spread": charts.spread_rows(told, parts) if told else None,
        "spread_columns": charts.spread_columns(),
        "together": charts.together(told, all_said),
    }
    if not points and rules.may_answer(user, own):
        page["points"] = answer_form(held, own)
    if not close and is_open and rules.may_ask(user):
        page["close"] = CloseForm()
    refused = any(form and form.errors for form in (points, close))
    return render(request, "observatory/weights.html", page, status=422 if refused else 200)


@login_required
@require_POST
def give(request, code):
    held = _found(request, code)
    own = queries.asked_of(request.user, held)
    if not rules.may_answer(request.user, own):
        raise PermissionDenied
    form = answer_form(held, own, request.POST)
    if LATER in request.POST:
        actions.keep_draft(held=held, draft=form.draft(), by=request.user)
        messages.success(request, _kept())
    elif form.is_valid():
        actions.give_weights(held=held, by=request.user, at=now(), **form.said())
        signed = _("Your answer is signed; you may change it until the round closes.")
        messages.success(request, signed)
    else:
        return _page(request, held, points=form)
    return redirect("observatory:weights", code)


def _kept():
    return _("Kept, not signed: only you read it. Go on whenever you like.")


def answer(request, token):
    """Answer a round by the link of its mail, without signing in."""
    at = now()
    try:
        link = opened_link(token, purpose=actions.PURPOSE, at=at)
        own = queries.asked_by(link)
        form = answer_form(own.round, own, request.POST or None)
        if LATER in request.POST:
            actions.keep_from_mail(token=token, draft=form.draft(), at=at)
            messages.success(request, _kept())
            return redirect("observatory:answer_weights", token)
        if form.is_valid():
            actions.give_from_mail(token=token, said=form.said(), at=at)
            return render(request, "observatory/answered.html", {"held": own.round})
    except CannotUse as refusal:
        return render(request, "observatory/answered.html", {"refusal": refusal}, status=410)
    page = _asking(own.round) | {"own": own, "points": form}
    page["is_open"] = rules.may_answer(link.person, own)
    return render(request, "observatory/answer.html", page, status=422 if form.errors else 200)


def _asking(held):
    return {"held": held, "element": queries.weighable(held.frame)[held.parent]}


@login_required
@require_POST
def close(request, code):
    held = _found(request, code)
    if not rules.may_ask(request.user) or held.state != RoundState.OPEN:
        raise PermissionDenied
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            actions.close_round(held=held, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, _("The round is closed."))
            return redirect("observatory:weights", code)
        except actions.TooFew:
            message = _("A fork needs three answers: of fewer, it would tell what one person said.")
            form.add_error("how", message)
        except CannotIndex as refusal:
            form.add_error("how", str(refusal))
    return _page(request, held, close=form)
