"""A unit in the published index of its group: places, pillars, what moves its rank."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.observatory.bridge import goals as bridge
from cauhien.observatory.bridge.frames import BASE, result_of
from cauhien.observatory.bridge.profiles import Place, duels, pillars, place_in
from cauhien.observatory.charts import goals
from cauhien.observatory.charts import units as charts
from cauhien.observatory.charts.index import drivers, edges
from cauhien.observatory.models import Computation, Frame, Indicator, Unit, Value
from cauhien.observatory.queries import frames
from cauhien.observatory.queries.goals import Series
from cauhien.observatory.queries.rankings import Ranking, asking_nothing
from cauhien.observatory.queries.units import own
from cauhien.observatory.queries.wording import valued
from cauhien.observatory.states import Group, IndicatorKind
from cauhien.ui.charts import Chart


class Editions(NamedTuple):
    """A unit over the editions of an index. told: stored variants of the newest one, of a group.
    places: (year, Place) of the editions in which the unit has one, the newest last.
    """

    frame: Frame
    unit: Unit
    newest: Computation
    told: dict
    group: str
    places: list[tuple[int, Place]]

    @property
    def chart(self) -> Chart:
        return charts.editions(self.unit, self.group, self.places, len(self.told["units"]))

    @property
    def ranking(self):
        """Return the Ranking: an index computed here has no goal that names a rank."""
        frame = self.frame
        names = {"name_vi": frame.name_vi, "name_en": frame.name_en}
        rank = Indicator(**names, kind=IndicatorKind.RANK, direction=-1)
        run = [
            Value(indicator=rank, number=one.rank, year=year, since=year, period=str(year))
            for year, one in self.places
        ]
        return Ranking(asking_nothing(rank, self.unit), Series([run], run[-1]))

    @property
    def duels(self):
        """Return in how many variants of the newest edition it stands before each other unit."""
        return duels(self.told, self.unit.code)

    def line(self, today):
        """Return what a list of goals says of it: the newest rank with its range, and the pace."""
        target, found = self.ranking
        _year, last = self.places[-1]
        said = {"rank": valued(found.newest), "range": edges(last.low, last.high)}
        return goals.line(target, found, bridge.outlook, today) | {
            "title": self.frame,
            "url": reverse("observatory:frame", args=[self.frame.code]),
            "shown": _("%(rank)s, %(range)s in 9 of 10 variants") % said,
            "group": self.group,
        }


def over_editions(frame, unit):
    """Return the Editions of a unit in a frame, None where it has no place in it."""
    computations = frames.newest_editions(frame)
    scope, group = ("all", frame.group)
    if frame.base_group in unit.groups:
        scope, group = BASE, frame.base_group
    told = [(one.year, place_in(one.variants[scope], unit.code)) for one in computations]
    places = [(year, place) for year, place in told if place]
    if not places:
        return None
    newest = computations[-1]
    return Editions(frame, unit, newest, newest.variants[scope], str(Group(group).label), places)


def own_in(every):
    """Return the Editions of the city and its country in some frames."""
    units = list(own())
    found = (
        over_editions(frame, unit)
        for frame in every
        for unit in units
        if frame.group in unit.groups
    )
    return [one for one in found if one]


def in_index(unit):
    """Return what is shown of a unit's place in the published index of its group, None without one.

    Two Charts are among it: "chart" over the editions, and "drivers", which may be None.
    """
    frame = frames.published_of(unit)
    found = over_editions(frame, unit) if frame else None
    if not found:
        return None
    names = {node["iCode"]: frames.name_of(node) for node in frame.nodes}
    newest = found.newest
    result = result_of(frame, newest.snapshot)
    names[result.frame.top] = str(frame)
    return {
        "frame": frame,
        "chart": found.chart,
        "columns": charts.pillar_columns(),
        "rows": charts.pillar_rows(pillars(result, unit.code, newest.variants), names),
        "drivers": drivers(newest.variants, unit, Group(frame.group).label),
        "group": Group(frame.group).label,
    }
