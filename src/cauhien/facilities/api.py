"""Laboratories for other programs."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.facilities import queries
from cauhien.facilities.states import LaboratoryKind
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

router = Router(tags=["laboratories"])


class LaboratoryRecord(Schema):
    """A laboratory, test site or other facility with what it can do."""

    code: str
    url: str = Field(description="The page of the laboratory, from the root of the site")
    name: BothLanguages
    kind: LaboratoryKind
    topic: str = ""
    capabilities: BothLanguages = Field(description="Summary by the editor")
    accreditation: str = Field("", description="As printed; may have ended")
    host: Link | None
    address: str = ""
    zone: Zone = Field(description="How near it is")
    source: SourceRecord | None


class LaboratoryWhole(LaboratoryRecord):
    """A laboratory with the equipment that its source names."""

    equipment: list[BothLanguages]


class LaboratoryFilter(Schema):
    kind: LaboratoryKind | None = None
    topic: Topic | None = None
    zone: Zone | None = None


@router.get(
    "/laboratories", response={200: Page[LaboratoryRecord], **REFUSALS}, operation_id="laboratories"
)
def laboratories(
    request,
    wanted: Annotated[LaboratoryFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the laboratories in the order of the Vietnamese alphabet."""
    rows = queries.laboratories_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, record_of)


@router.get(
    "/laboratories/{code}",
    response={200: LaboratoryWhole, **REFUSALS},
    operation_id="laboratory",
)
def laboratory(request, code: Code):
    """Show one laboratory."""
    found = get_object_or_404(queries.pages_for(request.user), code=code)
    return record_of(found) | {
        "equipment": [text_record(one, "name") for one in found.equipment.all()]
    }


def record_of(row):
    return {
        "code": row.code,
        "url": f"/laboratories/{row.code}/",
        "name": text_record(row, "name"),
        "kind": row.kind,
        "topic": row.topic,
        "capabilities": text_record(row, "capabilities"),
        "accreditation": row.accreditation,
        "host": link_record(row.host_printed, row.host),
        "address": row.address,
        "zone": row.zone,
        "source": source_record(row),
    }
