"""The leader's brief: what is stuck and with whom, what is late, what moves, which councils wait.

Every line begins at a query that takes the reader, so that nobody reads more here than on the page
that the line leads to.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.accounts.rules import holds_role
from cauhien.challenges.queries import counted_for
from cauhien.challenges.rules import may_read_whole_log
from cauhien.challenges.states import TRANSITIONS, Act, Actor, State
from cauhien.core.models import AuditLine
from cauhien.observatory.queries import goals as observed
from cauhien.observatory.queries.wording import asked, valued
from cauhien.resolution.queries import delays_of, named_in, stands_of, tasks_for, watched
from cauhien.resolution.states import Delay, TaskState, Timing
from cauhien.resolution.states import Verdict as PaceVerdict
from cauhien.review.queries import cases_without_council, councils_for
from cauhien.review.rules import SEES_COUNCILS
from cauhien.review.states import CouncilState
from cauhien.ui.words import language

STUCK_AFTER = timedelta(days=20)  # in one state; shorter is the usual course
MOVING = [one for one in State if one not in (State.CATALOGUED, State.OPEN, State.CLOSED)]
OWN = (Actor.OWN_HEAD, Actor.OWN_OFFICER)


@dataclass(frozen=True)
class Line:
    """One thing. whom: with whom it is, or how it stands. since: the day from which it waits."""

    text: str
    url: str
    whom: str = ""
    since: date | None = None
    language: str = ""  # of the text, where it is known


@dataclass(frozen=True)
class Section:
    """A part of the brief. nothing: what is said where it has no line."""

    title: str
    lines: list[Line]
    nothing: str
    url: str = ""  # of the whole list, where there is one


@dataclass(frozen=True)
class Brief:
    day: date
    sections: list[Section]


def brief_for(user, at):
    """Return the Brief of a reader, in the language being spoken."""
    day = localdate(at)
    return Brief(day, [_stuck(user, day), _late(user, day), _goals(user), _councils(user)])


def _stuck(user, day):
    cases = counted_for(user).filter(state__in=MOVING).select_related("office__organisation")
    cases = cases.annotate(told_at=_last_step(public=True), moved_at=_last_step())
    since = {one.pk: _since(user, one) for one in cases}
    waiting = [(since[one.pk], one) for one in cases if since[one.pk] < day - STUCK_AFTER]
    return Section(
        _("Cases that are stuck, and with whom"),
        [
            Line(
                _title(one),
                reverse("challenges:detail", args=[one.code]),
                f"{one.get_state_display()}; {_waits_for(one)}",
                from_on,
            )
            for from_on, one in sorted(waiting, key=lambda pair: (pair[0], pair[1].code))
        ],
        _("No case that you see has been in one state for more than 20 days."),
        reverse("challenges:list"),
    )


def _last_step(**which):
    """Return when a case came into its state last, by such lines of its log."""
    chain = Concat(Value("challenge:"), OuterRef("code"))
    steps = AuditLine.objects.filter(chain=chain, detail__to__isnull=False, **which)
    return Subquery(steps.order_by("-number").values("at")[:1])


def _since(user, case):
    """Return since when a case is in its state, as far as this user may read it."""
    at = case.moved_at if may_read_whole_log(user, case) else case.told_at
    return localdate(at or case.saved_at)


def _waits_for(challenge):
    """Return in words who can move a case on by the table: the nearest step ahead."""
    order = list(State)
    ahead = [
        row
        for row in TRANSITIONS
        if row.source == challenge.state and row.act != Act.WITHDRAW
        if order.index(row.target) > order.index(State(challenge.state))
    ]
    nearest = min((order.index(row.target) for row in ahead), default=None)
    actors = {Actor(row.actor) for row in ahead if order.index(row.target) == nearest}
    office = named_in(challenge.office.organisation, language()) if challenge.office else ""
    return " / ".join(
        f"{actor.label} ({office})" if actor in OWN else str(actor.label)
        for actor in sorted(actors, key=list(Actor).index)
    )


def _late(user, day):
    tasks = list(watched(day, tasks_for(user).order_by("due_on", "code")))
    in_work = [one for one in tasks if one.is_in_work]
    found = defaultdict(list)
    for late in sorted(delays_of(in_work, day), key=lambda late: (late.since, late.task.code)):
        found[late.task.pk].append(late)
    stands = stands_of(in_work, user, day)
    behind = [one for one in in_work if one.pk not in found and _is_behind(stands[one.pk].pace)]
    listed = sum(one.state == TaskState.LISTED and one.is_overdue(day) for one in tasks)
    return Section(
        _("Tasks that are late, silent, blocked or behind"),
        [
            *(_of_task(late, stands[pk]) for pk, late in found.items()),
            *(_line_of(one, [stands[one.pk].said]) for one in behind),
            *_never_taken_up(listed),
        ],
        _("No task is late, silent, blocked or behind."),
        reverse("resolution:list"),
    )


def _of_task(delays_of_it, stand):
    """Return the line of a task that is late in one way or more, since the first of them."""
    since = delays_of_it[0].since
    said = [_reason(late) for late in delays_of_it]
    if stand.pace:
        said.append(stand.said)
    return _line_of(delays_of_it[0].task, said, since)


def _line_of(task, said, since=None):
    if task.office:
        said.append(named_in(task.office.organisation, language()))
    return Line(_title(task), reverse("resolution:task", args=[task.code]), "; ".join(said), since)


def _is_behind(pace):
    return pace is not None and pace.verdict in (PaceVerdict.BEHIND, PaceVerdict.MISSED)


def _reason(late):
    if late.why != Delay.BLOCKED:
        return str(Delay(late.why).label)
    other = late.task.blocked_office
    whom = named_in(other.organisation, language()) if other else late.task.blocked_with
    return _("blocked with %(whom)s") % {"whom": whom}


def _never_taken_up(count):
    """Return the line that counts tasks of documents whose day has passed, if there is any."""
    if not count:
        return []
    said = ngettext(
        "%(number)s task of a document whose deadline has passed was never taken up here",
        "%(number)s tasks of documents whose deadlines have passed were never taken up here",
        count,
    )
    url = f"{reverse('resolution:list')}?state={TaskState.LISTED}&time={Timing.OVERDUE}"
    return [Line(said % {"number": count}, url, language=language())]


def _goals(user):
    targets = list(observed.listed(user))
    series = observed.series_of(targets)
    known = [(series[one.pk].comparable, one) for one in targets]
    moving = [(values[-2:], one) for values, one in known if len(values) > 1]
    is_empty = not any(series[one.pk].newest for one in targets)
    return Section(
        _("Goals that move"),
        [_of_goal(target, *pair) for pair, target in sorted(moving, key=_newest_first)],
        _("No values of goals are loaded here.")
        if is_empty
        else _("No goal has two values that can be compared."),
        reverse("observatory:goals"),
    )


def _newest_first(moved):
    (_before, now), target = moved
    return -now.year, target.pk


def _of_goal(target, before, now):
    moved = {
        "before": f"{valued(before)} ({before.period})",
        "now": f"{valued(now)} ({now.period})",
    }
    said = [_("%(before)s, then %(now)s") % moved]
    if target.number is not None and target.year:
        wanted = {"number": asked(target), "year": target.year}
        said.append(_("wanted: %(number)s by %(year)s") % wanted)
    url = reverse("observatory:goal", args=[target.code])
    return Line(str(target), url, "; ".join(said), language=language())


def _councils(user):
    ended = [CouncilState.CONCLUDED, CouncilState.DISSOLVED]
    at_work = councils_for(user).exclude(state__in=ended).select_related("challenge")
    at_work = at_work.filter(challenge__is_illustration=False).order_by("formed_at", "id")
    lacking = cases_without_council(user).filter(is_illustration=False)
    blind = _("Your role sees no council before the decision; cases in review stand above.")
    return Section(
        _("Councils that wait"),
        [*map(_of_council, at_work), *map(_of_case_without, lacking)],
        _("No council waits.") if holds_role(user, *SEES_COUNCILS) else blind,
    )


def _of_council(council):
    state, since = council.get_state_display(), localdate(council.formed_at)
    return Line(_title(council.challenge), council.url(), state, since)


def _of_case_without(challenge):
    since = challenge.waits_since and localdate(challenge.waits_since)
    url = reverse("challenges:detail", args=[challenge.code])
    return Line(_title(challenge), url, _("no council as yet"), since)


def _title(thing):
    english = language() == "en"
    return (english and thing.title_en) or thing.title_vi or thing.title_en
