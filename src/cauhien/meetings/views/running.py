"""A meeting is prepared, called, changed and minuted by its office; invitations are answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.meetings import actions, forms, queries, rules
from cauhien.meetings.states import ANSWERS, Act, MeetingState
from cauhien.meetings.views.steps import ANSWER_STEPS, OFFICE_STEPS
from cauhien.ui.render import render_part


@login_required
@second_factor_required
def new(request, kind="", code=""):
    """Prepare a meeting, perhaps about a thing that the address names."""
    if not rules.may_call(request.user):
        raise PermissionDenied
    about = queries.thing_about(kind, code, request.user)
    if kind and about is None:
        raise Http404
    offices = queries.offices_to_call_in(request.user)
    begun = {"group": request.GET.get("group", "")} | _beginning(about)
    form = forms.MeetingForm(
        _sent(request), initial=begun, offices=offices, asks_group=about is None
    )

    def plan():
        group = form.cleaned_data.get("group")
        met_about = (queries.GROUP, group) if group else (kind, code)
        given = {"office": form.cleaned_data["office"], "about": met_about}
        made = actions.plan_meeting(written=form.written(), by=request.user, at=now(), **given)
        messages.success(request, _("Written. Choose now whom to invite."))
        return redirect("meetings:invite", code=made.code)

    lead = _("Nobody is told before you send the invitations.")
    return _page(request, form, plan, (_("New meeting"), _("Choose members"), lead))


@login_required
@second_factor_required
def change(request, code):
    found = _run(request, code, Act.CHANGE)
    said = {name: getattr(found, name) for name in ("title", "starts_at", "ends_at", "where")}
    said["agenda"] = "\n".join(str(point) for point in found.agenda.all())
    form = forms.MeetingForm(_sent(request), initial=said)

    def change():
        written = form.written()
        actions.change_meeting(meeting=found, written=written, by=request.user, at=now())
        return _back(found)

    lead = _("Once invitations are sent, a change asks everybody anew.")
    return _page(request, form, change, (_("Change the meeting"), _("Save"), lead), found)


@login_required
@second_factor_required
def invite(request, code):
    """Choose members; those near to what the meeting is about stand first."""
    found = _run(request, code, Act.CHANGE)
    people, near = queries.to_invite(request.user, found)
    form = forms.ChoiceForm(_sent(request), people=people, near=near)

    def choose():
        people = form.cleaned_data["people"]
        actions.choose(meeting=found, people=people, by=request.user, at=now())
        return _back(found)

    lead = _("Members who have taken their page over as their own can be invited here.")
    return _page(request, form, choose, (_("Choose members"), _("Add them"), lead), found)


@login_required
@second_factor_required
def minutes(request, code):
    found = _run(request, code, Act.MINUTE)
    points, guests = list(found.agenda.all()), list(queries.guests_of(found))
    said = _minuted(found, points, guests)
    form = forms.MinutesForm(_sent(request), initial=said, points=points, guests=guests)

    def write():
        minutes = form.minutes()
        actions.write_minutes(meeting=found, minutes=minutes, by=request.user, at=now())
        messages.success(request, _("Written. The invited may remark on the minutes."))
        return _back(found)

    heading = _("Write the minutes")
    lead = _("The invited read them and may remark on them before you confirm them.")
    if found.state == MeetingState.MINUTED:
        heading = _("Change the minutes")
        lead = _(
            "What you save takes the place of what the invited have read; they are told and may"
            " remark on it. Their remarks so far stay."
        )
    return _page(request, form, write, (heading, _("Save and share"), lead), found)


@login_required
@second_factor_required
def confirm(request, code):
    found = _run(request, code, Act.CONFIRM)
    form = forms.ConfirmForm(_sent(request))

    def confirm():
        actions.confirm_minutes(meeting=found, by=request.user, at=now(), **form.cleaned_data)
        return _back(found)

    lead = _("They are made as a document with the remarks, and are not changed any more.")
    return _page(request, form, confirm, (_("Confirm the minutes"), _("Confirm"), lead), found)


@login_required
@second_factor_required
def act(request, code, step):
    """Do what needs no page of its own with a meeting, or with one's own invitation to it."""
    if step in OFFICE_STEPS:
        found = get_object_or_404(queries.meetings_for(request.user), code=code)
        return _taken(request, found, found, OFFICE_STEPS[step])
    found = get_object_or_404(queries.own_invitations(request.user), meeting__code=code)
    if step not in ANSWER_STEPS:
        raise Http404
    return _taken(request, found, found.meeting, ANSWER_STEPS[step])


@login_required
@second_factor_required
def act_on_invited(request, code, step, invited):
    """Invite somebody no longer."""
    found = get_object_or_404(queries.read_whole(request.user), code=code)
    invitation = get_object_or_404(queries.invitations_to(found), code=invited)
    if step != "recall" or request.method != "POST":
        raise Http404
    try:
        actions.recall(invitation=invitation, by=request.user, at=now())
    except actions.CannotMove as refusal:
        messages.error(request, str(refusal))
    return _back(found)


def _taken(request, case, meeting, step):
    """Do a step, or show the form in which its words are written."""
    way = rules.way_for(request.user, case, step.act, now())
    if way is None:
        raise PermissionDenied
    if not way.column and request.method != "POST":
        raise Http404
    form = (forms.WordsForm if way.column else forms.Refusable)(_sent(request))

    def take():
        _do(case, step.act, form.cleaned_data.get("words", ""), request.user)
        messages.success(request, _answered(step.act))
        return _back(meeting)

    texts = (step.button, step.button, str(meeting))
    agenda = meeting.agenda.all() if step.act == Act.REMARK else ()
    return _page(request, form, take, texts, meeting, agenda)


def _do(case, act, words, by):
    if act == Act.CALL:
        return actions.call(meeting=case, by=by, at=now())
    return actions.advance(case=case, act=act, by=by, at=now(), words=words)


def _answered(act):
    if act in ANSWERS:
        return _("Answered. You can change your answer until the meeting begins.")
    return _("Done. Whom it concerns is told.")


def _run(request, code, act):
    """Return a meeting of which this user may take a step now."""
    found = get_object_or_404(queries.meetings_for(request.user), code=code)
    if rules.way_for(request.user, found, act, now()) is None:
        raise PermissionDenied
    return found


def _sent(request):
    return request.POST if request.method == "POST" else None


def _beginning(about):
    return {"title": str(about)[:200]} if about else {}


def _minuted(meeting, points, guests):
    said = {f"point-{point.position}": point.minutes for point in points}
    said["present"] = [one.code for one in guests if one.was_there]
    return said | {
        "conclusions": meeting.conclusions,
        "ended": meeting.held_until or min(meeting.ends_at, now()),
    }


def _back(meeting):
    return redirect("meetings:meeting", code=meeting.code)


def _page(request, form, do, texts, meeting=None, agenda=()):
    """Show a form, or do what it asks; an action's refusal stands in it.

    texts: (heading, what the button says, what is said before the form).
    agenda: with its minutes, where one has to read these first.
    """
    if form.is_valid():
        try:
            return do()
        except actions.CannotMove as refusal:
            form.refuse(refusal)
    heading, button, lead = texts
    page = {"heading": heading, "lead": lead, "form": form, "button": button, "meeting": meeting}
    page["agenda"] = agenda
    return render_part(request, "meetings/form.html", "form", page, invalid=form.is_bound)
