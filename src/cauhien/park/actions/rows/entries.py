"""The sheets of what is known over time: statuses, capital, jobs and research, one entry a row.

An entry is never altered: where a row says otherwise and why, the recorded one is withdrawn for
that reason and the row takes its place. A reason alone withdraws. What was withdrawn elsewhere
comes in withdrawn.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.park.actions.projects import correct, enter, withdraw
from cauhien.park.actions.rows.projects import resolved
from cauhien.park.states import FigureKind, Precision, last_possible

DATED = ("on_date", "precision", "document", "source_url")
ABOUT = {"entry", "project", "project_name", "withdrawn", "reason"}


@dataclass(frozen=True)
class Sort:
    """what: a word of ENTRIES. kind: the column that says what it is of. values: what it states."""

    what: str
    kind: str
    values: tuple[str, ...] = ()


SORTS = {
    "statuses": Sort("status", "status"),
    "capital": Sort("capital", "kind", ("amount", "currency", "qualifier")),
    "figures": Sort("figure", "kind", ("value", "currency", "qualifier")),
}


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    sort, said = SORTS[cells.tab.word], cells.said
    old = _named(cells, known, sort)
    project = old.project if old else known.project_of(cells)
    if known.elsewhere is None:  # what another site wrote down is settled
        _settle_day(said, old)
    is_gone = said.get("withdrawn", False)
    if is_gone:
        cells.need("reason", _("Say why it was withdrawn."))
    if cells.faults or project is None:
        return None
    if is_gone:
        return _gone(cells, known, sort, project, old)
    old = old or _in_place(said, known, sort, project)
    if old is None:
        return _begun(cells, known, sort, project)
    if old.withdrawn_at:
        return _of_withdrawn(cells, known, sort, old)
    return _over(cells, known, sort, old)


def _settle_day(said, old):
    """Take the last day that is possible, as everywhere; one that stands recorded so stays."""
    precision = said.get("precision", old.precision if old else Precision.DAY)
    is_kept = old and (old.on_date, old.precision) == (said.get("on_date"), precision)
    if "on_date" in said and not is_kept:
        said["on_date"] = last_possible(said["on_date"], precision)


def _named(cells, known, sort):
    """Return the entry whose code the row gives, None without one."""
    code = cells.said.get("entry")
    if not code:
        return None
    found = known.entries[sort.what].get(code)
    if found is None:
        cells.fault("entry", _("There is no entry with this code in this park."))
    elif cells.said.get("project", found.project) != found.project:
        cells.fault("project", _("The entry of this code is of another project."))
    return found


def _in_place(said, known, sort, project):
    """Return the entry that stands for the same day and the same kind, None without one."""
    place = (said.get(sort.kind), said.get("on_date"))
    standing = (one for one in known.standing(sort.what, project))
    return next((one for one in standing if _place(one, sort) == place), None)


def _place(one, sort):
    return getattr(one, sort.kind), one.on_date


def _begun(cells, known, sort, project):
    """Return the Change by which an entry is recorded anew."""
    _check_new(cells, sort)
    if "reason" in cells.said:
        cells.fault("reason", _("Nothing is recorded that could be withdrawn."))
    if cells.faults:
        return None
    values = _stated(cells.said, sort)
    again = [one for one in _same(known, sort, project, values) if one.withdrawn_at]
    if again:
        message = _("Just this was recorded and withdrawn: %(reason)s")
        cells.fault("on_date", message % {"reason": again[0].withdrawn_reason})
        return None
    if _is_said_before(cells, known, sort, project, values):
        return None

    def act(by, at, made):
        found = resolved(project, made)
        begun_with = sort.what == "status" and isinstance(project, str)
        if begun_with and found.statuses.filter(status=values["status"], on_date=values["on_date"]):
            return  # the new project began with it
        enter(project=found, what=sort.what, values=values, by=by, at=at)

    return cells.change(_about(project, cells), None, act, ABOUT)


def _check_new(cells, sort):
    said = cells.said
    for name in (sort.kind, *sort.values[:1], "on_date"):
        cells.need(name, _("This cell must say something."))
    is_money = sort.what == "capital" or said.get("kind") == FigureKind.RESEARCH_SPENDING
    if is_money:
        cells.need("currency", _("Say in which currency."))
    elif sort.what == "figure" and "currency" in said:
        cells.fault("currency", _("This is no money."))
    if "source_url" not in said:
        cells.need("document", _("Name the document that says so."))


def _stated(said, sort):
    """Return the values of an entry that a row alone states."""
    values = {name: said.get(name, "") for name in (sort.kind, *sort.values, *DATED)}
    return values | {"precision": said.get("precision", Precision.DAY)}


def _same(known, sort, project, values):
    """Return the entries of a project that say the same for the same day, withdrawn ones too."""
    names = (sort.kind, "on_date", *sort.values)
    found = known.entries_of(sort.what, project)
    return [one for one in found if all(getattr(one, name) == values[name] for name in names)]


def _gone(cells, known, sort, project, old):
    """Return the Change by which what the file says was withdrawn is so here; None where it is."""
    said = cells.said
    if old and (differences := cells.differences(old, ABOUT)):
        now = ", ".join(f"{label}: {before}" for label, before, _after in differences)
        cells.fault(
            "entry", _("What was withdrawn is not rewritten. Here: %(said)s") % {"said": now}
        )
    elif old is None:
        _check_new(cells, sort)
    if cells.faults:
        return None
    values = _stated(said, sort)
    same = [old] if old else _same(known, sort, project, values)
    if any(one.withdrawn_at for one in same):
        return None
    old = next(iter(same), None)
    if old:
        known.withdrawing.add((sort.what, old.pk))

    def act(by, at, made):
        what = {"what": sort.what, "by": by, "at": at}
        if old:
            withdraw(project=old.project, entry=old, reason=said["reason"], **what)
        else:
            found = resolved(project, made)
            enter(project=found, values=values, withdrawn=said["reason"], **what)

    about = _about(project, cells)
    left = ABOUT - {"withdrawn", "reason"}
    return cells.change(about, old, act, left)


def _is_said_before(cells, known, sort, project, values):
    """Return whether another row of the file records the same; otherwise is a fault."""
    key = project if isinstance(project, str) else project.pk
    place = (sort.what, key, values[sort.kind], values["on_date"])
    stated = tuple(values[name] for name in sort.values)
    if sort.what == "status":
        known.statuses[key, values["status"], values["on_date"]] = values
    return known.claim(cells, sort.kind, place, stated)


def _of_withdrawn(cells, known, sort, old):
    """Say nothing of an entry withdrawn since, unless the row asks for something that is not so."""
    values = _after(cells, sort, old)
    is_there = any(not one.withdrawn_at for one in _same(known, sort, old.project, values))
    if not is_there and cells.differences(old, ABOUT):
        message = _("This entry was withdrawn: %(reason)s. Enter the new one without its code.")
        cells.fault("entry", message % {"reason": old.withdrawn_reason})
    return None


def _over(cells, known, sort, old):
    """Return the Change by which a recorded entry is withdrawn or replaced."""
    reason, differences = cells.said.get("reason"), cells.differences(old, ABOUT)
    key = (sort.what, old.project.pk, *_place(old, sort))
    values = _after(cells, sort, old)
    stated = tuple(values[name] for name in (sort.kind, "on_date", *sort.values))
    if not reason:
        if differences:
            said = ", ".join(f"{label}: {after}" for label, _before, after in differences)
            message = _("Otherwise than recorded (%(said)s): say why that one is withdrawn.")
            cells.fault("reason", message % {"said": said})
        return None
    if known.claim(cells, "reason", key, stated):
        return None
    if not differences and sort.what == "status" and _is_only_one(known, old):
        cells.fault(
            "reason", _("This is the only status of the project. Record another one first.")
        )
        return None

    def act(by, at, made):
        what = {"what": sort.what, "entry": old, "reason": reason}
        if differences:
            correct(**what, values=values, by=by, at=at)
        else:
            withdraw(project=old.project, **what, by=by, at=at)

    change = cells.change(_about(old.project, cells), old, act, ABOUT)
    label = capfirst(str(cells.tab.column("reason").label))
    change = change or cells.change_of(_about(old.project, cells), act)
    change.differences.append((label, "", reason))
    return change


def _after(cells, sort, old):
    """Return the values of an entry with what the row says over them."""
    names = (sort.kind, *sort.values, *DATED)
    known = {name: getattr(old, name) for name in names}
    known["document"] = cells.tab.column("document").shown(old)
    return known | {name: cells.said[name] for name in names if name in cells.said}


def _is_only_one(known, old):
    return len(known.standing("status", old.project)) == 1


def _about(project, cells):
    if isinstance(project, str):
        return cells.said.get("project_name") or cells.row.cells.get(cells.named.get("project"), "")
    return f"{project} ({project.code})"
