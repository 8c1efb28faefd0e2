"""Requests for review: a team sends one, people who had no part in the decision answer it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.challenges.queries import cases_for
from cauhien.review import rules
from cauhien.review.actions import requests as acts
from cauhien.review.documents import route_in_words
from cauhien.review.forms.decision import AnswerRequestForm, RequestForm
from cauhien.review.models import ReviewRequest
from cauhien.review.queries import decision as decisions
from cauhien.review.queries import published
from cauhien.review.states import DecisionKind
from cauhien.review.views.council import case
from cauhien.review.views.decision import write_for
from cauhien.ui.render import render_part

ANSWERS = {"refuse": acts.refuse_request, "uphold": acts.uphold, "cancel": acts.cancel_decision}


@login_required
def ask(request, code):
    """Ask for a review of the newest decision."""
    challenge = case(request, code)
    own = published.own_file(request.user, challenge)
    newest = decisions.signed_decisions(challenge).first()
    if own is None or not rules.may_ask_for_review(request.user, own, newest, now()):
        raise PermissionDenied
    form = RequestForm(request.POST or None)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            sent = acts.ask_for_review(initiative=own, text=text, by=request.user, at=now())
            said = _("Request for review no. %(number)s is sent.") % {"number": sent.number}
            messages.success(request, said)
            return redirect("review:decision", code=code)
        except acts.CannotAsk as refusal:
            form.add_error(refusal.field, str(refusal))
    page = {"challenge": challenge, "form": form, "newest": newest, "route": route_in_words()}
    return render_part(request, "review/decision/ask.html", "form", page, invalid=form.is_bound)


@signature_required
def handle(request, code):
    """Accept a request for handling, refuse it, or answer it; each answer is signed."""
    asked = _asked(request, code)
    form = AnswerRequestForm(request.POST or None)
    if form.is_valid():
        try:
            answered = _carry_out(request, asked, form)
            messages.success(request, _("Done. The team is told."))
            if decisions.is_waiting(answered):
                return redirect(request.path)
            return redirect("review:decision", code=asked.decision.challenge.code)
        except acts.CannotAsk as refusal:
            form.add_error(refusal.field, str(refusal))
    challenge = asked.decision.challenge
    page = {
        "challenge": challenge,
        "asked": asked,
        "form": form,
        "may_change": rules.may_decide_again(request.user, challenge),
        "route": route_in_words(),
    }
    return render_part(request, "review/decision/handle.html", "form", page, invalid=form.is_bound)


@second_factor_required
def change(request, code):
    """Draft the changed decision that answers a request."""
    asked = _asked(request, code)
    return write_for(request, asked.decision.challenge, DecisionKind.CHANGE, answers=asked)


def _asked(request, code):
    """Return a request that waits and that this user may answer."""
    known = ReviewRequest.objects.select_related("decision", "initiative")
    found = get_object_or_404(known, code=code)
    cases = cases_for(request.user)
    found.decision.challenge = get_object_or_404(cases, pk=found.decision.challenge_id)
    if not decisions.is_waiting(found) or not rules.may_handle(request.user, found):
        raise PermissionDenied
    return found


def _carry_out(request, asked, form):
    chosen = request.POST.get("answer", "")
    if chosen == "take_up":
        return acts.take_up(request=asked, by=request.user, at=now())
    if act := ANSWERS.get(chosen):
        return act(request=asked, answer=form.answer(), by=request.user, at=now())
    raise acts.CannotAsk(_("Choose what is to be done with the request."))
