"""The tab "Council" of a case file: asking for one, and what the engine answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.challenges.queries import call_of, cases_for, task_for
from cauhien.challenges.rules import asks_for_definition
from cauhien.review import actions, bridge, queries, rules
from cauhien.review.forms import AskForm, InviteForm, PlaceForm, ReasonForm, RemoveForm
from cauhien.review.models import Finding, Seat
from cauhien.review.states import CouncilKind, SeatState
from cauhien.ui.render import render_part

# The tab of the case file below which the pages of a council stand.
TABS = {
    CouncilKind.DEFINITION: "definition",
    CouncilKind.SELECTION: "council",
    CouncilKind.ACCEPTANCE: "pilot",
}


def case(request, code):
    """Return the problem with its office if this user may see it."""
    return get_object_or_404(cases_for(request.user), code=code)


def is_known(user, council):
    """Return whether a user may know before the decision that there is this council."""
    return queries.councils_for(user).filter(pk=council.pk).exists()


def refused(user, council):
    """Return how somebody is refused: who may not know of a council is not told of it by that."""
    return PermissionDenied() if is_known(user, council) else Http404()


def council(request, code, kind):
    challenge = case(request, code)
    found = queries.council_of(challenge, kind)
    if kind == CouncilKind.DEFINITION and not (found or asks_for_definition(challenge)):
        raise Http404
    sees_whole = bool(found) and rules.may_see_whole(request.user, found)
    page = {
        "challenge": challenge,
        "kind": kind,
        "tab": TABS[kind],
        "council": found if sees_whole or (found and is_known(request.user, found)) else None,
        "call": getattr(challenge, "call", None),
        "may_form": rules.may_form(request.user, challenge, kind),
        "may_keep_experts": rules.may_keep_experts(request.user),
    }
    if kind == CouncilKind.DEFINITION and found:
        page |= _task(request.user, found)
    if sees_whole:
        declared = rules.may_see_declarations(request.user, found)
        shown = queries.shown_council(found, declared=declared)
        may_change = rules.may_change(request.user, found)
        page |= {
            "shown": shown,
            "may_change": may_change,
            "may_invite": may_change and shown.has_proposed,
            "sees_reasons": declared,
            "may_ask_outside": rules.may_ask_outside(request.user, found),
        }
    elif found and rules.may_know_who_sat(found):
        page |= {"sat": queries.who_sat(found), "outside": queries.outside_seats(found)}
    return render_part(request, "review/council.html", "proof", page)


def _task(user, council):
    """Return the task that was defined, as far as this user reads it, and who may have it again."""
    return {
        "task": task_for(user, council.challenge),
        "may_take_up": rules.may_take_up(user, council),
    }


@login_required
def log(request, code, kind):
    """Show what was done with a council to whoever may read what was declared."""
    challenge = case(request, code)
    found = queries.council_of(challenge, kind)
    if found is None or not rules.may_see_declarations(request.user, found):
        raise PermissionDenied
    page = {"challenge": challenge, "council": found, "lines": queries.log_of(found)}
    return render(request, "review/log.html", page)


@login_required
def by_code(request, code):
    """Lead from the code of a council to the case it belongs to."""
    found = get_object_or_404(queries.councils_for(request.user), code=code)
    return redirect(found.url())


@login_required
def ask(request, code, kind):
    """Ask for a council; the engine answers while one waits."""
    challenge = case(request, code)
    if not rules.may_form(request.user, challenge, kind):
        raise PermissionDenied
    call = call_of(challenge)
    form = AskForm(request.POST or None, procedure=call.procedure, kind=kind, on=localdate())
    page = {"challenge": challenge, "kind": kind, "call": call, "form": form}
    if form.is_valid():
        wish = form.wish()
        try:
            actions.form_council(challenge=challenge, wish=wish, by=request.user, at=now())
            return redirect("review:council", code=code, kind=kind)
        except actions.CannotForm as refusal:
            form.add_error(None, str(refusal))
            roles = bridge.roles_asked(queries.law_of(call.procedure, kind), wish.size)
            words = {role: queries.role_in_words(role, number) for role, number in roles.items()}
            page["demands"], page["sums"] = queries.refusal_in_words(refusal, words)
    page["before"] = queries.council_of(challenge, kind)
    page["experts"] = queries.experts_for_asking().count()
    return render_part(request, "review/ask.html", "form", page, invalid=form.is_bound)


@login_required
def invite(request, code, kind):
    """Invite whoever is proposed: by when they answer, what they get."""
    challenge = case(request, code)
    found = queries.council_of(challenge, kind)
    if found is None or not rules.may_invite(request.user, found):
        raise PermissionDenied
    form = InviteForm(request.POST or None, council=found, on=localdate())
    if form.is_valid():
        try:
            actions.invite_council(council=found, offer=form.offer(), by=request.user, at=now())
            messages.success(request, _("The invitations are on their way."))
            return redirect(found.url())
        except actions.CannotForm as refusal:
            form.add_error(None, str(refusal))
    page = {
        "challenge": challenge,
        "council": found,
        "files": len(queries.files_of(challenge, kind)),
        "form": form,
        "seats": [one for one in queries.seats_to_change(found) if one.state == SeatState.PROPOSED],
    }
    return render_part(request, "review/invite.html", "form", page, invalid=form.is_bound)


@login_required
def place(request, code):
    """Give a seat to another person by hand."""
    seat = get_object_or_404(Seat.objects.select_related("council__challenge", "person"), code=code)
    challenge = case(request, seat.council.challenge.code)
    if not rules.may_place(request.user, seat):
        raise refused(request.user, seat.council)
    form = PlaceForm(request.POST or None, council=seat.council, seat=seat)
    if form.is_valid():
        try:
            actions.place_seat(
                seat=seat,
                person=form.chosen(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
            )
            return redirect(seat.council.url())
        except actions.CannotForm as refusal:
            form.add_error("person", str(refusal))
    page = {"challenge": challenge, "council": seat.council, "seat": seat, "form": form}
    return render_part(request, "review/place.html", "form", page, invalid=form.is_bound)


@login_required
def remove(request, code):
    """Take a member off the council, with the reason; the stand-in is asked."""
    seat = get_object_or_404(Seat.objects.select_related("council__challenge", "person"), code=code)
    challenge = case(request, seat.council.challenge.code)
    if not rules.may_remove(request.user, seat):
        raise refused(request.user, seat.council)
    form = RemoveForm(request.POST or None)
    if form.is_valid():
        act = actions.exclude if form.cleaned_data["is_conflict"] else actions.leave
        try:
            act(seat=seat, reason=form.cleaned_data["reason"], by=request.user, at=now())
            return redirect(seat.council.url())
        except actions.CannotSit as refusal:
            form.add_error(None, str(refusal))
    page = {"challenge": challenge, "council": seat.council, "seat": seat, "form": form}
    return render_part(request, "review/remove.html", "form", page, invalid=form.is_bound)


@login_required
def lift(request, code):
    """Say why a conflict that only a name suggests is none."""
    finding = get_object_or_404(
        Finding.objects.select_related("council__challenge", "person", "initiative"), code=code
    )
    challenge = case(request, finding.council.challenge.code)
    if not rules.may_change(request.user, finding.council):
        raise refused(request.user, finding.council)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.waive(
                finding=finding, text=form.cleaned_data["reason"], by=request.user, at=now()
            )
            messages.success(request, _("Lifted, and written into the log."))
            return redirect(finding.council.url())
        except actions.CannotWaive as refusal:
            form.add_error(None, str(refusal))
    page = {
        "challenge": challenge,
        "council": finding.council,
        "finding": finding,
        "words": queries.reason_in_words(finding),
        "form": form,
    }
    return render_part(request, "review/lift.html", "form", page, invalid=form.is_bound)


@login_required
def dissolve(request, code, kind):
    challenge = case(request, code)
    found = queries.council_of(challenge, kind)
    if found is None or not rules.may_change(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.dissolve_council(
                council=found, reason=form.cleaned_data["reason"], by=request.user, at=now()
            )
            messages.success(request, _("The council is dissolved."))
            return redirect(found.url())
        except actions.CannotForm as refusal:
            form.add_error(None, str(refusal))
    page = {"challenge": challenge, "council": found, "form": form}
    return render(request, "review/dissolve.html", page, status=422 if form.is_bound else 200)
