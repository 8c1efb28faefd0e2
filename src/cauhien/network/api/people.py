"""People for other programs: bibliographic facts, and what they declare of themselves."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.network import queries
from cauhien.network.queries.lines import affiliations_of, lines_of
from cauhien.network.states import EvidenceKind
from cauhien.organisations.states import Zone
from cauhien.ui.records import (
    REFUSALS,
    Code,
    FieldRecord,
    Limit,
    Link,
    Offset,
    Page,
    Question,
    SourceRecord,
    field_record,
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


class EvidenceRecord(Schema):
    """What shows a declared field."""

    kind: EvidenceKind
    title: str = Field(description="Of what it is; the organisation, where it is a position")
    url: str = Field(description="Its page, from the root of the site, or the link that was given")
    on: date | None = Field(description="Of a patent or of something else with a link")


class DeclaredField(Schema):
    """A field of expertise that the person declares; nobody here checks it."""

    field: FieldRecord
    words: str
    evidence: list[EvidenceRecord]


class PersonWhole(PersonRecord):
    """What open bibliographic sources print of a person, and what they declare themself."""

    names: list[str]
    identifiers: list[Identifier]
    affiliations: list[Affiliation]
    coauthors: list[Coauthor]
    expertise: list[DeclaredField]
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
        "affiliations": [_affiliation(row) for row in affiliations_of(lines_of(found))],
        "coauthors": [
            {"code": one.code, "name": one.name, "works_together": one.together}
            for one in queries.coauthors_of(found, request.user)
        ],
        "expertise": [_declared(one) for one in queries.expertise_of(found)],
        "source": source_record(found),
    }


def _declared(row):
    return {
        "field": field_record(row.field),
        "words": row.words,
        "evidence": [_evidence(one) for one in row.evidence.all()],
    }


def _evidence(one):
    pages = {
        EvidenceKind.WORK: lambda: f"/works/{one.work.code}/",
        EvidenceKind.PROJECT: lambda: f"/projects/{one.project.code}/",
        EvidenceKind.POSITION: lambda: f"/organisations/{one.position.organisation.code}/",
    }
    page = pages.get(one.kind)
    about = one.position.organisation if one.position else one
    return {
        "kind": one.kind,
        "title": str(about),
        "url": page() if page else one.url,
        "on": one.on,
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
