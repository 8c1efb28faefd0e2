"""The list of meetings, the page of one, and the answer from a mail."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.middleware import second_factor_required
from cauhien.meetings import actions, queries, rules
from cauhien.meetings.states import ANSWERS, MeetingState
from cauhien.meetings.views.steps import ANSWER_STEPS, OFFICE_STEPS, offered
from cauhien.notices.actions import CannotUse, opened_link, preference_of
from cauhien.ui.filters import page_of


@login_required
@second_factor_required
def meetings(request):
    """Show the meetings that one is invited to, one's office calls, or everybody may read of."""
    secret = preference_of(request.user).secret
    feed = reverse("meetings:own_calendar", args=[secret])
    page = {
        "may_call": rules.may_call(request.user),
        "page": page_of(queries.meetings_for(request.user), request.GET.get("page")),
        "feed": request.build_absolute_uri(feed),
    }
    return render(request, "meetings/meetings.html", page)


@second_factor_required(when=queries.is_closed)
def meeting(request, code):
    """Show a meeting: whole to its office and the invited; agenda and minutes to everybody."""
    user, at = request.user, now()
    found = get_object_or_404(queries.meetings_for(user), code=code)
    own = queries.own_invitation(user, found)
    runs = rules.runs(user, found)
    page = {
        "meeting": found,
        "about": queries.thing_about(found.about_kind, found.about_code, user),
        "group": queries.group_of(found),
        "agenda": found.agenda.all(),
        "is_minuted": found.state in (MeetingState.MINUTED, MeetingState.CONFIRMED),
        "reads_whole": queries.is_closed(request, code),
        "runs": runs,
        "steps": offered(user, found, OFFICE_STEPS, at) if runs else [],
        "own": own,
        "answers": offered(user, own, ANSWER_STEPS, at) if own else [],
        "guests": _guests(found, runs),
    }
    return render(request, "meetings/meeting.html", page)


def _guests(meeting, runs):
    """The office sees whom it has chosen too; the invited see one another."""
    return queries.invitations_to(meeting) if runs else queries.guests_of(meeting)


def answer(request, token):
    """Answer an invitation by the link of its mail, without signing in."""
    at = now()
    try:
        link = opened_link(token, purpose=actions.PURPOSE, at=at)
    except CannotUse as refusal:
        return render(request, "meetings/answered.html", {"refusal": refusal}, status=410)
    found = get_object_or_404(queries.invitations_by_link(), code=link.subject_code)
    page = {"invitation": found, "meeting": found.meeting, "steps": ANSWER_STEPS}
    act = ANSWER_STEPS.get(request.POST.get("answer", ""))
    if act and act.act in ANSWERS:
        try:
            done = actions.answer_from_mail(token=token, act=act.act, at=at)
        except (CannotUse, actions.CannotMove) as refusal:
            return render(request, "meetings/answered.html", {"refusal": refusal}, status=409)
        return render(request, "meetings/answered.html", page | {"invitation": done})
    return render(request, "meetings/answer.html", page)
