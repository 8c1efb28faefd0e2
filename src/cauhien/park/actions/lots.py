"""Lots of a park, and outlines that are checked before they are kept."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.park.actions.refusals import CannotWrite, ask_manager, log
from cauhien.park.models import Lot
from cauhien.park.states import Act

MOST_POINTS = 2_000
FEWEST_POINTS = 4  # of a ring, the first once more at its end


@transaction.atomic
def write_lot(*, park, lot, values, by, at):
    """Write a lot, a new one where lot is None, and return it.

    values: {name, project, area_ha, latitude, longitude, outline, document}; the outline is a
    GeoJSON geometry or None.
    """
    ask_manager(by)
    lot = lot or Lot(park=park)
    values["outline"] = checked_outline(values["outline"])
    for name, value in values.items():
        setattr(lot, name, value)
    if lot.outline and lot.latitude is None:
        lot.longitude, lot.latitude = middle_of(lot.outline)
    try:
        with transaction.atomic():
            lot.save()
    except IntegrityError:
        raise CannotWrite(_("There is a lot of this name already."), "name") from None
    log(park, Act.LOT, by, at, lot=lot.code, name=lot.name, project=str(lot.project or ""))
    return lot


def checked_outline(geometry):
    """Return a GeoJSON outline as it is kept: its type and coordinates, nothing besides.

    Polygons alone (RFC 7946): closed rings of [longitude, latitude] in degrees. None stays None.
    """
    if not geometry:
        return None
    if not isinstance(geometry, dict):
        raise CannotWrite(_("This is no GeoJSON object."), "outline")
    if geometry.get("type") == "Feature":
        geometry = geometry.get("geometry") or {}
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise CannotWrite(_("An outline is a Polygon or a MultiPolygon."), "outline")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise CannotWrite(_("The outline has no ring."), "outline")
    rings = [ring for polygon in polygons for ring in _rings(polygon)]
    if sum(map(len, rings)) > MOST_POINTS:
        message = _("The outline has more than %(most)s points.") % {"most": MOST_POINTS}
        raise CannotWrite(message, "outline")
    return {"type": kind, "coordinates": coordinates}


def _rings(polygon):
    if not isinstance(polygon, list) or not polygon:
        raise CannotWrite(_("The outline has no ring."), "outline")
    for ring in polygon:
        if not isinstance(ring, list) or len(ring) < FEWEST_POINTS or ring[0] != ring[-1]:
            message = _("A ring has four points or more, and ends where it begins.")
            raise CannotWrite(message, "outline")
        if not all(map(_is_point, ring)):
            message = _("A point is [longitude, latitude] in degrees, in this order.")
            raise CannotWrite(message, "outline")
    return polygon


def _is_point(point):
    if not isinstance(point, list) or len(point) not in (2, 3):
        return False
    is_number = all(isinstance(x, int | float) and not isinstance(x, bool) for x in point)
    return is_number and -180 <= point[0] <= 180 and -90 <= point[1] <= 90


def middle_of(outline):
    """Return (longitude, latitude) of the middle of what an outline spans."""
    polygons = outline["coordinates"]
    if outline["type"] == "Polygon":
        polygons = [polygons]
    points = [point for polygon in polygons for point in polygon[0]]
    return tuple((min(x) + max(x)) / 2 for x in zip(*(point[:2] for point in points), strict=True))
