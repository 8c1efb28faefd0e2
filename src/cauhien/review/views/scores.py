"""A member's review of a file; how the files stand; what was written of one."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.actions.initiative.documents import CannotRead, note_reading
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.rules.initiative import sight
from cauhien.challenges.states import Part
from cauhien.core.codes import random_code
from cauhien.review import actions, bridge, queries, rules
from cauhien.review.forms import NoteForm, ReviewForm
from cauhien.review.models import Council
from cauhien.review.states import CouncilKind, CouncilState, ReviewState
from cauhien.review.views.council import is_known
from cauhien.ui.open_form import open_form

TEMPLATE = "review/scores/review.html"
OF_COUNCIL = ("challenge__office__organisation", "challenge__call__procedure")


def reading(view):
    """Let a view show a file past the doors; whom one closes it to is led to their seats."""

    @second_factor_required(everyone=True)
    @wraps(view)
    def read(request, code, **place):
        try:
            return view(request, code, **place)
        except CannotRead as refusal:
            messages.error(request, str(refusal))
            return redirect("review:seats")

    return read


@reading
def review(request, code):
    """Write the review of one file; once it is submitted, read it, or change it with a reason."""
    found = get_object_or_404(queries.whole_reviews_for(request.user), code=code)
    is_change = found.state == ReviewState.SUBMITTED
    is_read = found.state == ReviewState.LOCKED or (is_change and "change" not in request.GET)
    if is_read or not rules.may_write_review(request.user, found):
        return _to_file(found)
    form = ReviewForm.of(
        found,
        request.POST or None,
        criteria=queries.criteria_of(found.seat.council),
        is_change=is_change,
    )
    if request.method != "POST":
        return _page(request, found, form)
    return _change(request, found, form) if is_change else _save(request, found, form)


@require_POST
def autosave(request, code):
    """Keep what can be kept of a draft that is still being written, and say when it was."""
    if not request.user.is_authenticated:
        return render(request, f"{TEMPLATE}#signed_out", status=409)
    return _autosaved(request, code)


@second_factor_required(everyone=True)
def _autosaved(request, code):
    received_at = now()
    found = get_object_or_404(queries.whole_reviews_for(request.user), code=code)
    form = ReviewForm.of(found, request.POST, criteria=queries.criteria_of(found.seat.council))
    form.is_valid()  # what is not yet valid stays in the page and is named in the answer
    try:
        kept = _keep(request, found, form, received_at)
    except actions.ReviewedElsewhere as clash:
        return render(request, f"{TEMPLATE}#clash", {"other": clash.review}, status=409)
    except actions.CannotReview as refusal:
        return render(request, f"{TEMPLATE}#refused", {"refusal": refusal}, status=409)
    page = {"review": kept, "form": form, "saved_at": received_at}
    return render(request, f"{TEMPLATE}#saved", page)


@second_factor_required(everyone=True)
def scores(request, code, kind):
    """Show how the files of a call stand, to whoever may know."""
    council = council_of(request, code, kind)
    if not rules.may_see_standings(request.user, council):
        raise PermissionDenied if is_known(request.user, council) else Http404
    found = queries.files_scored(council, request.user)
    submitted, asked, outside = queries.progress_of(council)
    page = {
        "challenge": council.challenge,
        "council": council,
        "procedure": council.challenge.call.procedure,
        "rows": _rows(council, found),
        "limit": queries.limit_of(council),
        "submitted": submitted,
        "asked": asked,
        "outside": outside,
    }
    return render(request, "review/scores/scores.html", page)


@reading
def file(request, code, initiative):
    """Show what was written of one file; who presides adds what was said in the discussion."""
    council = council_of(request, code, CouncilKind.SELECTION)
    found = queries.scores_of(council, request.user)
    one = next((one for one in found if one.initiative.code == initiative), None)
    if one is None:
        return _own_first(request, council, initiative)
    seen = sight(request.user, one.initiative)
    if seen.has(Part.CONTENT) and not seen.is_team:
        note_reading(initiative=one.initiative, by=request.user, at=now())
    page = _file_page(request, council, one, seen)
    may_note = page["seat"] and rules.may_note(request.user, council)
    form = NoteForm(request.POST or None) if may_note else None
    if form and form.is_valid():
        try:
            actions.note_discussion(
                council=council,
                initiative=one.initiative,
                text=form.cleaned_data["text"],
                by=request.user,
                at=now(),
            )
            messages.success(request, _("Recorded. It stands in the minutes."))
            return redirect(request.path)
        except actions.CannotMeet as refusal:
            form.add_error(None, str(refusal))
    page["form"] = form
    invalid = bool(form and form.is_bound)
    return render(request, "review/scores/file.html", page, status=422 if invalid else 200)


def council_of(request, code, kind):
    """Return the council of a kind of a case that this user may see, with the call."""
    councils = Council.objects.filter(challenge__in=challenges_for(request.user), kind=kind)
    councils = councils.exclude(state=CouncilState.DISSOLVED).select_related(*OF_COUNCIL)
    return get_object_or_404(councils, challenge__code=code)


def _save(request, review, form):
    received_at = now()
    if not form.is_valid():
        form.focus_first_error()
        return _page(request, review, form, status=422)
    try:
        kept = _keep(request, review, form, received_at)
        if request.POST.get("then") != "submit":
            messages.success(request, _("Saved."))
            return redirect("review:review", code=kept.code)
        actions.submit_review(review=kept, by=request.user, at=received_at)
    except actions.ReviewedElsewhere as clash:
        page = {"other": clash.review, "differences": form.differences()}
        return _page(request, clash.review, form, status=409, **page)
    except actions.CannotReview as refusal:
        if not rules.may_write_review(request.user, review):
            messages.error(request, str(refusal))
            return redirect("review:seat", code=review.seat.code)
        form.refuse(refusal)
        return _page(request, kept, form, status=422)
    if review.seat.is_outside:
        said = _("Submitted. The council reads it once its members have given their own.")
    else:
        said = _("Submitted. You can read now what others wrote of this file.")
    messages.success(request, said)
    return _to_file(review)


def _change(request, review, form):
    received_at = now()
    if form.is_valid():
        try:
            actions.change_review(
                review=review,
                by=request.user,
                at=received_at,
                written=form.written(),
                reason=form.cleaned_data["change_reason"],
                form=open_form(request),
            )
            messages.success(request, _("Changed. Your reason stands beside it."))
            return _to_file(review)
        except actions.ReviewedElsewhere as clash:
            page = {"other": clash.review, "differences": form.differences()}
            return _page(request, clash.review, form, status=409, **page)
        except actions.CannotReview as refusal:
            form.refuse(refusal)
    return _page(request, review, form, status=422)


def _keep(request, review, form, at):
    return actions.write_review(
        review=review, by=request.user, at=at, written=form.written(), form=open_form(request)
    )


def _page(request, review, form, *, status=200, **page):
    user, initiative = request.user, review.initiative
    note_reading(initiative=initiative, by=user, at=now())
    page = {
        "review": review,
        "challenge": review.seat.council.challenge,
        "initiative": initiative,
        "content": queries.file_as_read(user, initiative),
        "form": form,
        "token": open_form(request).token or random_code(),
        "revision": review.revision,
        "is_change": review.state == ReviewState.SUBMITTED,
    } | page
    return render(request, TEMPLATE, page, status=status)


def _to_file(review):
    challenge = review.seat.council.challenge
    return redirect("review:file", code=challenge.code, initiative=review.initiative.code)


def _own_first(request, council, initiative):
    """Refuse a member who has not submitted their own review, and say where it is written."""
    seat = rules.reading_seat(request.user, council)
    own = seat and queries.reviews_of_seat(seat, request.user)
    waiting = own.filter(initiative__code=initiative).first() if own is not None else None
    if waiting is None:
        raise Http404
    page = {"challenge": council.challenge, "review": waiting}
    return render(request, "review/scores/own_first.html", page, status=403)


def _rows(council, found):
    """Return [(FileScores, Standing, files it cannot be told from)]."""
    standings = bridge.standings(council)
    files = {one.initiative.code: one.initiative for one in found}
    rows = [
        (
            one,
            standings[one.initiative.code],
            [files[code] for code in standings[one.initiative.code].alike if code in files],
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: (row[1].place or len(rows) + 1, row[0].initiative.pk))


def _in_order(reviews, sees_names):
    """Return the reviews so that their order tells nobody whose they are, but who may know it."""
    return reviews if sees_names else sorted(reviews, key=lambda each: each.code)


def _file_page(request, council, one, seen):
    user, initiative = request.user, one.initiative
    is_staff = rules.is_staff(user, council.challenge, rules.SEES_COUNCILS)
    reader = None if is_staff else rules.reading_seat(user, council)
    seat = rules.sitting_seat(user, council) if reader else None
    sees_names = is_staff or seat is not None
    every = (*one.reviews, *one.outside)
    own = next((each for each in every if reader and each.seat_id == reader.pk), None)
    if own:
        own.seat.council = council  # on which the seat is known already
    levels, limit = council.challenge.call.procedure.levels, queries.limit_of(council)
    totals, outside = (
        [(each, queries.total(each, levels)) for each in _in_order(reviews, sees_names)]
        for reviews in (one.reviews, one.outside)
    )
    points = [given for _, given in totals]
    return {
        "challenge": council.challenge,
        "council": council,
        "initiative": initiative,
        "is_titled": seen.has(Part.SUMMARY),
        "standing": bridge.standing_alone(points, limit=limit) if points else None,
        "reviews": totals,
        "outside": outside,
        "levels": levels,
        "own": own,
        "seat": seat,
        "may_change": bool(own) and rules.may_write_review(user, own, seen),
        "notes": [] if seen.is_team else one.notes,
        "limit": limit,
        "sees_names": sees_names,
        "is_team": seen.is_team,
        "is_outside": reader is not None and reader.is_outside,
    }
