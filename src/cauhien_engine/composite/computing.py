"""Run a plan."""

from cauhien_engine.composite.frame import Frame
from cauhien_engine.composite.result import RAW, Result, Stage
from cauhien_engine.composite.step import State


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
    return Result(frame, panel, plan, years, stages, state.weights)


def begin(frame: Frame, panel, years):
    """Return the State before the first step."""
    return State(frame, panel, panel.table(years, frame.indicators), frame.weights.copy())


def _years(panel, plan, years):
    if years is not None:
        return tuple(years)
    return panel.years if plan.needs_years else panel.years[-1:]
