"""Projects and technologies for other programs."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.network import queries
from cauhien.network.states import TechnologyKind
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Link,
    Offset,
    Page,
    Question,
    SourceRecord,
    link_record,
    page_record,
    source_record,
    text_record,
)

router = Router(tags=["projects and technologies"])


class Part(Schema):
    role: str
    who: Link


class ProjectRecord(Schema):
    """A funded task of science and technology."""

    code: str
    url: str = Field(description="The page of the project, from the root of the site")
    title: BothLanguages
    summary: BothLanguages
    programme: str = ""
    year_start: int | None
    year_end: int | None
    topic: str = ""
    zone: Zone = Field(description="The place of the host organisation")
    contributions: list[Part] = Field(description="Who did what, by the name printed")
    source: SourceRecord | None


class TechnologyRecord(Schema):
    """Something that an owner could offer; a lead, unless its source is the owner."""

    code: str
    url: str = Field(description="The page of the technology, from the root of the site")
    name: BothLanguages
    summary: BothLanguages
    kind: TechnologyKind
    topic: str = ""
    readiness: int | None = Field(description="Technology readiness level, 1 to 9")
    intellectual_property: str = ""
    owner: Link | None
    zone: Zone = Field(description="The place of the owner")
    source: SourceRecord | None


class ProjectFilter(Schema):
    topic: Topic | None = None
    zone: Zone | None = None


class TechnologyFilter(ProjectFilter):
    kind: TechnologyKind | None = None


@router.get("/projects", response={200: Page[ProjectRecord], **REFUSALS}, operation_id="projects")
def projects(
    request,
    wanted: Annotated[ProjectFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List projects, the latest first."""
    rows = queries.projects_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, _project)


@router.get("/projects/{code}", response={200: ProjectRecord, **REFUSALS}, operation_id="project")
def project(request, code: Code):
    """Show one project."""
    rows = queries.with_contributions(queries.projects_for(request.user))
    return _project(get_object_or_404(rows, code=code))


@router.get(
    "/technologies", response={200: Page[TechnologyRecord], **REFUSALS}, operation_id="technologies"
)
def technologies(
    request,
    wanted: Annotated[TechnologyFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List technologies in the order of the Vietnamese alphabet."""
    rows = queries.technologies_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, _technology)


@router.get(
    "/technologies/{code}",
    response={200: TechnologyRecord, **REFUSALS},
    operation_id="technology",
)
def technology(request, code: Code):
    """Show one technology."""
    return _technology(get_object_or_404(queries.technologies_for(request.user), code=code))


def _project(row):
    return {
        "code": row.code,
        "url": f"/projects/{row.code}/",
        "title": text_record(row, "title"),
        "summary": text_record(row, "summary"),
        "programme": row.programme,
        "year_start": row.year_start,
        "year_end": row.year_end,
        "topic": row.topic,
        "zone": row.zone,
        "contributions": [
            {"role": line.role, "who": link_record(line.raw_name, line.organisation)}
            for line in row.contributions.all()
        ],
        "source": source_record(row),
    }


def _technology(row):
    return {
        "code": row.code,
        "url": f"/technologies/{row.code}/",
        "name": text_record(row, "name"),
        "summary": text_record(row, "summary"),
        "kind": row.kind,
        "topic": row.topic,
        "readiness": row.readiness,
        "intellectual_property": row.intellectual_property,
        "owner": link_record(row.owner_printed, row.owner),
        "zone": row.zone,
        "source": source_record(row),
    }
