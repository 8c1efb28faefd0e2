"""Works for other programs."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.network import queries
from cauhien.organisations.states import Zone
from cauhien.ui.records import (
    REFUSALS,
    Code,
    Limit,
    Link,
    Offset,
    Page,
    Question,
    SourceRecord,
    page_record,
    source_record,
)

router = Router(tags=["works"])


class WorkRecord(Schema):
    """A published work."""

    code: str
    url: str = Field(description="The page of the work, from the root of the site")
    title: str
    title_translated: str = ""
    language: str = ""
    kind: str = Field("", description="As the source calls it")
    year: int | None
    venue: str = ""
    doi: str = ""
    retracted: bool
    zone: Zone
    authors: list[str] = Field(description="As printed")
    source: SourceRecord | None


class Author(Schema):
    name: str = Field(description="As printed")
    person: str | None = Field(description="Code of the person, where an identifier says who")
    affiliations: list[str] = Field(description="As printed")
    organisation: Link | None


class WorkWhole(WorkRecord):
    """A work with its abstract and the lines of its authors."""

    abstract: str = ""
    published_on: date | None
    address: str = Field("", description="Where it can be read")
    licence: str = ""
    authorships: list[Author]


class WorkFilter(Schema):
    zone: Zone | None = None
    year: Annotated[int, Field(ge=1500, le=2200)] | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = None
    kind: Annotated[str, Field(pattern="^[-a-z]{2,40}$")] | None = None


@router.get("/works", response={200: Page[WorkRecord], **REFUSALS}, operation_id="works")
def works(
    request,
    wanted: Annotated[WorkFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List works, the newest first."""
    rows = queries.works_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, _listed)


@router.get(
    "/people/{code}/works",
    response={200: Page[WorkRecord], **REFUSALS},
    operation_id="works_of_person",
)
def works_of_person(request, code: Code, limit: Limit = 20, offset: Offset = 0):
    """List the works of a person, the newest first."""
    rows = queries.people_for(request.user)
    person = get_object_or_404(rows, code=queries.kept_code(code) or code)
    return page_record(queries.works_by(person), limit, offset, _listed)


@router.get("/works/{code}", response={200: WorkWhole, **REFUSALS}, operation_id="work")
def work(request, code: Code):
    """Show one work."""
    found = get_object_or_404(queries.works_for(request.user), code=code)
    lines = queries.authors_of(found, request.user)
    return _record(found, lines) | {
        "abstract": found.abstract,
        "published_on": found.published_on,
        "address": found.url,
        "licence": found.licence,
        "authorships": [_author(line) for line in lines],
    }


def _listed(row):
    return _record(row, row.authorships.all())


def _record(row, lines):
    return {
        "code": row.code,
        "url": f"/works/{row.code}/",
        "title": row.title,
        "title_translated": row.title_translated,
        "language": row.language,
        "kind": row.kind,
        "year": row.year,
        "venue": row.venue,
        "doi": row.doi,
        "retracted": row.retracted,
        "zone": row.zone,
        "authors": [line.raw_name for line in lines],
        "source": source_record(row),
    }


def _author(line):
    return {
        "name": line.raw_name,
        "person": line.shown.code if line.shown else None,
        "affiliations": line.raw_affiliations,
        "organisation": {"code": line.body.code, "name": str(line.body)} if line.body else None,
    }
