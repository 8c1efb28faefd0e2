"""The page on problems names every act of the table."""

from pathlib import Path

from cauhien.challenges.states import TRANSITIONS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "problems.md"


def test_it_names_every_act():
    page = PAGE.read_text("utf-8")

    assert [row.act for row in TRANSITIONS if f"| `{row.act}` |" not in page] == []
