"""Before a file is sent: what is missing, where it names its team, how it reads; and sending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges.actions.initiative import sending as actions
from cauhien.challenges.actions.initiative.choices import choose_shown
from cauhien.challenges.actions.initiative.steps import CannotMoveFile
from cauhien.challenges.forms.initiative.sending import SendForm, WithdrawForm
from cauhien.challenges.queries.initiative import readiness
from cauhien.challenges.queries.initiative.content import draft_content
from cauhien.challenges.queries.initiative.naming import named_places
from cauhien.challenges.queries.initiative.screening import is_confirmed
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.states import InitiativeState
from cauhien.challenges.views.initiative.case import load_own


@login_required
def check(request, code):
    """Show all that is to be known before sending; send when it is wanted."""
    received_at = now()
    initiative = load_own(request, code)
    found = _found(initiative)
    asked = {"incomplete": found["is_incomplete"], "named": bool(found["named"])}
    if request.method == "POST":
        if not rules.may_submit(request.user, initiative, received_at):
            raise PermissionDenied
        form = SendForm(request.POST, **asked)
        if form.is_valid():
            return _send(request, initiative, form, found, received_at)
        return _page(request, initiative, form, found, invalid=True)
    return _page(request, initiative, SendForm(**asked), found)


def _send(request, initiative, form, found, received_at):
    try:
        receipt = actions.submit_initiative(
            initiative=initiative, by=request.user, at=received_at, named=len(found["named"])
        )
    except CannotMoveFile as refusal:
        form.add_error(None, str(refusal))
        return _page(request, initiative, form, found, invalid=True)
    messages.success(request, _("Sent. This is your receipt."))
    return redirect("challenges:initiative_receipt", code=initiative.code, receipt=receipt.code)


@login_required
def withdraw(request, code):
    initiative = load_own(request, code)
    if not rules.may_move_initiative(request.user, initiative, InitiativeState.WITHDRAWN):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        said = {"by": request.user, "at": now(), "reason": form.cleaned_data["reason"]}
        try:
            actions.withdraw_initiative(initiative=initiative, **said)
        except CannotMoveFile as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken back."))
            return redirect("challenges:initiative", code=code)
    page = {"initiative": initiative, "challenge": initiative.challenge, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/initiative/withdraw.html", page, status=status)


@login_required
@require_POST
def shown(request, code):
    """Say whether the file is shown though it is not chosen."""
    initiative = load_own(request, code)
    is_shown = request.POST.get("is_shown") == "yes"
    try:
        choose_shown(initiative=initiative, by=request.user, at=now(), is_shown=is_shown)
    except CannotMoveFile as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("Saved."))
    return redirect("challenges:initiative", code=code)


def _found(initiative):
    texts = readiness.missing_in(initiative)
    documents = readiness.missing_documents(initiative)
    is_blind = initiative.challenge.call.procedure.blind
    return {
        "missing_texts": texts,
        "missing_documents": documents,
        "is_incomplete": bool(texts or documents),
        "yet_to_agree": readiness.yet_to_agree(initiative),
        "named": named_places(initiative) if is_blind else [],
        "is_confirmed": is_confirmed(initiative),
    }


def _page(request, initiative, form, found, *, invalid=False):
    page = found | {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "content": draft_content(initiative),
        "may_submit": rules.may_submit(request.user, initiative, now()),
        "may_write": rules.may_write(request.user, initiative, now()),
        "form": form,
    }
    status = 422 if invalid else 200
    return render(request, "challenges/initiative/check.html", page, status=status)
