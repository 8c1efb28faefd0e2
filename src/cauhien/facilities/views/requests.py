"""A request to use a laboratory: written, read, answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import actions, forms, queries, rules
from cauhien.facilities.states import UNANSWERED, UseAct
from cauhien.facilities.views.steps import Step, steps_offered, taken
from cauhien.ui.errors import too_many
from cauhien.ui.limits import Limit
from cauhien.ui.render import render_part

SENDING = Limit("use-request", "20/h")
STEPS = {
    "accept": Step(
        UseAct.ACCEPT,
        gettext_lazy("Accept the request"),
        lambda it, **said: actions.accept_request(request=it, **said),
        gettext_lazy("Accepted. Who has asked is told."),
        forms.AnswerForm,
        gettext_lazy("Your terms hold as you write them."),
    ),
    "ask": Step(
        UseAct.ASK_BACK,
        gettext_lazy("Ask back"),
        lambda it, **said: actions.ask_back(request=it, **said),
        gettext_lazy("Sent. Your time for answering begins anew with the reply."),
        forms.WordsForm,
        gettext_lazy("The request waits for the reply."),
        "second",
    ),
    "refuse": Step(
        UseAct.REFUSE,
        gettext_lazy("Turn the request down"),
        lambda it, **said: actions.refuse_request(request=it, **said),
        gettext_lazy("Refused. Who has asked is told."),
        forms.RefusalForm,
        gettext_lazy("The reason is counted in the figures of the city, without names."),
        "second",
    ),
    "reply": Step(
        UseAct.REPLY,
        gettext_lazy("Reply"),
        lambda it, **said: actions.reply(request=it, **said),
        gettext_lazy("Sent. The host answers."),
        forms.WordsForm,
        gettext_lazy("The host reads it and answers."),
    ),
    "used": Step(
        UseAct.USE,
        gettext_lazy("Record that it was used"),
        lambda it, **said: actions.record_use(request=it, **said),
        gettext_lazy("Recorded."),
    ),
    "withdraw": Step(
        UseAct.WITHDRAW,
        gettext_lazy("Withdraw the request"),
        lambda it, **said: actions.withdraw_request(request=it, **said),
        gettext_lazy("Withdrawn."),
        tone="plain",
    ),
}


@login_required
def new(request, code):
    """Write a request to use a laboratory."""
    laboratory = get_object_or_404(queries.laboratories_for(request.user), code=code)
    if not rules.may_ask(request.user):
        raise PermissionDenied
    form = forms.RequestForm(
        request.POST if request.method == "POST" else None,
        initial={"resource": request.GET.get("resource", "")},
        resources=queries.resources_of(laboratory),
        firms=queries.firms_of(request.user),
    )
    if form.is_bound and (seconds := SENDING.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid() and (sent := _sent(request, laboratory, form)):
        messages.success(request, _("Sent. The host answers; you are told."))
        return redirect("facilities:request", code=sent.code)
    at = now()
    page = {
        "laboratory": laboratory,
        "form": form,
        "has_host": queries.hosts_of(laboratory, localdate(at)).exists(),
        "due_at": actions.answer_due(at),
    }
    return render_part(request, "facilities/ask.html", "form", page, invalid=form.is_bound)


def _sent(request, laboratory, form):
    try:
        return actions.send_request(
            laboratory=laboratory,
            resource=form.cleaned_data.get("resource"),
            organisation=form.firm,
            written=form.written(),
            by=request.user,
            at=now(),
        )
    except actions.CannotUse as refusal:
        form.refuse(refusal)
        return None


@login_required
@second_factor_required
def show(request, code):
    found = get_object_or_404(queries.requests_for(request.user), code=code)
    ways = rules.ways_for(request.user, found)
    at = now()
    actions.note_reading(case=found, by=request.user, at=at)
    page = {
        "case": found,
        "words": found.words.select_related("by"),
        "steps": steps_offered(STEPS, ways),
        "is_own": rules.owns(request.user, found),
        "is_owed": found.state in UNANSWERED,
        "is_late": found.state in UNANSWERED and found.due_at < at,
    }
    return render(request, "facilities/request.html", page)


@login_required
@second_factor_required
def act(request, code, step):
    found = get_object_or_404(queries.requests_for(request.user), code=code)
    return taken(request, found, STEPS, step, "facilities:request")
