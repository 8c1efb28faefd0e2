"""The plan of the lots of a park, drawn to scale without a map below."""

import math
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cauhien.park.charts.saying import plain
from cauhien.ui import words


@dataclass(frozen=True)
class Spot:
    """A lot on the plan: where its middle lies, in hundredths of the plan's width and height."""

    lot: object
    x: float
    y: float
    outline: str = ""  # the points of a polygon


PLAN = 100.0
EDGE = 6.0  # of the plan, left free


def plan_of(lots):
    """Return the Spots of lots that say where they lie, drawn to scale, the north above."""
    placed = [one for one in lots if one.latitude is not None and one.longitude is not None]
    if not placed:
        return []
    rings = {one.pk: _outer_ring(one.outline) for one in placed if one.outline}
    points = [(one.longitude, one.latitude) for one in placed]
    points += [point for ring in rings.values() for point in ring]
    west, north = min(x for x, _y in points), max(y for _x, y in points)
    narrow = math.cos(math.radians(north))  # how much shorter a degree of longitude is
    width = narrow * (max(x for x, _y in points) - west)
    height = north - min(y for _x, y in points)
    if not (width or height):
        return []  # one point alone: a plan would say nothing
    scale = (PLAN - 2 * EDGE) / max(width, height)
    left, above = ((PLAN - scale * span) / 2 for span in (width, height))

    def at(longitude, latitude):
        x, y = narrow * (longitude - west), north - latitude
        return round(left + scale * x, 2), round(above + scale * y, 2)

    found = []
    for one in placed:
        x, y = at(one.longitude, one.latitude)
        corners = [at(*point) for point in rings.get(one.pk, ())]
        found.append(Spot(one, x, y, " ".join(f"{x},{y}" for x, y in corners)))
    return found


def _outer_ring(outline):
    coordinates = outline["coordinates"]
    polygon = coordinates if outline["type"] == "Polygon" else coordinates[0]
    return [tuple(point[:2]) for point in polygon[0]]


def plan_sentence(lots, spots):
    """Return the sentence under the plan: how many lots, how much land, which are not on it."""
    area = sum((one.area_ha or Decimal(0) for one in lots), Decimal(0))
    taken = sum(one.project_id is not None for one in lots)
    return _(
        "%(all)s lots with %(area)s ha in all; %(taken)s have a project; %(placed)s lie on the "
        "plan."
    ) % {
        "all": words.number(len(lots)),
        "area": words.number(plain(area)),
        "taken": words.number(taken),
        "placed": words.number(len(spots)),
    }
