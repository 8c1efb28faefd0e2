"""A unit in the published index of its group: places, pillars, what moves its rank."""

from cauhien.observatory.bridge.frames import BASE, result_of
from cauhien.observatory.bridge.profiles import pillars, place_in
from cauhien.observatory.charts import units as charts
from cauhien.observatory.charts.index import drivers
from cauhien.observatory.queries import frames
from cauhien.observatory.states import Group


def in_index(unit):
    """Return what is shown of a unit's place in the published index of its group, None without one.

    Two Charts are among it: "chart" over the editions, and "drivers", which may be None.
    """
    frame = frames.published_of(unit)
    computations = frames.newest_editions(frame) if frame else []
    if not computations:
        return None
    scope = BASE if frame.base_group in unit.groups else "all"
    told = [(one.year, place_in(one.variants[scope], unit.code)) for one in computations]
    places = [(year, place) for year, place in told if place]
    if not places:
        return None
    names = {node["iCode"]: frames.name_of(node) for node in frame.nodes}
    group = Group(frame.base_group if scope == BASE else frame.group).label
    newest = computations[-1]
    result = result_of(frame, newest.snapshot)
    names[result.frame.top] = str(frame)
    return {
        "frame": frame,
        "chart": charts.editions(unit, group, places, len(newest.variants[scope]["units"])),
        "columns": charts.pillar_columns(),
        "rows": charts.pillar_rows(pillars(result, unit.code, newest.variants), names),
        "drivers": drivers(newest.variants, unit, Group(frame.group).label),
        "group": Group(frame.group).label,
    }
