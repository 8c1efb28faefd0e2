"""A result goes out as a workbook and comes back the same."""

from io import BytesIO

import numpy as np
import openpyxl
import pytest

from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.sheets import from_sheets, sheets_of
from tests.cauhien_engine.composite.things import RICH, a_frame, a_panel

STRAIGHT = RICH.with_options("aggregate", method="arithmetic", power=None)


def through_excel(sheets):
    """Return the sheets as a workbook holds them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        page.append(list(rows[0]) if rows else ["empty"])
        for row in rows:
            page.append(list(row.values()))
    file = BytesIO()
    book.save(file)
    again = openpyxl.load_workbook(file, read_only=True)
    return {page.title: _rows(page) for page in again}


def _rows(page):
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_what_was_exported_is_computed_anew_to_the_same_scores():
    rng = np.random.default_rng(1)
    panel = a_panel()
    odd = Panel(panel.units, panel.codes, panel.years, panel.values * rng.random((2, 6, 5)),
                groups=panel.groups)  # fmt: skip
    result = compute(a_frame(), odd.with_values({("a", "papers", 2024): np.nan}), STRAIGHT)

    again = compute(*from_sheets(through_excel(sheets_of(result))))

    assert again.table.units == result.table.units
    assert np.allclose(again.table.values, result.table.values, rtol=1e-12, atol=0)
    assert (again.ranks().values == result.ranks().values).all()
    assert again.plan == result.plan
    assert again.frame.version == "1"


def test_every_stage_the_ranks_and_the_cells_that_were_changed_have_a_sheet():
    result = compute(a_frame(), a_panel(a_papers=np.nan), RICH)
    sheets = sheets_of(result)

    assert [name for name in sheets if name.startswith("Stage ")] == [
        f"Stage {name}" for name in result.stages
    ]
    assert sheets["Treated"][0] == {
        "Stage": "impute", "uCode": "a", "Time": 2024, "iCode": "papers", "How": "filled",
    }  # fmt: skip
    assert len(sheets["Ranks"]) == len(result.table.units)


def test_flags_and_origins_come_back():
    flags = np.full((2, 6, 5), "", dtype=object)
    flags[1, 0, 3] = "≈"
    panel = a_panel()
    told = Panel(panel.units, panel.codes, panel.years, panel.values, groups=panel.groups,
                 flags=flags, origins=np.where(flags == "≈", "row 12", ""))  # fmt: skip
    _, again, _, _ = from_sheets(through_excel(sheets_of(compute(a_frame(), told, RICH))))

    assert (again.flags == told.flags).all()
    assert again.origins[1, 0, 3] == "row 12"


def test_a_workbook_without_a_plan_is_refused():
    with pytest.raises(BadPlan, match="no sheet Plan"):
        from_sheets({"iMeta": [], "iData": []})
