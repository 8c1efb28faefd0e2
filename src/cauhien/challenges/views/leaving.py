"""Steps that go back or end a problem, each with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.forms.problem import ReasonForm
from cauhien.challenges.views.case import load
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Step:
    """One such step: who may do it, what does it, and the words of its page."""

    may: Callable
    act: Callable
    heading: str | Promise
    says: str | Promise
    read_by: str | Promise
    button: str | Promise
    done: str | Promise


RETURN = Step(
    may=rules.may_return,
    act=actions.return_challenge,
    heading=_("Return it with a reason"),
    says=_("It becomes a draft of its office again."),
    read_by=_("The office reads it beside its draft, and it stays in the log."),
    button=_("Return it"),
    done=_("Returned to the office with your reason."),
)
TAKE_BACK = Step(
    may=rules.may_take_back,
    act=actions.take_back,
    heading=_("Take it back"),
    says=_(
        "It becomes a draft of your office again. Whoever it waits for is told. "
        "Sent anew, it is frozen and signed anew."
    ),
    read_by=_("Whoever it waited for reads it, and it stays in the log."),
    button=_("Take it back"),
    done=_("Taken back. It is a draft of your office again."),
)
REVISE = Step(
    may=rules.may_revise,
    act=actions.revise_call,
    heading=_("Open the definition again"),
    says=_("The call goes back to triage and can be changed. It is frozen anew afterwards."),
    read_by=_("The office that owns the problem reads it, and it stays in the log."),
    button=_("Open it again"),
    done=_("The call can be changed again."),
)
REFUSE = Step(
    may=rules.may_refuse,
    act=actions.refuse_challenge,
    heading=_("Refuse it"),
    says=_("The problem ends here and is published as refused, with the reason."),
    read_by=_("Everybody reads it, and it stays in the log."),
    button=_("Refuse it"),
    done=_("Refused with your reason."),
)
WITHDRAW = Step(
    may=rules.may_withdraw,
    act=actions.withdraw_challenge,
    heading=_("Withdraw it"),
    says=_(
        "The problem ends here and cannot be taken up again. It stays countable; "
        "what was public about it stays public."
    ),
    read_by=_("It stays in the log. If the problem was published, everybody reads it."),
    button=_("Withdraw it"),
    done=_("Withdrawn with your reason."),
)


@login_required
def give_back(request, code):
    return _page(request, code, RETURN)


@login_required
def take_back(request, code):
    return _page(request, code, TAKE_BACK)


@login_required
def revise(request, code):
    return _page(request, code, REVISE)


@signature_required
def refuse(request, code):
    return _page(request, code, REFUSE)


@signature_required
def withdraw(request, code):
    return _page(request, code, WITHDRAW)


def _page(request, code, step):
    challenge = load(request, code)
    if not step.may(request.user, challenge):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, read_by=step.read_by)
    if form.is_valid():
        try:
            step.act(
                challenge=challenge, by=request.user, at=now(), reason=form.cleaned_data["reason"]
            )
        except actions.CannotMove as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, step.done)
            return redirect(*_next_page(request.user, code))
    page = {"challenge": challenge, "form": form, "step": step}
    return render_part(request, "challenges/leave.html", "form", page, invalid=form.is_bound)


def _next_page(user, code):
    """Return where one goes on: to the case while one may still see it, else to the list."""
    if queries.challenges_for(user).filter(code=code).exists():
        return "challenges:detail", code
    return ("challenges:list",)
