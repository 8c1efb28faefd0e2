"""Investment projects, written by the park manager; what is corrected stays so when files come."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.provenance import by_hand, plain, record_assertion
from cauhien.core.text import sort_key
from cauhien.park.actions.refusals import CannotWrite, ask, ask_manager, locked, log, made
from cauhien.park.actions.spreading import settle_status, spread_projects
from cauhien.park.models import CapitalEntry, Figure, InvestmentProject, Investor, StatusChange
from cauhien.park.queries.parks import ENTRIES, KIND, possible_parents
from cauhien.park.states import Act

COLUMNS = (
    "name_vi",
    "name_en",
    "certificate_number",
    "topic",
    "area_ha",
    "number",
    "parent",
)
PRINTED = ("sector_printed", "status_printed")  # as a source says it: a table alone writes them
ACTS = {"status": Act.STATUS, "capital": Act.CAPITAL, "figure": Act.FIGURE}


@transaction.atomic
def begin_project(*, park, values, investor, status, by, at):
    """Write down a project that no file names, and return it.

    values: {column: value} of COLUMNS and PRINTED. investor: {name, nationality, tier,
    organisation}; without a name nobody is named. status: {status, on_date, precision, document}.
    """
    ask_manager(by)
    project = InvestmentProject(park=park, status=status["status"])
    _fill(project, values)
    project.investor = _investor(investor)
    project.derive()
    project.save()
    _enter(StatusChange, project, by, at, status)
    log(park, Act.PROJECT, by, at, project=project.code, **_said(project, values))
    settle_status([project])
    spread_projects([project], at=at)
    return project


@transaction.atomic
def write_project(*, project, values, investor, by, at):
    """Correct what is said of a project; a file that says otherwise becomes a conflict."""
    ask_manager(by)
    project = locked(project)
    before = {name: getattr(project, name) for name in values}
    _fill(project, values)
    if investor:
        project.investor = _investor(investor)
    project.derive()
    project.save()
    changed = {name: values[name] for name in values if values[name] != before[name]}
    _vouch(project, changed, by, at)
    log(project.park, Act.PROJECT, by, at, project=project.code, **_said(project, changed))
    spread_projects([project], at=at)
    return project


@transaction.atomic
def enter(*, project, what, values, by, at, withdrawn=""):
    """Record a status, capital or a figure of a project on a day, and return the entry.

    what: a word of ENTRIES. values: its columns, on_date, precision and document among them.
    withdrawn: why it counts no more, of one that comes withdrawn from elsewhere.
    """
    ask_manager(by)
    project = locked(project)
    gone = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_reason": withdrawn}
    entry = _enter(ENTRIES[what], project, by, at, values | (gone if withdrawn else {}))
    said = {name: values[name] for name in values if name != "precision"}
    said |= {"project": project.code, "entry": entry.code, "withdrawn": withdrawn}
    log(project.park, ACTS[what], by, at, **said)
    _settle(project, what, at)
    return entry


@transaction.atomic
def withdraw(*, project, what, entry, reason, by, at):
    """Take an entry back, with a reason; it stays to be read and counts no more."""
    ask_manager(by)
    project = locked(project)
    entry = ENTRIES[what].objects.select_for_update(of=("self",)).get(pk=entry.pk)
    ask(entry.withdrawn_at is None)
    if what == "status" and _is_last(project):
        raise CannotWrite(_("This is the only status of the project. Record another one first."))
    _withdraw(project, entry, reason, by, at)
    _settle(project, what, at)


@transaction.atomic
def correct(*, what, entry, values, reason, by, at):
    """Put another entry in the place of one that is withdrawn with a reason; return the new one."""
    ask_manager(by)
    project = locked(entry.project)
    entry = ENTRIES[what].objects.select_for_update(of=("self",)).get(pk=entry.pk)
    ask(entry.withdrawn_at is None)
    _withdraw(project, entry, reason, by, at)
    return enter(project=project, what=what, values=values, by=by, at=at)


@transaction.atomic
def write_investor(*, park, investor, values, by, at):
    """Write the nationality, the kind or the organisation of an investor."""
    ask_manager(by)
    for name, value in values.items():
        setattr(investor, name, value)
    investor.save(update_fields=list(values))
    said = {name: plain(value) for name, value in values.items()}
    log(park, Act.INVESTOR, by, at, investor=investor.name, **said)


def _withdraw(project, entry, reason, by, at):
    entry.withdrawn_at, entry.withdrawn_by, entry.withdrawn_reason = at, by, reason
    entry.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    log(project.park, Act.WITHDRAW, by, at, project=project.code, entry=entry.code, reason=reason)


def _settle(project, what, at):
    if what == "status":
        settle_status([project])
        spread_projects([project], at=at)


def _is_last(project):
    return project.statuses.filter(withdrawn_at=None).count() == 1


def _enter(model, project, by, at, values):
    refusals = {
        StatusChange: _("This status is recorded for this day already."),
        CapitalEntry: _("Such an amount is recorded for this day. Withdraw it first."),
        Figure: _("Such a figure is recorded for this day. Withdraw it first."),
    }
    stamp = {"entered_by": by, "entered_at": at}
    return made(model, refusals[model], "on_date", project=project, **values, **stamp)


def _fill(project, values):
    parent = values.get("parent")
    if parent and not possible_parents(project).filter(pk=parent.pk).exists():
        message = _("This project cannot be inside that one: it is of another park, or inside it.")
        raise CannotWrite(message, "parent")
    for name, value in values.items():
        setattr(project, name, value)


def _investor(said):
    """Return the Investor of a name, with what is said of it now; None without a name."""
    if not said["name"]:
        return None
    investor, _is_new = Investor.objects.get_or_create(
        name=said["name"], defaults={"sort_key": sort_key(said["name"])[:300]}
    )
    for name in ("nationality", "tier", "organisation"):
        setattr(investor, name, said[name])
    investor.save()
    return investor


def _vouch(project, changed, by, at):
    """Let the values that a person has written stay when the project's file is read in again."""
    if not project.source_id or not changed:
        return
    source = by_hand(at)
    for name, value in changed.items():
        said = plain(value) if value is None or hasattr(value, "code") else str(value)
        record_assertion(
            subject=(KIND, project.code), predicate=name, value=said, source=source, by=by, at=at
        )


def _said(project, values):
    said = {name: plain(value) for name, value in values.items()}
    return said | {"investor": str(project.investor or "")}
