"""The meeting of a council: called, attended, voted in, concluded, and its minutes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.challenges.actions import CannotMove
from cauhien.challenges.actions.initiative import CannotMoveFile
from cauhien.challenges.queries import challenges_for
from cauhien.review import actions, bridge, queries, rules
from cauhien.review.forms import (
    AttendanceForm,
    CallForm,
    MinutesForm,
    ProposalForm,
    TaskVoteForm,
    VoteForm,
)
from cauhien.review.models import Meeting
from cauhien.review.states import ON_TASK, Choice, CouncilKind, CouncilState
from cauhien.review.views.council import TABS
from cauhien.review.views.scores import OF_COUNCIL, council_of
from cauhien.ui.render import render_part


@second_factor_required(everyone=True)
def meeting(request, code, kind):
    """Show the meeting to whoever reads all of its minutes; everybody reads a part elsewhere."""
    council = council_of(request, code, kind)
    if not rules.may_see_minutes(request.user, council):
        raise Http404
    return render(request, "review/meeting/meeting.html", _whole_page(request, council))


@second_factor_required(everyone=True)
def call(request, code, kind):
    council = _run(request, code, kind)
    ahead = queries.meeting_ahead(council)
    names = ("starts_at", "where", "agenda", "short_notice")
    form = CallForm(
        request.POST or None,
        first=queries.first_day(council, localdate()),
        initial={name: getattr(ahead, name) for name in names} if ahead else None,
    )
    if form.is_valid():
        try:
            about = form.about()
            actions.call_meeting(council=council, about=about, by=request.user, at=now())
            messages.success(
                request, _("Called. The members are told, and the invitation is made.")
            )
            return redirect(council.url("meeting"))
        except actions.CannotMeet as refusal:
            form.add_error(refusal.field, str(refusal))
    page = page_of(council) | {"form": form, "meeting": ahead}
    return render_part(request, "review/meeting/call.html", "form", page, invalid=form.is_bound)


@second_factor_required(everyone=True)
def attendance(request, code, kind):
    ahead = run_ahead(request, code, kind)
    council = ahead.council
    gathering = queries.gathering_of(ahead)
    form = AttendanceForm(
        request.POST or None,
        seats=gathering.seats,
        initial={
            "present": [seat.code for seat in gathering.present],
            "authorised": next((one.code for one in gathering.present if one.is_authorised), ""),
        },
    )
    if form.is_valid():
        try:
            quorum = actions.record_attendance(
                meeting=ahead, **form.cleaned_data, by=request.user, at=now()
            )
            if quorum.is_met:
                messages.success(request, _("Recorded. There is a quorum."))
            else:
                messages.warning(request, _("Recorded. There is no quorum."))
            return redirect(council.url("meeting"))
        except actions.CannotMeet as refusal:
            form.add_error(refusal.field, str(refusal))
    page = page_of(council) | {"form": form, "meeting": ahead}
    template = "review/meeting/attendance.html"
    return render_part(request, template, "form", page, invalid=form.is_bound)


@second_factor_required(everyone=True)
def vote(request, code, kind):
    ahead = _ahead(request, code, kind)
    council = ahead.council
    seat = rules.voting_seat(request.user, ahead)
    if seat is None:
        raise PermissionDenied
    things = queries.voted_on(council)
    given = queries.choices_of(queries.gathering_of(ahead))
    initial = {one.code: given[one.code].get(seat.pk) for one in things}
    form_of = TaskVoteForm if kind == CouncilKind.DEFINITION else VoteForm
    form = form_of(request.POST or None, files=things, initial=initial)
    if form.is_valid():
        try:
            actions.vote(meeting=ahead, **form.given(), by=request.user, at=now())
            messages.success(request, _("Your votes are recorded."))
            return redirect(council.url("meeting"))
        except actions.CannotMeet as refusal:
            form.add_error(refusal.field, str(refusal))
    page = page_of(council) | {"form": form, "meeting": ahead}
    return render_part(request, "review/meeting/vote.html", "form", page, invalid=form.is_bound)


@signature_required
def propose(request, code, kind):
    ahead = _ahead(request, code, kind)
    council = ahead.council
    if not rules.may_propose(request.user, council, ahead):
        raise PermissionDenied
    files = queries.judged_files(council)
    standings, proposed = bridge.standings(council, files), queries.proposals_of(council)
    files.sort(key=lambda file: standings[file.code].place or len(files) + 1)
    form = ProposalForm(request.POST or None, files=files, initial=_initial(proposed))
    if form.is_valid():
        try:
            lines = form.lines()
            actions.propose(council=council, lines=lines, by=request.user, at=now())
            messages.success(request, _("Proposed. The secretary concludes with the minutes."))
            return redirect(council.url("meeting"))
        except actions.CannotPropose as refusal:
            form.refuse(refusal)
        except actions.CannotMeet as refusal:
            form.add_error(None, str(refusal))
    tallies = queries.tallies_of(queries.gathering_of(ahead), files)
    page = page_of(council) | {
        "form": form,
        "rows": [
            (file, fields, standings[file.code], tallies[file.code]) for file, fields in form.rows()
        ],
        "threshold": council.challenge.call.procedure.pass_threshold,
        "lots": _lots(council, standings, files),
    }
    return render_part(request, "review/meeting/propose.html", "form", page, invalid=form.is_bound)


@signature_required
def close(request, code, kind):
    """Write the minutes; end the meeting with them, with a conclusion or without."""
    ahead = run_ahead(request, code, kind)
    council = ahead.council
    initial = {"minutes": ahead.minutes, "public_minutes": ahead.public_minutes}
    form = MinutesForm(request.POST or None, kind=council.kind, initial=initial)
    if form.is_valid():
        try:
            return _closed(request, council, ahead, form)
        except actions.CannotMeet as refusal:
            form.add_error(refusal.field, str(refusal))
        except (CannotMove, CannotMoveFile) as refusal:
            form.add_error(None, str(refusal))
    page = page_of(council) | {
        "form": form,
        "meeting": ahead,
        "missing": actions.missing_for_conclusion(ahead),
    }
    return render_part(request, "review/meeting/close.html", "form", page, invalid=form.is_bound)


def _closed(request, council, ahead, form):
    """Do what the button that was pressed says; what was written is kept in any case."""
    who, then = {"by": request.user, "at": now()}, request.POST.get("then")
    ahead = actions.save_minutes(meeting=ahead, **form.written(), **who)
    if then == "conclude" and council.kind == CouncilKind.ACCEPTANCE:
        return redirect("pilots:conclude", code=council.challenge.code)
    if then == "conclude" and council.kind == CouncilKind.DEFINITION:
        return redirect(council.url("define"))
    if then == "conclude":
        actions.conclude(meeting=ahead, **who)
        messages.success(request, _("Concluded. The scores are locked and the minutes are made."))
    elif then == "adjourn":
        actions.adjourn(meeting=ahead, **who)
        messages.success(request, _("Ended without a conclusion. Call another meeting."))
    else:
        messages.success(request, _("Saved."))
        return redirect(council.url("close"))
    return redirect(council.url("meeting"))


def _lots(council, standings, files):
    """Return the groups of files among which the procedure lets lots be drawn."""
    by_code = {file.code: file for file in files}
    groups = bridge.groups_alike(standings) if council.challenge.call.procedure.lots else []
    return [[by_code[code] for code in group] for group in groups]


def _run(request, code, kind):
    council = council_of(request, code, kind)
    if not rules.may_run(request.user, council):
        raise PermissionDenied
    return council


def run_ahead(request, code, kind):
    ahead = _ahead(request, code, kind)
    if not rules.may_run(request.user, ahead.council):
        raise PermissionDenied
    return ahead


def _ahead(request, code, kind):
    """Return the meeting that was called and is not closed, with its council and the call."""
    ahead = Meeting.objects.filter(
        council__challenge__in=challenges_for(request.user),
        council__challenge__code=code,
        council__kind=kind,
        held_at=None,
    ).exclude(council__state=CouncilState.DISSOLVED)
    found = ahead.select_related(*(f"council__{name}" for name in OF_COUNCIL))
    if newest := found.order_by("-id").first():
        return newest
    raise Http404


def page_of(council):
    tab = TABS[CouncilKind(council.kind)]
    return {"challenge": council.challenge, "council": council, "tab": tab}


def _whole_page(request, council):
    user, meetings = request.user, queries.meetings_of(council)
    page = page_of(council) | {
        "meeting": meetings[-1] if meetings else None,
        "held": [one for one in meetings if one.held_at],
        "may_run": rules.may_run(user, council),
        "is_concluded": council.state == CouncilState.CONCLUDED,
        "may_see_standings": rules.may_see_standings(user, council),
    }
    if not meetings:
        return page
    newest = meetings[-1]
    newest.council = council
    gathering, is_on = queries.gathering_of(newest), rules.is_quorate(newest)
    is_on_files = council.kind == CouncilKind.SELECTION
    seat = None if page["may_run"] else rules.sitting_seat(user, council)
    return page | {
        "has_begun": newest.starts_at <= now(),
        "gathering": gathering,
        "may_vote": is_on and seat in gathering.present,
        "may_propose": is_on and is_on_files and seat is not None and seat == gathering.presiding,
        "rows": _rows(user, gathering, seat if is_on else None),
    }


def _rows(user, gathering, seat):
    """Return for each file that this user reads its Tally, what is proposed and their own vote.

    Who votes reads how others voted once they have voted, as with the scores.
    """
    council, choices = gathering.meeting.council, queries.choices_of(gathering)
    files = queries.judged_files_for(user, council)
    if council.kind == CouncilKind.DEFINITION:
        files = queries.voted_on(council)
    proposed = queries.proposals_of(council)
    tallies = queries.tallies_of(gathering, files, choices)
    own = {file.code: choices[file.code].get(seat.pk) for file in files} if seat else {}
    shows = all(own.values())
    words = ON_TASK if council.kind == CouncilKind.DEFINITION else dict(Choice.choices)
    return [
        {
            "file": file,
            "tally": tallies[file.code] if shows else None,
            "proposal": proposed.get(file.code),
            "own": words[own[file.code]] if own.get(file.code) else "",
        }
        for file in files
    ]


def _initial(proposed):
    return {
        f"{name}_{code}": getattr(row, name)
        for code, row in proposed.items()
        for name in ("outcome", "reserve_place", "reason")
    }
