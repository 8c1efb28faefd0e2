"""The tab of a pilot in the case file of its problem."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.queries import cases_for
from cauhien.challenges.states import State
from cauhien.pilots import queries, rules
from cauhien.pilots.models import Measurement, MilestoneReport
from cauhien.ui.downloads import kept_file

ACTS = (
    "plan",
    "report",
    "answer",
    "pay",
    "sum_up",
    "continue",
    "stop",
    "conclude",
    "follow_up",
    "look_at_council",
)


def pilot(request, code):
    challenge, found = load(request, code)
    user, day = request.user, localdate()
    inside = bool(found) and rules.may_see_inside(user, found)
    shown = found if found and (found.is_frozen or inside) else None
    page = {"challenge": challenge, "pilot": shown, "inside": inside, "may": {}}
    if shown:
        gathering = _gathering(user, shown)
        ballot = queries.ballot_of(shown, gathering)
        milestones = queries.milestones_of(shown) if inside else shown.milestones.all()
        measurements = list(queries.measurements_of(shown, inside=inside))
        hindrance = None
        if not shown.is_frozen and challenge.state == State.DECIDED:
            hindrance = queries.hindrance_of(challenge, day)
        page |= {
            "hindrance": hindrance,
            "lacks": queries.lacking(gathering, ballot),
            "is_called": gathering is not None,
            "may": _may(user, shown) | {"vote": rules.votes_there(user, gathering)},
            "milestones": milestones,
            "measurements": measurements,
            "newest": queries.newest_of(measurements),
            "silent": shown.is_silent(day),
            "ballot": ballot if rules.may_see_ballot(user, shown, ballot) else [],
            "paid": sum(each.amount for one in milestones for each in one.paid) if inside else None,
            "too_early": bool(shown.follow_up_on) and day < shown.follow_up_on,
        }
    elif challenge.state == State.DECIDED:
        page["may"] = {"begin_plan": rules.may_begin_plan(user, challenge)}
    return render(request, "pilots/pilot.html", page)


@second_factor_required()
def evidence(request, code, reported):
    """Send the file of a report or a value to whoever sees inside; of an accepted value too."""
    _challenge, found = load(request, code)
    if found is None or not rules.may_see_inside(request.user, found):
        raise Http404
    return kept_file(_file(found, reported))


def case(request, code):
    """Return the problem if this user may see it; what they may not see does not exist."""
    return get_object_or_404(cases_for(request.user), code=code)


def load(request, code):
    """Return the problem, if this user may see it, and its pilot, None where there is none."""
    found = queries.pilot_for(request.user, code)
    return (found.challenge, found) if found else (case(request, code), None)


def _file(pilot, code):
    report = MilestoneReport.objects.filter(milestone__pilot=pilot, code=code).first()
    found = report or get_object_or_404(Measurement, pilot=pilot, code=code)
    if found.file is None:
        raise Http404
    return found.file


def _gathering(user, pilot):
    """Return who meets about the acceptance now, as far as it can concern this user."""
    is_time = pilot.challenge.state == State.ACCEPTANCE and user.is_authenticated
    return queries.gathering_for(pilot) if is_time else None


def _may(user, pilot):
    may = {name: getattr(rules, f"may_{name}")(user, pilot) for name in ACTS}
    return may | {
        "let_begin": rules.may_let_begin(user, pilot),
        "begin": rules.may_begin(user, pilot.challenge) and not pilot.is_frozen,
    }
