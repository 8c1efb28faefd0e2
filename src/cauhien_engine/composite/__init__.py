"""Indicators -> index with uncertainty; every stage kept, every step logged.

    frame, panel = frame_of(rows_of_imeta), panel_of(rows_of_idata, frame)    # columns
    plan = Plan((Denominate(), Impute(), Screen(), Treat(), Normalise(), Aggregate()))   # plan
    result = compute(frame, panel, plan)                                      # computing
    result["treat"].notes, result.ranks()                                     # result

Each is imported from the module named beside it. Frames, panels, plans and results are never
changed; equal keys mean equal results. Where chance has a part the caller passes a generator.
"""

from cauhien_engine.composite.version import ENGINE_VERSION

__all__ = ["ENGINE_VERSION"]
