"""What follows when parks and projects have changed: the latest status, the search, the events."""

from cauhien.core import search
from cauhien.core.events import announce_many
from cauhien.core.text import sort_key
from cauhien.park.models import STANDS, InvestmentProject, StatusChange
from cauhien.park.queries.parks import KIND, PARK
from cauhien.park.states import Status

_ORDER = Status.values


def settle_status(projects):
    """Write into each project how it stands by its latest status that was not withdrawn."""
    latest = {}
    changes = StatusChange.objects.filter(STANDS, project__in=projects)
    for one in sorted(changes, key=lambda one: (one.on_date, _ORDER.index(one.status))):
        latest[one.project_id] = one
    for project in projects:
        change = latest.get(project.pk)
        project.status = change.status if change else ""
        project.status_on = change.on_date if change else None
    InvestmentProject.objects.bulk_update(projects, ["status", "status_on"])


def spread_parks(parks, *, at):
    search.index_many([_park(park) for park in parks], at=at)
    _announce(PARK, parks, at)


def spread_projects(projects, *, at):
    """Tell the search and the apps above that investment projects have changed."""
    search.index_many([_project(row) for row in projects], at=at)
    _announce(KIND, projects, at)


def _announce(kind, rows, at):
    codes = [row.code for row in rows]
    announce_many(kind=f"{kind}.changed", subject_kind=kind, subject_codes=codes, at=at)


def _park(park):
    return search.Thing(
        kind=PARK,
        code=park.code,
        title=(park.name_vi, park.name_en),
        text=park.manager_printed,
        sort_key=sort_key(park.name_vi)[:300],
    )


def _project(row):
    investor = row.investor
    return search.Thing(
        kind=KIND,
        code=row.code,
        title=(row.name_vi, row.name_en),
        summary=(str(investor or ""), str(investor or "")),
        text="\n\n".join([row.sector_printed, row.certificate_number, str(row.park)]),
        sort_key=row.sort_key,
        topic=row.topic,
        year=row.status_on.year if row.status_on else None,
    )
