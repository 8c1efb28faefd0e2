"""An index as the sheets of a workbook: frame, values, plan, every stage."""

from cauhien.observatory.bridge.frames import result_of
from cauhien_engine.composite.sheets import sheets_of


def sheets(frame, snapshot):
    """Return {name of a sheet: list of dicts} of what a frame's method makes of a snapshot."""
    return sheets_of(result_of(frame, snapshot))
