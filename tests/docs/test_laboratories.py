"""The page on laboratories in use names every row of the tables."""

from pathlib import Path

from cauhien.facilities.states import BOOKING_WAYS, FAULT_WAYS, REQUEST_WAYS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "laboratories.md"


def test_it_names_every_act_with_where_it_begins_and_ends():
    rows = [line.split("|") for line in PAGE.read_text("utf-8").splitlines() if "`" in line]
    said = {row[1].strip(" `"): row[2:4] for row in rows if len(row) > 4}

    ways = [*REQUEST_WAYS, *BOOKING_WAYS, *FAULT_WAYS]
    missing = [
        way
        for way in ways
        if way.act not in said
        or way.target != said[way.act][1].strip()
        or (way.source or "") not in said[way.act][0]
    ]
    assert missing == []
