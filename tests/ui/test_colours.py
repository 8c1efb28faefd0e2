"""Every colour of the style sheet is told from its ground, in both schemes."""

import re
from pathlib import Path

import pytest

from cauhien import ui

TOKENS = (Path(ui.__file__).parent / "static" / "ui" / "css" / "tokens.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", part))
    for part in TOKENS.split("@font-face")[0].split("prefers-color-scheme: dark")
)
SCHEMES = {"light": LIGHT, "dark": LIGHT | DARK}
# WCAG 2.2: 4.5 for text (1.4.3), 3 for the edge of a field and what shows the focus (1.4.11).
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "muted", "lake", "lake-deep")
        for ground in ("paper", "surface")
    ),
    *((ink, "paper") for ink in ("son", "ok", "warn", "bad", "info")),
    *((tone, f"{tone}-pale") for tone in ("ok", "warn", "bad", "info")),
    *(("ink", f"{tone}-pale") for tone in ("ok", "warn", "bad", "info", "lake")),
    ("lake", "warn-pale"),
    ("lake", "lake-pale"),
    ("lake-deep", "lake-pale"),
    ("on-lake", "lake"),
    ("on-lake", "lake-deep"),
    ("on-focus", "focus"),
    ("ink", "mark"),
    ("lake", "mark"),
    ("ink", "line"),
    ("bad", "surface"),
]
EDGES = [("muted", "surface"), ("muted", "paper"), ("lake", "surface"), ("bad", "paper")]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def too_weak(scheme, pairs, least):
    colours = SCHEMES[scheme]
    ratios = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in ratios.items() if ratio < least}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_its_ground(scheme):
    assert too_weak(scheme, TEXT, 4.5) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_fields_can_be_seen(scheme):
    assert too_weak(scheme, EDGES, 3) == {}


def test_the_dark_scheme_has_a_value_for_each_colour_but_those_of_the_focus():
    assert LIGHT.keys() - DARK.keys() == {"focus", "on-focus"}
