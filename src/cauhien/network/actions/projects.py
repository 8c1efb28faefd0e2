"""Projects and who does what in them, technologies and who offers them."""

from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cauhien.core import search
from cauhien.core.events import announce_many
from cauhien.core.provenance import Said, differs, kept_by_people, plain, propose, take_over
from cauhien.network.models import Contribution, Project, Technology
from cauhien.organisations.states import Zone


def project_columns(record):
    """Return what a record of a project says, by column."""
    return {
        "title_vi": record.title_vi,
        "title_en": record.title_en,
        "summary_vi": record.summary_vi,
        "summary_en": record.summary_en,
        "programme": record.programme,
        "year_start": record.year_start,
        "year_end": record.year_end,
        "status_printed": record.status_printed,
        "topic": record.topic,
    }


def technology_columns(record):
    """Return what a record of a technology says, by column."""
    return {
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "summary_vi": record.summary_vi,
        "summary_en": record.summary_en,
        "kind": record.kind,
        "topic": record.topic,
        "readiness": record.readiness,
        "intellectual_property": record.intellectual_property,
        "owner_printed": record.owner_printed,
    }


@transaction.atomic
def take_over_projects(rows, *, source, at):
    """Write projects; rows: [(record, sha256, bodies)]; bodies: {printed name: organisation}.

    A leader's printed name stays a name: it makes no person.
    """
    said = {
        record.key: Said(
            project_columns(record) | {"zone": _zone_of_host(record, bodies)},
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256, bodies in rows
    }
    taken = take_over(Project, "project", said, source=source, at=at)
    written = [(r, b) for r, _, b in rows if r.key in taken.new or r.key in taken.changed]
    kept = _keep_hosts(taken, written, source, at)
    gone = Contribution.objects.filter(project__in=[taken.rows[key] for key in taken.changed])
    gone.exclude(role=Contribution.Role.HOST, project__code__in=kept).delete()
    Contribution.objects.bulk_create(
        [
            Contribution(
                project=taken.rows[record.key],
                role=one.role,
                raw_name=one.name[:300],
                organisation=bodies.get(one.name) if one.role != "leader" else None,
            )
            for record, bodies in written
            for one in dict.fromkeys(record.contributors)
            if one.role != "host" or taken.rows[record.key].code not in kept
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    spread_projects(taken.written, at=at)
    return taken


def _zone_of_host(record, bodies):
    host = _host(record, bodies)
    return host.zone if host else Zone.UNKNOWN


def _host(record, bodies):
    return next((bodies.get(c.name) for c in record.contributors if c.role == "host"), None)


def _keep_hosts(taken, written, source, at):
    """Return the codes of projects whose host a person named; what a file says else is proposed."""
    codes = [taken.rows[key].code for key in taken.changed]
    hosts = {code: said["host"] for code, said in kept_by_people("project", codes).items()
             if "host" in said}  # fmt: skip
    said = [(taken.rows[r.key].code, "host", plain(_host(r, b))) for r, b in written]
    against = [row for row in said if row[0] in hosts and differs(hosts[row[0]], row[2])]
    propose("project", against, source=source, at=at)
    taken.conflicts.update(code for code, _, _ in against)
    return hosts.keys()


def host_of(project):
    """Return the organisation that hosts a project, None where the register has none."""
    lines = project.contributions.filter(role=Contribution.Role.HOST, organisation__isnull=False)
    line = lines.select_related("organisation__canonical").order_by("id").first()
    return line and (line.organisation.canonical or line.organisation)


def give_host(project, organisation):
    """Let an organisation, or nobody (None), host a project, which is where its host is."""
    project.contributions.filter(role=Contribution.Role.HOST).delete()
    if organisation:
        project.contributions.create(
            role=Contribution.Role.HOST,
            raw_name=str(organisation)[:300],
            organisation=organisation,
        )
    project.zone = organisation.zone if organisation else Zone.UNKNOWN
    project.save(update_fields=["zone"])


def give_owner(technology, organisation):
    """Let an organisation, or nobody (None), own a technology, which is where its owner is."""
    technology.owner = organisation
    technology.owner_printed = str(organisation)[:300] if organisation else ""
    technology.zone = organisation.zone if organisation else Zone.UNKNOWN
    technology.save(update_fields=["owner", "owner_printed", "zone"])


@transaction.atomic
def take_over_technologies(rows, *, source, at):
    """Write technologies; rows: [(record, sha256, owner or None)]."""
    said = {
        record.key: Said(
            technology_columns(record)
            | {"owner": owner, "zone": owner.zone if owner else Zone.UNKNOWN},
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256, owner in rows
    }
    taken = take_over(Technology, "technology", said, source=source, at=at)
    spread_technologies(taken.written, at=at)
    return taken


@transaction.atomic
def link_printed(printed, organisation, *, at, take_back=False):
    """Give an organisation the projects and technologies whose cell names it so.

    take_back: they were given to it wrongly and have nobody again.
    """
    before, after = (organisation, None) if take_back else (None, organisation)
    zone = after.zone if after else Zone.UNKNOWN
    lines = Contribution.objects.filter(raw_name=printed, organisation=before)
    lines = lines.exclude(role=Contribution.Role.LEADER)
    hosts = lines.filter(role=Contribution.Role.HOST)
    hosted = _unless_kept("project", "host", Project.objects.filter(pk__in=hosts.values("project")))
    lines.exclude(role=Contribution.Role.HOST).update(organisation=after)
    hosts.filter(project__in=hosted).update(organisation=after)
    offered = Technology.objects.filter(owner_printed=printed, owner=before)
    offered = _unless_kept("technology", "owner", offered)
    for project in hosted:
        project.zone = zone
    for technology in offered:
        technology.owner, technology.zone = after, zone
    Project.objects.bulk_update(hosted, ["zone"])
    Technology.objects.bulk_update(offered, ["owner", "zone"])
    spread_projects(hosted, at=at)
    spread_technologies(offered, at=at)


def _unless_kept(kind, column, rows):
    """Return the rows of which no person has said otherwise, as a list."""
    kept = kept_by_people(kind, [row.code for row in rows])
    return [row for row in rows if column not in kept.get(row.code, {})]


@transaction.atomic
def follow_holders(*, at):
    """Give projects and technologies the place of their host or owner where it is another now."""
    hosts = Contribution.objects.filter(project=OuterRef("pk"), role=Contribution.Role.HOST)
    hosts = hosts.exclude(organisation=None).order_by("pk")
    placed = hosts.annotate(held=Coalesce("organisation__canonical__zone", "organisation__zone"))
    projects = Project.objects.annotate(held=Subquery(placed.values("held")[:1]))
    technologies = Technology.objects.annotate(
        held=Coalesce("owner__canonical__zone", "owner__zone")
    )
    _follow(projects, "project", spread_projects, at)
    _follow(technologies, "technology", spread_technologies, at)


def _follow(rows: Any, kind, tell, at):
    elsewhere = list(rows.exclude(held=None).exclude(zone=F("held")))
    kept = kept_by_people(kind, [row.code for row in elsewhere])
    moved = [row for row in elsewhere if "zone" not in kept.get(row.code, {})]
    for row in moved:
        row.zone = row.held
    rows.model.objects.bulk_update(moved, ["zone"])
    tell(moved, at=at)


def spread_projects(rows, *, at):
    """Tell the search and the apps above that projects have changed."""
    _spread("project", rows, _project_thing, at)


def spread_technologies(rows, *, at):
    """Tell the search and the apps above that technologies have changed."""
    _spread("technology", rows, _technology_thing, at)


def _spread(kind, rows, thing, at):
    search.index_many(map(thing, rows), at=at)
    codes = [row.code for row in rows]
    announce_many(kind=f"{kind}.changed", subject_kind=kind, subject_codes=codes, at=at)


def _project_thing(row):
    return search.Thing(
        kind="project",
        code=row.code,
        title=(row.title_vi, row.title_en),
        summary=(row.summary_vi[:300], row.summary_en[:300]),
        text="\n\n".join([row.summary_vi, row.summary_en, row.programme]),
        sort_key=row.sort_key,
        place=row.zone,
        topic=row.topic,
        year=row.year_start,
    )


def _technology_thing(row):
    return search.Thing(
        kind="technology",
        code=row.code,
        title=(row.name_vi, row.name_en),
        summary=(row.summary_vi[:300], row.summary_en[:300]),
        text="\n\n".join([row.summary_vi, row.summary_en, row.owner_printed]),
        sort_key=row.sort_key,
        place=row.zone,
        topic=row.topic,
    )
