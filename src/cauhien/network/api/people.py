"""People for other programs: bibliographic facts, nothing else."""

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

router = Router(tags=["people"])


class PersonRecord(Schema):
    """Somebody in the network."""

    code: str
    url: str = Field(description="The page of the person, from the root of the site")
    name: str
    zone: Zone
    works: int = Field(description="How many works are here")


class Identifier(Schema):
    scheme: str
    value: str
    certain: bool = Field(description="Whether the person gave it; others may cover namesakes")


class Affiliation(Schema):
    """An affiliation as works print it."""

    printed: str
    organisation: Link | None
    first_year: int | None
    last_year: int | None
    works: int


class Coauthor(Schema):
    code: str
    name: str
    works_together: int


class PersonWhole(PersonRecord):
    """What open bibliographic sources print of a person."""

    names: list[str]
    identifiers: list[Identifier]
    affiliations: list[Affiliation]
    coauthors: list[Coauthor]
    source: SourceRecord | None


class PersonFilter(Schema):
    zone: Zone | None = None


@router.get("/people", response={200: Page[PersonRecord], **REFUSALS}, operation_id="people")
def people(
    request,
    wanted: Annotated[PersonFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List people in the order of given names."""
    rows = queries.people_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, _record)


@router.get("/people/{code}", response={200: PersonWhole, **REFUSALS}, operation_id="person")
def person(request, code: Code):
    """Show one person; a joined row answers as the person it was joined to."""
    rows = queries.people_listed(request.user)
    found = get_object_or_404(rows, code=queries.kept_code(code) or code)
    return _record(found) | {
        "names": [name.written for name in queries.names_of(found)],
        "identifiers": [
            {"scheme": row.scheme, "value": row.value, "certain": row.certain}
            for row in queries.identifiers_of(found)
        ],
        "affiliations": [
            _affiliation(row) for row in queries.affiliations_of(queries.lines_of(found))
        ],
        "coauthors": [
            {"code": one.code, "name": one.name, "works_together": one.together}
            for one in queries.coauthors_of(found, request.user)
        ],
        "source": source_record(found),
    }


def _record(row):
    return {
        "code": row.code,
        "url": f"/people/{row.code}/",
        "name": row.name,
        "zone": row.zone,
        "works": row.works,
    }


def _affiliation(row):
    body = row.organisation
    return {
        "printed": row.printed,
        "organisation": {"code": body.code, "name": str(body)} if body else None,
        "first_year": row.first,
        "last_year": row.last,
        "works": row.works,
    }
