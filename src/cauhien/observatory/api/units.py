"""Units for other programs: what they merged from, and where each stands among its peers."""

from datetime import date

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from cauhien.observatory.api.values import UnitRecord, ValueRecord, unit_record, value_record
from cauhien.observatory.queries import units
from cauhien.observatory.queries.profiles import profile_of
from cauhien.observatory.states import UnitKind
from cauhien.ui.records import REFUSALS, Code, Limit, Offset, Page, page_record

router = Router(tags=["observatory"])


class StandingRecord(Schema):
    """The newest value of one indicator, among the peers that have one of the same year."""

    value: ValueRecord
    rank: int | None = Field(description="Null where no peer has a value")
    of: int = Field(description="How many units are compared, itself among them")
    middle: float | None = Field(description="The middle value of all of them")
    leads: bool = Field(description="In the best quarter of at least eight")
    lags: bool = Field(description="In the last quarter of at least eight")


class UnitWhole(UnitRecord):
    """A unit with its mergers and where it stands."""

    url: str = Field(description="Its page, from the root of the site")
    valid_from: date | None
    valid_to: date | None = Field(description="The last day of a unit that was merged")
    made_of: list[UnitRecord] = Field(description="The units of which it was made by a merger")
    became: UnitRecord | None = Field(description="The unit of which it is a part since")
    standings: list[StandingRecord] = Field(description="Indicator by indicator, best places first")
    alike: list[UnitRecord] = Field(description="Whose places are nearest to its own")


@router.get("/units", response={200: Page[UnitRecord], **REFUSALS}, operation_id="units")
def list_units(request, kind: UnitKind | None = None, limit: Limit = 20, offset: Offset = 0):
    """List countries, provinces, cities, regions and areas."""
    rows = units.units_for(request.user).order_by("sort_key", "id")
    return page_record(rows.filter(kind=kind) if kind else rows, limit, offset, unit_record)


@router.get("/units/{code}", response={200: UnitWhole, **REFUSALS}, operation_id="unit")
def unit(request, code: Code):
    """Show one unit: indicator by indicator its newest value, its rank and the middle value."""
    found = get_object_or_404(units.units_for(request.user), code=code)
    profile, became = profile_of(found), units.became(found)
    leads, lags = profile.leads, profile.lags
    return unit_record(found) | {
        "url": f"/observatory/units/{found.code}/",
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "made_of": [unit_record(one.old) for one in units.made_of(found)],
        "became": unit_record(became.new) if became else None,
        "standings": [
            {
                "value": value_record(one.value),
                "rank": None if one.is_alone else one.rank,
                "of": one.of,
                "middle": None if one.is_alone else one.middle,
                "leads": one in leads,
                "lags": one in lags,
            }
            for one in profile.lines
        ],
        "alike": [unit_record(other) for other, _gap in profile.alike],
    }
