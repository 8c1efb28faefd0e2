"""The search over everything for other programs."""

from typing import Annotated

from django.urls import reverse
from ninja import Field, Query, Router, Schema

from cauhien.core.subjects import subject
from cauhien.front import queries
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.records import REFUSALS, BothLanguages, Limit, Offset, Question

router = Router(tags=["search"])


class Found(Schema):
    """Something that holds all words asked for."""

    kind: str = Field(description="person, organisation, laboratory, work, project, …")
    code: str
    url: str = Field(description="Its page, from the root of the site")
    title: BothLanguages
    summary: BothLanguages
    zone: str = ""
    topic: str = ""
    year: int | None


class Choice(Schema):
    value: str
    count: int


class SearchAnswer(Schema):
    """What was found, the best first, and how many there are of each kind, place and field."""

    count: int
    limit: int
    offset: int
    items: list[Found]
    facets: dict[str, list[Choice]]


class SearchFilter(Schema):
    kind: Annotated[str, Field(pattern="^[a-z]{1,32}$")] | None = None
    place: Zone | None = None
    topic: Topic | None = None


@router.get("/search", response={200: SearchAnswer, **REFUSALS}, operation_id="search")
def search(
    request,
    wanted: Annotated[SearchFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """Find people, organisations, laboratories, works, projects, technologies and problems."""
    facets = {"kind": wanted.kind or "", "place": wanted.place or "", "topic": wanted.topic or ""}
    found = queries.found_by_programs(q, user=request.user, **facets)
    counts = queries.facet_counts_for(
        q, user=request.user, found=queries.found_by_programs, **facets
    )
    return {
        "count": sum(n for kind, n in counts["kind"] if facets["kind"] in {"", kind}),
        "limit": limit,
        "offset": offset,
        "items": [_record(entry) for entry in found[offset : offset + limit]],
        "facets": {
            name: [{"value": value, "count": count} for value, count in rows]
            for name, rows in counts.items()
        },
    }


def _record(entry):
    return {
        "kind": entry.kind,
        "code": entry.code,
        "url": reverse(subject(entry.kind).url_name, kwargs={"code": entry.code}),
        "title": {"vi": entry.title_vi, "en": entry.title_en},
        "summary": {"vi": entry.summary_vi, "en": entry.summary_en},
        "zone": entry.place,
        "topic": entry.topic,
        "year": entry.year,
    }
