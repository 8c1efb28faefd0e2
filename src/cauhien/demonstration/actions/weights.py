"""The invented rounds of weights: one is closed, in the other the role expert is asked."""

from datetime import timedelta
from itertools import combinations

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.demonstration.actions.play import person
from cauhien.demonstration.queries import script
from cauhien.observatory.actions.weights import ask_weights, close_round, give_weights
from cauhien.observatory.bridge.weights import TOTAL, compared
from cauhien.observatory.models import Frame, WeightRound
from cauhien.observatory.states import Pooling, Weighing

HOLDER = "data_steward"


@transaction.atomic
def ask_for_weights(*, at):
    """Hold the illustrated rounds by the actions of the pages, unless they are there.

    Where the index is not loaded none is held.
    """
    if WeightRound.objects.filter(is_illustration=True).exists():
        return
    for said in script()["weights"]:
        if frame := Frame.objects.filter(code=said["index"]).first():
            _hold(frame, said, at)


def _hold(frame, said, at):
    asked = [*said["answers"], *said.get("waits_for", ())]
    written = {name: said[name] for name in ("parent", "method", "question")}
    written |= {"until": localdate(at) + timedelta(days=said["days"]), "is_illustration": True}
    holder, people = person(HOLDER, at), [person(who, at) for who in asked]
    held = ask_weights(frame=frame, said=written, people=people, by=holder, at=at)
    for who, points in said["answers"].items():
        answer = _compared(points) if said["method"] == Weighing.PAIRS else {"pairs": {}}
        answer = {"points": points, "remark": said["remark"]} | answer
        give_weights(held=held, by=person(who, at), at=at, **answer)
    if not said.get("waits_for"):
        close_round(held=held, how=Pooling.NOTHING, name="", note="", by=holder, at=at)


def _compared(points):
    """Return what somebody answers two by two who would give out these points."""
    pairs = {f"{a}:{b}": _times(points[a], points[b]) for a, b in combinations(points, 2)}
    return {
        "pairs": pairs,
        "points": {code: TOTAL * one for code, one in compared([pairs]).weights.items()},
    }


def _times(first, second):
    """Return the step of Saaty's scale nearest to how many times the one is of the other."""
    larger, smaller = max(first, second), min(first, second)
    step = min((1, 3, 5, 7, 9), key=lambda one: abs(one - larger / smaller))
    return step if first >= second or step == 1 else -step
