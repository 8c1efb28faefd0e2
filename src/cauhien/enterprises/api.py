"""Technology needs that enterprises show, and how far deals come, for other programs."""

from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.enterprises import queries
from cauhien.organisations.states import Topic
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Link,
    Offset,
    Page,
    Question,
    link_record,
    page_record,
    text_record,
)

router = Router(tags=["technology needs"])


class TechnologyNeedRecord(Schema):
    """What an enterprise needs and has chosen to show."""

    code: str
    url: str = Field(description="Its page, from the root of the site")
    title: BothLanguages
    description: BothLanguages
    topic: Topic
    wanted_by: date | None
    enterprise: Link


class TechnologyNeedFilter(Schema):
    topic: Topic | None = None


class DealStage(Schema):
    stage: str
    deals: int = Field(description="That came so far")


class DealFigures(Schema):
    """Deals without names; nothing is told while few enterprises have any."""

    deals: int | None
    running: int | None
    ended: int | None
    reached: list[DealStage]


@router.get(
    "/technology-needs",
    response={200: Page[TechnologyNeedRecord], **REFUSALS},
    operation_id="technology_needs",
)
def technology_needs(
    request,
    wanted: Annotated[TechnologyNeedFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the needs that enterprises show, the newest first."""
    rows = queries.public_needs(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, _need)


@router.get(
    "/technology-needs/{code}",
    response={200: TechnologyNeedRecord, **REFUSALS},
    operation_id="technology_need",
)
def technology_need(request, code: Code):
    """Show one need."""
    return _need(get_object_or_404(queries.public_needs(request.user), code=code))


@router.get(
    "/technology-deals/figures",
    response={200: DealFigures, **REFUSALS},
    operation_id="technology_deal_figures",
)
def technology_deal_figures(request):
    """Count how far deals come, from contact to contract."""
    found = queries.deal_figures()
    if found is None:
        return {"deals": None, "running": None, "ended": None, "reached": []}
    reached = [{"stage": stage.value, "deals": number} for stage, number in found.reached]
    return found._asdict() | {"reached": reached}


def _need(need):
    return {
        "code": need.code,
        "url": f"/technology-needs/{need.code}/",
        "title": text_record(need, "title"),
        "description": text_record(need, "description"),
        "topic": need.topic,
        "wanted_by": need.wanted_by,
        "enterprise": link_record("", need.enterprise.organisation),
    }
