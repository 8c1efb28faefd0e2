"""Organisations for other programs."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.organisations import queries
from cauhien.organisations.states import OrganisationKind, RelationKind, Topic, Zone
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
    page_record,
    source_record,
    text_record,
)

router = Router(tags=["organisations"])


class OrganisationRecord(Schema):
    """A body that does, owns, hosts or decides something."""

    code: str
    url: str = Field(description="The page of the organisation, from the root of the site")
    name: BothLanguages
    kind: OrganisationKind
    description: BothLanguages = Field(description="Summary by the editor")
    topic: str = ""
    zone: Zone = Field(description="How near it is")
    zone_basis: str = Field("", description="How the zone is known")
    country_code: str = ""
    ror: str | None = None
    website: str = ""
    established: str = ""
    active: bool
    source: SourceRecord | None


class Name(Schema):
    value: str
    kind: str
    language: str


class Relation(Schema):
    kind: RelationKind
    organisation: Link


class OrganisationWhole(OrganisationRecord):
    """An organisation with its names and how it stands to others."""

    names: list[Name]
    relations: list[Relation]


class OrganisationFilter(Schema):
    kind: OrganisationKind | None = None
    zone: Zone | None = None
    topic: Topic | None = None


@router.get(
    "/organisations",
    response={200: Page[OrganisationRecord], **REFUSALS},
    operation_id="organisations",
)
def organisations(
    request,
    wanted: Annotated[OrganisationFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the organisations that still exist, in the order of the Vietnamese alphabet."""
    rows = queries.working_for(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, record_of)


@router.get(
    "/organisations/{code}",
    response={200: OrganisationWhole, **REFUSALS},
    operation_id="organisation",
)
def organisation(request, code: Code):
    """Show one organisation; a joined one answers as the one it was joined to."""
    rows = queries.pages_for(request.user)
    found = get_object_or_404(rows, code=queries.kept_code(code) or code)
    return record_of(found) | {
        "names": [
            {"value": name.value, "kind": name.kind, "language": name.language}
            for name in found.names.all()
        ],
        "relations": [
            {"kind": kind, "organisation": {"code": row.code, "name": str(row)}}
            for kind, rows in queries.relations_of(found).items()
            for row in rows
        ],
    }


def record_of(row):
    return {
        "code": row.code,
        "url": f"/organisations/{row.code}/",
        "name": text_record(row, "name"),
        "kind": row.kind,
        "description": text_record(row, "description"),
        "topic": row.topic,
        "zone": row.zone,
        "zone_basis": row.zone_basis,
        "country_code": row.country_code,
        "ror": row.ror,
        "website": row.website,
        "established": row.established,
        "active": row.active,
        "source": source_record(row),
    }
