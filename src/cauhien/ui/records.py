"""The shapes that the API of every app answers in."""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from ninja import Field, Path, Query, Schema

MOST = 100
FARTHEST = 1_000_000

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many records at most")]
Offset = Annotated[int, Query(ge=0, le=FARTHEST, description="How many records to leave out")]
Code = Annotated[
    str, Path(pattern=r"^[-a-zA-Z0-9_]+$", max_length=40, description="The code in the address")
]
Question = Annotated[
    str,
    Query(max_length=200, description="Words that must all be there, with or without marks"),
]
Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """A part of a list."""

    count: int = Field(description="How many records there are in all")
    limit: int
    offset: int
    items: list[Item]


class Refused(Schema):
    """Why there is no answer, in the language of the request."""

    detail: str


REFUSALS = dict.fromkeys((404, 422, 429), Refused)


class BothLanguages(Schema):
    """The same text in two languages; one of them may be empty."""

    vi: str = ""
    en: str = ""


class FieldRecord(Schema):
    """A field of a classification of science."""

    scheme: str
    version: str
    code: str
    name: BothLanguages


class SourceRecord(Schema):
    """Where a record comes from and under which licence."""

    name: str
    licence: str
    attribution: str = ""
    url: str = Field("", description="The page or data set cited")
    retrieved_at: datetime | None = None
    note: str = Field("", description="What the source or the editor adds")


class Link(Schema):
    """Another record: its code, where it has a page, and its name as printed."""

    code: str | None = None
    name: str


def page_record(rows, limit, offset, record):
    """Return one page of rows, a query or a list; record: makes a row into a record."""
    return {
        "count": len(rows) if isinstance(rows, list) else rows.count(),
        "limit": limit,
        "offset": offset,
        "items": [record(row) for row in rows[offset : offset + limit]],
    }


def text_record(thing, name):
    """Return {vi, en} of a pair of columns such as name_vi and name_en."""
    return {language: getattr(thing, f"{name}_{language}") for language in ("vi", "en")}


def field_record(row):
    """Return a field of a classification of science."""
    said = {name: getattr(row, name) for name in ("scheme", "version", "code")}
    return said | {"name": text_record(row, "name")}


def source_record(thing):
    """Return the source of a thing that came from one, else None."""
    if thing.source is None:
        return None
    return {
        "name": thing.source.name,
        "licence": thing.source.licence,
        "attribution": thing.source.attribution,
        "url": thing.source_url or thing.source.url,
        "retrieved_at": thing.retrieved_at or thing.source.retrieved_at,
        "note": thing.source_note,
    }


def link_record(name, row):
    """Return a link to a row, or to the one it was joined to; None where nothing is named."""
    shown = row and (row.canonical or row)
    if not (shown or name):
        return None
    return {"code": shown.code if shown else None, "name": name or str(shown)}
