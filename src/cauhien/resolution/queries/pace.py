"""How tasks stand against their plans: by reported values, by steps, by the target they serve.

Nothing is guessed: where none of the three can be told, it is said why, and what would help.
"""

from collections import defaultdict
from datetime import MAXYEAR, date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from cauhien.observatory.models import Target, Value
from cauhien.observatory.queries.goals import series_of, targets_for
from cauhien.resolution.states import GIVEN, Answer, Missing, PaceBy, TaskState, Verdict
from cauhien.ui.words import number


class Pace(NamedTuple):
    """One way of telling it. said: the numbers in words. reached, elapsed: shares, None where
    there is none.
    """

    by: PaceBy
    verdict: Verdict
    said: str
    reached: float | None = None
    elapsed: float | None = None


class Planned(NamedTuple):
    """A step of a plan as it is read with its task; is_told, is_done: as of PlanStep."""

    text: str
    due_on: date
    report_id: int | None
    is_told: bool
    is_done: bool


class Stand(NamedTuple):
    """Each Pace of a task that can be told; lacking: why the others cannot, in words; given: what
    would help. steps: of its plan. targets: [(Target, its newest Value or None)] that it serves.
    """

    paces: list[Pace]
    lacking: list[str]
    given: list[str]
    steps: list[Planned]
    targets: list[tuple[Target, Value | None]]

    @property
    def pace(self):
        """The Pace that is nearest to the task, None where none can be told."""
        return self.paces[0] if self.paces else None

    @property
    def said(self):
        """Return in one line how the task stands, or why above all that cannot be told."""
        if self.pace:
            return f"{self.pace.verdict.label}: {self.pace.said}"
        return _("cannot be computed: %(why)s") % {"why": self.lacking[0]}


def stands_of(tasks, user, day, judged=None):
    """Return {id: Stand} of tasks of `standing` on a day, in the language being spoken.

    judged: function of (Target, Series, day) that returns a Pace, or why there is none; without it
    the targets that tasks serve are left out. Takes two queries, however many tasks there are.
    """
    tasks = list(tasks)
    targets = _targets(tasks, user) if judged else defaultdict(list)
    apart = {one.pk: one for some in targets.values() for one in some}
    series = series_of(list(apart.values()))
    found = {pk: judged(one, series[pk], day) for pk, one in apart.items()}
    return {
        task.pk: _stand(
            _Known(task, day, [_planned(**one) for one in task.planned]),
            [(target, series[target.pk].newest) for target in targets[task.pk]],
            [found[target.pk] for target in targets[task.pk]] if judged else None,
        )
        for task in tasks
    }


class _Known(NamedTuple):
    """What a pace rests on."""

    task: Any  # with the value accepted last and its steps, as `standing` reads them
    day: date
    steps: list[Planned]


def _stand(known, shown, judged):
    """Return the Stand of a task.

    shown: [(Target, its newest value)]. judged: what is said of each; None: they are left out.
    """
    if known.task.has_ended:
        return Stand([], [str(Missing.ENDED.label)], [], known.steps, shown)
    ways = [_by_value(known), _by_steps(known)]
    if judged is not None:
        ways += judged or [Missing.LINK]
    missing = [way for way in ways if not isinstance(way, Pace)]
    # What is easiest to give stands first.
    missing.sort(key=lambda way: way != Missing.STEPS)
    if known.task.state == TaskState.LISTED:
        missing = [Missing.UNTAKEN, *missing]
    return Stand(
        [way for way in ways if isinstance(way, Pace)],
        [str(getattr(way, "label", way)) for way in missing],
        [str(GIVEN[way]) for way in missing if way in GIVEN],
        known.steps,
        shown,
    )


def _by_value(known):
    found = known.task.pace(known.task.value, known.day)
    if isinstance(found, Missing):
        return found
    reached, elapsed, verdict = found
    said = _(
        "%(reached)s of the way from the value at the beginning to the target is covered;"
        " %(elapsed)s of the time has passed"
    )
    said %= {"reached": _share(reached), "elapsed": _share(elapsed)}
    return Pace(PaceBy.VALUE, verdict, said, reached, elapsed)


def _by_steps(known):
    steps = known.steps
    if not steps:
        return Missing.STEPS
    done = sum(one.is_done for one in steps)
    due = sum(one.due_on < known.day for one in steps)
    counts = {"done": done, "all": len(steps), "due": due}
    said = _("%(done)s of %(all)s steps reported done, %(due)s were due before today") % counts
    elapsed = known.task.elapsed(known.day)
    if elapsed is not None:
        said += _("; %(elapsed)s of the time has passed") % {"elapsed": _share(elapsed)}
    verdict = Verdict.ON_PACE if done >= due else Verdict.BEHIND
    verdict = Verdict.STEPS_DONE if done == len(steps) else verdict
    return Pace(PaceBy.STEPS, verdict, said, done / len(steps), elapsed)


def _share(value):
    return f"{number(100 * value, 0)}\N{NO-BREAK SPACE}%"


def _planned(text, due_on, report_id, answer):
    is_told = report_id is not None and answer != Answer.RETURNED
    return Planned(text, date.fromisoformat(due_on), report_id, is_told, answer == Answer.ACCEPTED)


def _targets(tasks, user):
    """Return {task id: the Targets that its code names: one, or those of a whole goal}."""
    codes = {task.target_code for task in tasks} - {""}
    rows = targets_for(user).filter(Q(code__in=codes) | Q(key__in=codes)) if codes else []
    named = defaultdict(list)
    for one in sorted(rows, key=lambda one: (one.year or MAXYEAR, one.pk)):
        for code in {one.code, one.key} & codes:
            named[code].append(one)
    return {task.pk: named[task.target_code] for task in tasks}
