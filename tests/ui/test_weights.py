"""What a page weighs: a phone on a slow line must be able to afford it."""

import gzip
from pathlib import Path

from cauhien import ui

STATIC = Path(ui.__file__).parent / "static" / "ui"


def zipped(paths):
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in paths)


def test_the_style_sheet_weighs_at_most_8_kilobytes():
    sheets = sorted(STATIC.glob("css/*.css"))

    assert [sheet.stem for sheet in sheets] == ["base", "layout", "pages", "parts", "tokens"]
    assert zipped(sheets) <= 8 * 1024


def test_the_scripts_weigh_at_most_17_kilobytes():
    assert zipped(STATIC.rglob("*.js")) <= 17 * 1024


def test_the_fonts_weigh_at_most_70_kilobytes_and_have_their_licences_beside():
    fonts = sorted(STATIC.glob("fonts/*.woff2"))

    assert sum(font.stat().st_size for font in fonts) <= 70 * 1000
    assert {font.name.split("-latin")[0].split("-vietnamese")[0] for font in fonts} == {
        licence.stem.removeprefix("LICENSE-") for licence in STATIC.glob("fonts/LICENSE-*.txt")
    }
