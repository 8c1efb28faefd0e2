"""The page on running names what starts and what can be set."""

import re
from pathlib import Path

from cauhien.core.queues import LONG, QUICK

ROOT = Path(__file__).parents[2]
PAGES = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "how-to").glob("*.md"))


def test_it_names_a_worker_for_each_queue():
    assert [queue for queue in (QUICK, LONG) if f"django work {queue}" not in PAGES] == []


def test_every_variable_that_the_settings_read_is_explained():
    settings = (ROOT / "src" / "cauhien" / "settings.py").read_text("utf-8")

    read = set(re.findall(r"CAUHIEN_[A-Z_]+", settings))
    assert len(read) > 10
    assert [name for name in sorted(read) if f"`{name}`" not in PAGES] == []
