"""The reference of mechanisms is the table by which they move."""

import re
from pathlib import Path

from django.utils import translation

from cauhien.policies.states import WAYS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "mechanisms.md"


def test_the_page_lists_every_way_as_the_code_has_it():
    with translation.override("en"):
        known = [
            (
                act.value,
                ", ".join(f"`{one}`" for one in way.sources),
                way.target.value,
                str(way.actor.label),
                "; ".join(str(guard.label) for guard in way.guards) or "–",
                "yes" if way.public else "no",
            )
            for act, way in WAYS.items()
        ]

    rows = re.findall(
        r"^\| `(\w+)` \| (.+?) \| `(\w+)` \| (.+?) \| (.+?) \| (yes|no) \|$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    assert rows == known
