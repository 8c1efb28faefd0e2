"""The sheet of investment projects: one row each, with how it stands now and its capital."""

from django.utils.translation import gettext as _

from cauhien.core.text import fold
from cauhien.park.actions.cells import Refused
from cauhien.park.actions.projects import COLUMNS, PRINTED, begin_project, enter, write_project
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.models import Investor
from cauhien.park.states import CapitalKind, Precision

CAPITAL = ("kind", "amount", "currency", "capital_on", "qualifier")
STATUS = ("status", "status_on")
FACTS = ("nationality", "tier")


def name_of(cells):
    """Return the folded name by which other rows speak of a new project, "" where it is none."""
    return "" if "code" in cells.said else fold(cells.said.get("name_vi", ""))


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said, code = cells.said, cells.said.get("code")
    project = _found(cells, known)
    _check(cells, project, known)
    key = project.pk if project else name_of(cells)
    status = _new_status(cells, project, known, key)
    capital = _new_capital(cells, project, known, key)
    if ((status and "document" not in status) or capital) and "document" not in said:
        cells.need("document", _("Name the document that says so."))
    left = {"code", "document"}
    left |= set() if status else set(STATUS)
    left |= set() if capital else set(CAPITAL)

    def act(by, at, made):
        stamp = {"by": by, "at": at}
        values = {name: said[name] for name in (*COLUMNS, *PRINTED) if name in said}
        if "parent" in values:
            values["parent"] = resolved(values["parent"], made)
        found = _written(project, known.park, values, _investor_said(said, project), status, stamp)
        if capital:
            enter(project=found, what="capital", values=capital, **stamp)
        made[fold(found.name_vi)] = found

    return cells.change(code or said.get("name_vi", ""), project, act, left)


def _found(cells, known):
    """Return the project that a row is of: by its code, else by its name; None for a new one."""
    said = cells.said
    if code := said.get("code"):
        if code not in known.projects:
            cells.fault("code", _("There is no project with this code in this park."))
        return known.projects.get(code)
    try:
        return known.named(said.get("name_vi", ""))
    except Refused as refusal:
        cells.fault("name_vi", str(refusal))
        return None


def _check(cells, project, known):
    said = cells.said
    if project is None:
        cells.need("name_vi", _("Name the project."))
        cells.need("status", _("Say how the project stands."))
        known.once(cells, "name_vi", ("project", name_of(cells)))
    else:
        known.once(cells, "code" if "code" in said else "name_vi", ("project", project.pk))
    cells.together("status_on", "status")
    cells.together("amount", "currency")
    cells.together("amount", "capital_on")
    investor = said.get("investor") or (project and str(project.investor or ""))
    for name in FACTS:
        if name in said and not investor:
            cells.fault(name, _("Name the investor."))
        elif name in said:
            known.claim(cells, name, ("investor", investor, name), said[name])


def _new_status(cells, project, known, key):
    """Return the status that the row states and that is not recorded, None without one.

    A sheet of its own may state the same with its document: then it is that one. What was recorded
    and withdrawn does not come back with a table.
    """
    said = cells.said
    if "status" not in said or "status_on" not in said:
        return None
    status, on = said["status"], said["status_on"]
    if project is None:
        own = {"status": status, "on_date": on, "precision": Precision.DAY}
        if "document" in said:
            own["document"] = said["document"]
        return known.statuses.get((key, status, on)) or own
    recorded = known.entries_of("status", project)
    is_known = any((one.status, one.on_date) == (status, on) for one in recorded)
    if is_known or (key, status, on) in known.statuses:
        return None
    return {"status": status, "on_date": on, "precision": Precision.DAY} | (
        {"document": said["document"]} if "document" in said else {}
    )


def _new_capital(cells, project, known, key):
    """Return the capital that the row states and that is not recorded, None without one."""
    said = cells.said
    if not {"amount", "currency", "capital_on"} <= said.keys():
        return None
    values = {
        "kind": said.get("kind", CapitalKind.REGISTERED),
        "amount": said["amount"],
        "currency": said["currency"],
        "qualifier": said.get("qualifier", ""),
        "on_date": said["capital_on"],
        "precision": Precision.DAY,
        "document": said.get("document", ""),
    }
    place = ("kind", "on_date")
    what = (*place, "amount", "currency", "qualifier")
    for one in known.entries_of("capital", project):
        if all(getattr(one, name) == values[name] for name in what):
            return None
        if one.withdrawn_at is None and all(getattr(one, name) == values[name] for name in place):
            if ("capital", key, one.kind, one.on_date) not in known.claims:
                message = _("Another amount is recorded for this day. Correct it in “%(sheet)s”.")
                cells.fault("amount", message % {"sheet": _("Capital over time")})
            return None
    claim = ("capital", key, values["kind"], values["on_date"])
    stated = tuple(values[name] for name in what[2:])
    return None if known.claim(cells, "amount", claim, stated) else values


def _written(project, park, values, investor, status, stamp):
    """Write a project, a new one where it is None, with a status that is not recorded as yet."""
    if project is None:
        return begin_project(park=park, values=values, investor=investor, status=status, **stamp)
    project = write_project(project=project, values=values, investor=investor, **stamp)
    if status:
        enter(project=project, what="status", values=status, **stamp)
    return project


def resolved(project, made):
    """Return the project that a row speaks of; made: {folded name: one made by this table}."""
    if not isinstance(project, str):
        return project
    if project not in made:
        raise CannotWrite(_("The project itself was not taken over."))
    return made[project]


def _investor_said(said, project):
    """Return what a row says of the investor, over what is known of the one of that name."""
    known = project.investor if project else None
    name = said.get("investor") or (known.name if known else "")
    known = known if known and known.name == name else Investor.objects.filter(name=name).first()
    facts = {column: getattr(known, column, "") for column in FACTS}
    stated = {column: said[column] for column in facts if column in said}
    return {"name": name, "organisation": getattr(known, "organisation", None)} | facts | stated
