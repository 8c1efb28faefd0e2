"""A member's own seat: the invitation and its answer, the declaration, the files, leaving."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.network.queries import own_person
from cauhien.notices.actions import CannotUse, opened_link
from cauhien.review import actions, queries
from cauhien.review.forms import AnswerForm, DeclareForm, ReasonForm
from cauhien.review.states import READERS, SeatState
from cauhien.ui.render import render_part


def own_seat(request, code):
    """Return the seat if it was offered to this user; nobody else learns that there is one."""
    return get_object_or_404(queries.own_seats(request.user), code=code)


@login_required
def seats(request):
    """All seats that were offered to this user."""
    page = {"seats": queries.own_seats(request.user), "person": own_person(request.user)}
    return render(request, "review/seats.html", page)


@login_required
def seat(request, code):
    """The seat as its holder sees it; the answer to the invitation is given here too."""
    found = own_seat(request, code)
    form = AnswerForm(request.POST or None)
    if found.state == SeatState.INVITED and form.is_valid():
        answer = {"seat": found, "by": request.user, "at": now()}
        try:
            if form.accepts:
                actions.accept(**answer)
            else:
                actions.decline(reason=form.cleaned_data["reason"], **answer)
            return redirect("review:seat", code=code)
        except actions.CannotSit as refusal:
            form.add_error(None, str(refusal))
    page = {
        "seat": found,
        "facts": queries.invitation_facts(found),
        "reviews": queries.reviews_of_seat(found, request.user),
        "files": queries.files_to_read(found),
        "form": form,
    }
    return render(request, "review/seat.html", page, status=422 if form.is_bound else 200)


def answer(request, token):
    """Answer an invitation by the link of its mail, without signing in."""
    try:
        link = opened_link(token, purpose=actions.PURPOSE, at=now())
    except CannotUse as refusal:
        return render(request, "review/answered.html", {"refusal": refusal}, status=410)
    found = get_object_or_404(queries.every_seat(), code=link.subject_code)
    if found.state != SeatState.INVITED:
        said = _("This invitation was answered already or taken back. Sign in to see more.")
        page = {"refusal": said, "seat": found}
        return render(request, "review/answered.html", page, status=410)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            found = actions.answer_from_mail(
                token=token,
                accepts=form.accepts,
                reason=form.cleaned_data["reason"],
                at=now(),
            )
            return render(request, "review/answered.html", {"seat": found})
        except (CannotUse, actions.CannotSit) as refusal:
            form.add_error(None, str(refusal))
    page = {"seat": found, "facts": queries.invitation_facts(found), "form": form}
    return render(request, "review/answer.html", page, status=422 if form.is_bound else 200)


@second_factor_required(everyone=True)
def declare(request, code):
    """Say of each team what ties one to it; only then does any file open."""
    found = own_seat(request, code)
    if found.state != SeatState.DECLARING:
        raise PermissionDenied
    form = DeclareForm(request.POST or None, teams=queries.teams_to_declare(found))
    if form.is_valid():
        try:
            actions.declare(
                seat=found,
                ties=form.ties(),
                keeps_secret=form.cleaned_data["keeps_secret"],
                by=request.user,
                at=now(),
            )
            return redirect("review:seat", code=code)
        except actions.CannotSit as refusal:
            form.add_error(None, str(refusal))
    page = {"seat": found, "form": form}
    return render_part(request, "review/declare.html", "form", page, invalid=form.is_bound)


@login_required
def leave(request, code):
    found = own_seat(request, code)
    if found.state != SeatState.DECLARING and found.state not in READERS:
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.leave(seat=found, reason=form.cleaned_data["reason"], by=request.user, at=now())
            messages.success(request, _("You have left the council."))
            return redirect("review:seat", code=code)
        except actions.CannotSit as refusal:
            form.add_error(None, str(refusal))
    page = {"seat": found, "form": form}
    return render(request, "review/leave.html", page, status=422 if form.is_bound else 200)
