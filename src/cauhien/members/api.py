"""Members of the network for other programs."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from cauhien.accounts.middleware import SecondFactor
from cauhien.members import queries
from cauhien.members.states import MembershipState
from cauhien.network.rules import is_real
from cauhien.organisations.states import Topic
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    FieldRecord,
    Limit,
    Link,
    Offset,
    Page,
    Refused,
    field_record,
    page_record,
)

router = Router(tags=["members"])


class MemberRecord(Schema):
    """Somebody who is a member of the network today."""

    person: Link
    url: str = Field(description="The page of the person, from the root of the site")
    state: MembershipState
    group: Topic = Field(description="The group of fields in which they are a member")
    standing: str = Field(description="By the rules of the city, as its code")
    standing_name: BothLanguages
    fields: list[FieldRecord]
    starts_on: date | None
    ends_on: date | None


class MembershipRecord(MemberRecord):
    """A nomination or membership that you may read, with its reasons."""

    code: str
    office: str | None = Field(description="The office that nominates, if one does")
    reason: str
    decision: str
    ending: str


class MemberFilter(Schema):
    group: Topic | None = None


@router.get("/members", response={200: Page[MemberRecord], **REFUSALS}, operation_id="members")
def members(
    request,
    wanted: Annotated[MemberFilter, Query()],
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List who is a member of the network today, by group and name."""
    rows = queries.members_on(localdate()).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, member_of)


@router.get(
    "/people/{code}/membership",
    response={200: MemberRecord, **REFUSALS},
    operation_id="person_membership",
)
def membership(request, code: Code):
    """Show the membership of a person; 404 for whoever is no member today."""
    return member_of(get_object_or_404(queries.members_on(localdate()), person__code=code))


@router.get(
    "/memberships",
    response={200: Page[MembershipRecord], **REFUSALS, 401: Refused},
    operation_id="memberships",
    auth=SecondFactor(),
)
def memberships(request, limit: Limit = 20, offset: Offset = 0):
    """List the nominations and memberships that you may read, the newest first."""
    rows = queries.memberships_for(request.user).filter(is_real("person__"))
    rows = rows.prefetch_related("research_fields")
    return page_record(rows, limit, offset, _membership)


def member_of(row):
    names = {one.code: one for one in queries.standings()}
    held = names.get(row.standing)
    return {
        "person": {"code": row.person.code, "name": row.person.name},
        "url": f"/people/{row.person.code}/",
        "standing_name": {"vi": held.name_vi, "en": held.name_en} if held else {},
        "fields": [field_record(one) for one in row.research_fields.all()],
    } | {
        name: getattr(row, name) for name in ("state", "group", "standing", "starts_on", "ends_on")
    }


def _membership(row):
    said = {name: getattr(row, name) for name in ("code", "reason", "decision", "ending")}
    return member_of(row) | said | {"office": str(row.office) if row.office else None}
