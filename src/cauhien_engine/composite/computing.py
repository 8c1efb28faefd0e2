"""Run a plan."""

from cauhien_engine.composite.frame import Frame
from cauhien_engine.composite.hashing import hash_of
from cauhien_engine.composite.result import RAW, Result, Stage
from cauhien_engine.composite.step import State
from cauhien_engine.composite.version import ENGINE_VERSION


def compute(frame, panel, plan, years=None):
    """Return the Result of a plan on a panel in a frame.

    years: those to compute; default the last one, and all of them where a step looks over years.
    Every step is applied to each year alone unless it says `pooled`. Raises BadPlan, CannotCompute.
    """
    years = _years(panel, plan, years)
    state = begin(frame, panel, years)
    stages = {RAW: Stage(RAW, RAW, state.table, {})}
    for step in plan.steps:
        state = step.apply(state)
        stages[step.id] = Stage(step.id, step.kind, state.table, state.notes)
    return Result(frame, panel, plan, stages, state.weights, key_of(frame, panel, plan, years))


def begin(frame: Frame, panel, years):
    """Return the State before the first step."""
    return State(frame, panel, panel.table(years, frame.indicators), frame.weights.copy())


def key_of(frame, panel, plan, years=None):
    """Return the hash under which a result may be kept."""
    return hash_of(ENGINE_VERSION, frame.key, panel.key, plan.key, _years(panel, plan, years))


def _years(panel, plan, years):
    if years is not None:
        return tuple(years)
    return panel.years if plan.needs_years else panel.years[-1:]
