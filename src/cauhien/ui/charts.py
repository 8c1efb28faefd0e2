"""Charts: Vega-Lite specifications, drawn to SVG on the server, each with its table and a sentence.

A page shows a Chart with `{% chart it %}`. A shape that several apps draw stands in `shapes`; what
only one draws stands in its own `charts.py`. Colours are the tokens of the style sheet, so that a
picture follows the scheme of the page that it stands in.
"""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap

import vl_convert
from django.core.cache import cache as kept
from django.utils.safestring import mark_safe

from cauhien.core.hashing import hash_of
from cauhien.ui.words import language

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
FONT = "Cau Hien Sans"  # as wide as the page's own, which the style sheet puts in its place
WIDE, NARROW = 704, 358  # pixels: the measure of a page, and what a phone of 390 has
LETTER, LINE_HEIGHT = 7, 16  # pixels of names at an axis: of a letter on average, of a line
PRINTED = 2.5  # pixels of a picture on paper for each of the page
KEPT_FOR = 30 * 24 * 3600  # seconds: a picture takes longer to draw than the rest of its page
LOCALES = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]},
}
INK, MUTED, LINE = "var(--ink)", "var(--muted)", "var(--line)"
LAKE, SON = "var(--lake)", "var(--son)"  # what the page is about is drawn in son
CONFIG = {
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": 400, "titlePadding": 8,
        "labelColor": INK, "titleColor": MUTED, "gridColor": LINE, "domainColor": LINE,
        "tickColor": LINE, "labelLimit": 260, "labelSeparation": 6,
    },
    "text": {"fontSize": 14, "color": INK},
    "rule": {"color": LAKE},
    "point": {"color": LAKE, "filled": True, "opacity": 1, "size": 64},
}  # fmt: skip
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')  # the whole picture has one name
_TOKEN = re.compile(r"var\(--([a-z-]+)\)")
_NAME = re.compile(r'( id="|url\(#|href="#)')


@dataclass(frozen=True)
class Chart:
    """A picture with all that must stand beside it, in the language of the page.

    title: what is shown. sentence: what it says, made from the same numbers. columns, rows: of the
    `data_table` with every number drawn. spec: function of a width in pixels that returns a
    Vega-Lite specification without width and config.
    """

    title: str
    sentence: str
    columns: list
    rows: list
    spec: Callable[[int], dict]

    @cached_property
    def key(self):
        """Return the name under which the drawn pictures are kept: equal pictures, equal names."""
        said = [
            language(),
            version("vl-convert-python"),
            *(self._whole(one) for one in (WIDE, NARROW)),
        ]
        return hash_of(said)[:16]

    @cached_property
    def pictures(self):
        """Return (wide, narrow): the SVG for a page and for a phone."""
        drawn = kept.get(self.name)
        if drawn is None:
            drawn = self._drawn()
            kept.set(self.name, drawn, KEPT_FOR)
        return tuple(map(mark_safe, drawn))  # what Vega draws escapes the texts in it

    @property
    def name(self):
        return f"chart:{self.key}"

    def _drawn(self):
        return tuple(
            _NAME.sub(rf"\g<1>c{self.key}-{width}-", _draw(self._whole(width)))
            for width in (WIDE, NARROW)
        )

    @cached_property
    def on_paper(self):
        """Return (SVG, PNG as base64) in the colours of the light scheme, for a document."""
        svg = _TOKEN.sub(lambda found: _light()[found[1]], _draw(self._whole(WIDE)))
        png = vl_convert.svg_to_png(svg, scale=PRINTED)
        return svg, base64.b64encode(png).decode()

    def _whole(self, width):
        fitted = {"type": "fit-x", "contains": "padding"}
        usual = {"width": width, "autosize": fitted, "padding": 4, "config": CONFIG}
        return usual | self.spec(width)


def with_kept(charts):
    """Return charts with the pictures that are kept of them: one query for all of a page."""
    drawn = kept.get_many([one.name for one in charts])
    for one in charts:
        if one.name in drawn:
            vars(one)["pictures"] = tuple(map(mark_safe, drawn[one.name]))
    return charts


def beside(names, width, *, wide=300, narrow=140, row=34):
    """Return (axis, pixels of a row) by which names stand whole beside their rows, in lines.

    wide, narrow: pixels that the names may take on a page and on a phone. row: the least.
    """
    most = wide if width >= WIDE else narrow
    lines = {name: wrap(name, most // LETTER) for name in names}
    said = json.dumps(lines, ensure_ascii=False)
    deepest = max(map(len, lines.values()), default=1)
    middles = [
        {"test": f"length({said}[datum.value]) == {depth}", "value": (1 - depth) * LINE_HEIGHT / 2}
        for depth in range(2, deepest + 1)
    ]
    axis = {
        "labelExpr": f"{said}[datum.label]", "labelLineHeight": LINE_HEIGHT,
        "labelLimit": most + LETTER, "ticks": False, "domain": False,
    }  # fmt: skip
    if middles:
        axis["labelOffset"] = {"condition": middles, "value": 0}
    return axis, max(row, deepest * LINE_HEIGHT + LETTER)


def load():
    """Draw once: the first picture of a process takes a second longer than the others."""
    _draw({"mark": "point", "data": {"values": [{}]}})


@cache
def _light():
    """Return {token: colour} of the light scheme, which comes first in the style sheet."""
    sheet = (HERE / "static/ui/css/tokens.css").read_text("utf-8")
    found = re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", sheet)
    return dict(reversed(found))


def _draw(spec):
    """Return the SVG of a specification, without what it would say to a screen reader by itself."""
    _know_fonts()
    svg = vl_convert.vegalite_to_svg(json.dumps(spec), format_locale=LOCALES[language()])
    return _SPOKEN.sub("", svg)


@cache
def _know_fonts():
    vl_convert.register_font_directory(str(FONTS))
