"""A council writes down which task is to be made of a problem, or considers it again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges.actions import CannotMove
from cauhien.review import actions, queries, rules
from cauhien.review.forms import DefinitionForm, ReasonForm
from cauhien.review.views.council import case
from cauhien.review.views.meeting import page_of, run_ahead
from cauhien.ui.render import render_part


@signature_required
def define(request, code, kind):
    """Write down the task as the council has voted, with which it concludes."""
    ahead = run_ahead(request, code, kind)
    council, problem = ahead.council, ahead.council.challenge
    gathering = queries.gathering_of(ahead)
    tally = queries.tallies_of(gathering, [problem])[problem.code]
    form = DefinitionForm(
        request.POST or None, is_carried=tally.is_carried, initial=_begun(problem, gathering)
    )
    if form.is_valid():
        try:
            who = {"by": request.user, "at": now()}
            actions.conclude_definition(meeting=ahead, said=form.cleaned_data, **who)
            messages.success(request, _("Concluded. The minutes are made."))
            return redirect(council.url())
        except actions.CannotMeet as refusal:
            form.add_error(refusal.field, str(refusal))
        except CannotMove as refusal:
            form.add_error(None, str(refusal))
    page = page_of(council) | {
        "form": form,
        "tally": tally,
        "share": queries.law_for(council).carried,
        "missing": actions.missing_for_conclusion(ahead),
    }
    return render_part(request, "review/meeting/define.html", "form", page, invalid=form.is_bound)


@login_required
def take_up(request, code, kind):
    challenge = case(request, code)
    found = queries.council_of(challenge, kind)
    if found is None or not rules.may_take_up(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.take_up_again(council=found, reason=reason, by=request.user, at=now())
            messages.success(request, _("The council takes up its work again. Call a meeting."))
            return redirect(found.url("meeting"))
        except actions.CannotForm as refusal:
            form.add_error(None, str(refusal))
    page = {"challenge": challenge, "council": found, "form": form}
    return render(request, "review/take_up.html", page, status=422 if form.is_bound else 200)


def _begun(problem, gathering):
    """Return what the form begins with: the problem's own words, the dissent without names."""
    names = ("title_vi", "title_en", "results_vi", "results_en")
    columns = (name.replace("results", "results_required") for name in names)
    dissents = "\n".join(vote.dissent for vote in queries.dissents_of(gathering))
    return {name: getattr(problem, column) for name, column in zip(names, columns, strict=True)} | {
        "dissent": dissents
    }
