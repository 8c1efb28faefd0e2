"""The acts that the table offers: one form each, for mechanisms, obstacles and trials alike."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.policies import actions, queries, rules
from cauhien.policies.forms import writing as forms
from cauhien.policies.states import WAYS, Act, Actor
from cauhien.ui.render import render_part

LISTS = {  # of what a page shows one: what its list is called, and where it is
    "policies:mechanism": (_("Special mechanisms"), "policies:list"),
    "policies:obstacle": (_("Obstacles reported"), "policies:obstacles"),
    "policies:trial": (_("Trials under supervision"), "policies:trials"),
}
SIGNING = (Actor.OWN_HEAD, Actor.DECISION_MAKER)


@dataclass(frozen=True)
class Step:
    """The words of an act's page and its form."""

    button: str | Promise
    says: str | Promise
    form: type = forms.ReasonForm
    tone: str = "second"


STEPS = {
    Act.PUBLISH_OBSTACLE: Step(
        _("Publish the obstacle"),
        _("Everybody reads it; the answer is still owed."),
        forms.PlainForm,
        "",
    ),
    Act.HIDE_OBSTACLE: Step(_("Do not publish it"), _("Who sent it reads your reason.")),
    Act.REFUSE_OBSTACLE: Step(_("Answer why not"), _("Everybody reads your reason.")),
    Act.CONSULT: Step(
        _("Put it to consultation"),
        _("Everybody reads the newest version and may comment until the day that you name."),
        forms.ConsultForm,
        "",
    ),
    Act.CLOSE_CONSULTATION: Step(
        _("Close the consultation"),
        _("Every comment has been answered. The text goes on to adoption or is rewritten."),
        forms.PlainForm,
        "",
    ),
    Act.REVISE: Step(_("Rewrite it"), _("It is a draft again. Everybody reads your reason.")),
    Act.ADOPT: Step(
        _("Record the adoption"),
        _("The mechanism is law from the day that you name. Enter the document as it was signed."),
        forms.AdoptForm,
        "",
    ),
    Act.END: Step(
        _("Record its end"), _("Everybody reads why it has ended."), forms.EndForm, "danger"
    ),
    Act.WITHDRAW: Step(_("Withdraw the draft"), _("Everybody reads your reason."), tone="danger"),
    Act.RETURN: Step(
        _("Return the application"), _("The applicant reads what is missing and sends it again.")
    ),
    Act.ADMIT: Step(
        _("Admit the trial"),
        _("Scope, period, supervision and exit become public. Enter the decision as signed."),
        forms.DocumentForm,
        "",
    ),
    Act.REFUSE: Step(_("Refuse the trial"), _("The applicant reads your reason."), tone="danger"),
    Act.WITHDRAW_TRIAL: Step(
        _("Withdraw the application"), _("Nothing is decided on it."), forms.PlainForm
    ),
    Act.STOP: Step(_("Stop the trial"), _("Everybody reads your reason."), tone="danger"),
    Act.END_TRIAL: Step(
        _("End the trial"), _("Everybody reads what it has shown."), forms.EndTrialForm, ""
    ),
}


def offered(user, thing, page):
    """Return the acts that the page of a thing leads to: dicts of label, tone, url."""
    return [
        {
            "label": STEPS[act].button,
            "tone": STEPS[act].tone,
            "url": reverse(page, args=[thing.code, act.value]),
        }
        for act in rules.acts_for(user, thing)
        if act in STEPS
    ]


@login_required
def mechanism(request, code, act):
    thing = get_object_or_404(queries.mechanisms_for(request.user), code=code)
    return _act(request, thing, act, "policies:mechanism")


@login_required
def obstacle(request, code, act):
    thing = get_object_or_404(queries.obstacles_for(request.user), code=code)
    return _act(request, thing, act, "policies:obstacle")


@login_required
def trial(request, code, act):
    thing = get_object_or_404(queries.trials_for(request.user), code=code)
    return _act(request, thing, act, "policies:trial")


def _act(request, thing, act, page):
    if act not in Act.values or Act(act) not in STEPS:
        raise Http404
    chosen = Act(act)
    if not rules.may(request.user, thing, chosen):
        raise PermissionDenied
    gate = signature_required if WAYS[chosen].actor in SIGNING else second_factor_required
    return gate(_form)(request, thing, chosen, page)


def _form(request, thing, act, page):
    step = STEPS[act]
    form = step.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.advance(thing=thing, act=act, by=request.user, at=now(), **form.changes())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Done. Whoever it concerns and has an account is told."))
            return redirect(page, code=thing.code)
    shown = {"thing": thing, "step": step, "form": form, "back": reverse(page, args=[thing.code])}
    shown["list"], shown["list_url"] = LISTS[page][0], reverse(LISTS[page][1])
    return render_part(request, "policies/act.html", "form", shown, invalid=form.is_bound)
