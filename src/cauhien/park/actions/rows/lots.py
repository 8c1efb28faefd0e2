"""The sheet of lots: their area, where they lie, and which project is on them."""

from django.utils.translation import gettext as _

from cauhien.park.actions.lots import write_lot
from cauhien.park.actions.rows.projects import resolved

VALUES = ("name", "project", "area_ha", "latitude", "longitude", "outline", "document")
EMPTY = {"name": "", "document": ""}


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said, code = cells.said, cells.said.get("code")
    by_name = {lot.name: lot for lot in known.lots.values()}
    lot = known.lots.get(code) if code else by_name.get(said.get("name"))
    if code and lot is None:
        cells.fault("code", _("There is no lot with this code in this park."))
    if lot is None:
        cells.need("name", _("Name the lot."))
    elif by_name.get(said.get("name"), lot) != lot:
        cells.fault("name", _("There is a lot of this name already."))
    cells.together("latitude", "longitude")
    if name := said.get("name"):
        known.once(cells, "name", ("lot", name))
    if "project" in said or "project_name" in said:
        project = known.project_of(cells)
        if project is not None:
            said["project"] = project

    def act(by, at, made):
        values = {name: getattr(lot, name) if lot else EMPTY.get(name) for name in VALUES}
        values |= {name: said[name] for name in VALUES if name in said}
        values["project"] = values["project"] and resolved(values["project"], made)
        write_lot(park=known.park, lot=lot, values=values, by=by, at=at)

    return cells.change(said.get("name") or code or "", lot, act, {"code", "project_name"})
