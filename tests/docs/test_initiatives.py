"""The page on files of teams names every act of the table and every part."""

from pathlib import Path

from cauhien.challenges.states import INITIATIVE_TRANSITIONS, Part

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "initiatives.md"


def test_it_names_every_act_and_every_part():
    page = PAGE.read_text("utf-8")

    assert [row.act for row in INITIATIVE_TRANSITIONS if f"| `{row.act}` |" not in page] == []
    assert [part for part in Part if f"\n| {part} |" not in page] == []
