"""The shown values as cells of a panel: plain numbers of single years, for the engine's door."""

from typing import NamedTuple

from django.db.models import F

from cauhien.observatory.models import Frame, Unit, Value
from cauhien.observatory.queries.units import units_of
from cauhien.observatory.states import FrameKind, Qualifier, Status

NUMBERS = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.LEAST, Qualifier.MOST)
MEASURED = ("Indicator", "Denominator")


class Cell(NamedTuple):
    """One number. flag: its qualifier where it is not exact, else "". value: the value's code."""

    unit: str
    indicator: str
    year: int
    number: float
    flag: str
    value: str


class Cells(NamedTuple):
    """units: rows of Unit in their order; codes: of indicators; years: ascending; rows: Cells."""

    units: tuple[Unit, ...]
    codes: tuple[str, ...]
    years: tuple[int, ...]
    rows: list[Cell]


def cells(codes, units, years):
    """Return the Cells of some indicators, units and years (first, last); two queries at most.

    A band, "not listed", a period of several years and an undated value are no cell.
    """
    units = tuple(units)
    found = Value.objects.filter(
        status=Status.SHOWN,
        indicator__code__in=codes,
        unit__in=units,
        year__range=years,
        number__isnull=False,
        qualifier__in=NUMBERS,
        since=F("year"),
    )
    names = ("unit__code", "indicator__code", "year", "number", "qualifier", "code")
    rows = [
        Cell(unit, code, year, number, "" if said == Qualifier.EXACT else said, value)
        for unit, code, year, number, said, value in found.order_by("year").values_list(*names)
    ]
    known = sorted({row.year for row in rows})
    return Cells(units, tuple(codes), tuple(known), rows)


def cells_of(frame):
    """Return the Cells that a frame is computed from: its units, indicators and denominators."""
    codes = tuple(node["iCode"] for node in frame.nodes if node["Type"] in MEASURED)
    return cells(codes, units_of(frame.group), (frame.first_year, frame.last_year))


def published_frames():
    """Return the frames of indices that are locked, as everybody sees them first."""
    return Frame.objects.filter(kind=FrameKind.INDEX, locked=True).order_by("id")
