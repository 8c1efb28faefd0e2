"""A document as PDF/A-2a: tagged, with its fonts, readable in decades."""

import json
import re
from functools import cache
from pathlib import Path

import typst

from cauhien.documents.documents import layout
from cauhien.ui import charts

HERE = Path(__file__).parent
FONT = "Cau Hien Serif"  # Liberation Serif, which is as wide as Times New Roman
STANDARDS = ["a-2a", "ua-1"]
MISSING = "□"  # stands for a sign that the font lacks (PDF/A allows no hole)
DRAWN = {"svg", "png"}  # pictures, which are no words
LONGEST_WORD, PIECE = 24, 4  # a longer word may break after every few letters
LEADING = layout.LINES * 1.149 - 1.107  # of the font's own height: what is between two lines


def pdf(text, *, at):
    """Return the bytes of a document; at: the time that its properties say."""
    return bytes(_compile(text, at, format="pdf", pdf_standards=STANDARDS))


def images(text, *, at, ppi=100):
    """Return the pages of a document as PNG."""
    made = _compile(text, at, format="png", ppi=ppi)
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _compile(text, at, **how):
    said = _safe(layout.laid_out(text)) | {
        "font": FONT,
        "page": layout.PAGE,
        "sizes": layout.SIZES,
        "head": layout.HEAD_SHARES,
        "indent": layout.INDENT,
        "spacing": layout.SPACING,
        "leading": LEADING,
    }
    return typst.compile(
        (HERE / "layout.typ").read_bytes(),
        sys_inputs={"document": json.dumps(said)},
        font_paths=_fonts(),
        timestamp=at.replace(microsecond=0),
        **how,
    )


@cache
def _fonts():
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(HERE / "fonts"), str(charts.FONTS)],
    )


@cache
def covered():
    """Return the signs that all four fonts have."""
    lines = (HERE / "fonts" / "coverage.txt").read_text("utf-8").split()
    ranges = [[int(end, 16) for end in line.split("-")] for line in lines]
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


def _safe(value):
    """Return values whose texts can be set: no sign without a glyph, no endless word."""
    if isinstance(value, dict):
        return {name: one if name in DRAWN else _safe(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_safe(one) for one in value]
    return _breakable(_shown(value)) if isinstance(value, str) else value


def _shown(text):
    return "".join(sign if sign in covered() or sign == "\n" else MISSING for sign in text)


def _breakable(text):
    return re.sub(rf"[^\s]{{{LONGEST_WORD + 1},}}", _in_pieces, text)


def _in_pieces(found):
    word = found[0]
    return "\u200b".join(word[at : at + PIECE] for at in range(0, len(word), PIECE))
