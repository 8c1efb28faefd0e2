"""The files of a call as somebody sees them, and the opening of sealed ones by two people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.challenges import queries
from cauhien.challenges.actions.initiative import opening as actions
from cauhien.challenges.queries.initiative import initiatives_of
from cauhien.challenges.queries.initiative.duplicates import (
    has_comparison_failed,
    is_being_compared,
    undecided_of,
)
from cauhien.challenges.queries.initiative.opening import opening_of
from cauhien.challenges.queries.initiative.screening import WAITING
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.rules.duplicate import may_compare
from cauhien.challenges.states import InitiativeState, Part, State
from cauhien.challenges.views.case import load as load_challenge

BEFORE_CLOSING = (State.DEFINED, State.OPEN)


def _is_staff(request, code):
    return rules.opening_role(request.user) is not None if request.user.is_authenticated else False


@second_factor_required(when=_is_staff)
def files(request, code):
    """List the files of a call that this user knows of; a title is in their summary."""
    challenge = load_challenge(request, code)
    call = queries.call_of(challenge)
    if call is None:
        raise Http404
    is_titled = ExpressionWrapper(rules.seen(request.user, Part.SUMMARY), BooleanField())
    found = list(initiatives_of(challenge, request.user).annotate(is_titled=is_titled))
    known = opening_of(challenge) if _is_staff(request, code) else None
    for file in found:
        file.is_titled = file.is_titled and bool(file.title_vi)
        file.shown_state = rules.shown_state(request.user, file)
    page = {
        "challenge": challenge,
        "call": call,
        "files": found,
        "is_sealed": call.procedure.sealed,
        "is_closed": challenge.state not in BEFORE_CLOSING,
        "opening": known,
        "may_compare": request.user.is_authenticated and may_compare(request.user),
        "may_open": _waits_for(request.user, challenge, call, known),
        "screening": _screening(request.user, challenge, found),
    }
    return render(request, "challenges/initiative/files.html", page)


@signature_required
def opening(request, code):
    """Agree to the opening; the second of the two opens all files."""
    challenge = load_challenge(request, code)
    call = queries.call_of(challenge)
    if call is None or not call.procedure.sealed:
        raise Http404
    if not rules.may_open(request.user, challenge):
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        try:
            found = actions.accept_opening(challenge=challenge, by=request.user, at=now())
        except actions.CannotOpen as refused:
            refusal = str(refused)
        else:
            done = _("The files are open, and the minutes are made.")
            waits = _("You have agreed. The files open when the other person agrees too.")
            messages.success(request, done if found.is_done else waits)
            return redirect("challenges:files", code=code)
    page = {"challenge": challenge, "call": call, "opening": opening_of(challenge)}
    page |= {"refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "challenges/initiative/opening.html", page, status=status)


def _screening(user, challenge, files):
    """Return how far the screening is, for whom it may end by giving the files to the council."""
    opened = [file for file in files if file.opened_at]
    if challenge.state != State.SCREENING or not rules.may_give_to_council(user, challenge):
        return None
    waiting = [file for file in opened if file.state in WAITING]
    eligible = [file for file in opened if file.state == InitiativeState.ELIGIBLE]
    counts = {"waiting": len(waiting), "eligible": len(eligible), "opened": len(opened)}
    if waiting or not eligible:
        return counts
    if is_being_compared(challenge):
        return counts
    if has_comparison_failed(challenge):
        return counts | {"has_failed": True}
    return counts | {"is_compared": True, "is_alike": undecided_of(eligible).exists()}


def _waits_for(user, challenge, call, opening):
    """Return whether sealed files wait to be opened and this user is one who may."""
    if challenge.state != State.SCREENING or not call.procedure.sealed:
        return False
    is_done = opening is not None and opening.is_done
    return not is_done and user.is_authenticated and rules.may_open(user, challenge)
