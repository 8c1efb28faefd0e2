"""Make the fonts by which charts are measured from those of the pages: the same letters as TTF.

    python tools/make_chart_fonts.py

Needs fonttools and brotli. Browsers take WOFF2 in parts and of any weight; what draws charts wants
one TTF of each weight. The licence (OFL 1.1) reserves "Source" for unchanged files:
these are renamed.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

UI = Path(__file__).parents[1] / "src" / "cauhien" / "ui"
FAMILY = "Cau Hien Sans"
PARTS = ("latin", "vietnamese")
WEIGHTS = {400: "Regular", 600: "SemiBold"}


def main():
    for weight, name in WEIGHTS.items():
        with TemporaryDirectory() as folder:
            parts = [_part(part, weight, Path(folder)) for part in PARTS]
            font = Merger().merge(parts)
        _name(font, name, weight)
        font.save(UI / "fonts" / f"CauHienSans-{name}.ttf")


def _part(part, weight, folder):
    """Return the path of one part at one weight."""
    font = TTFont(UI / "static" / "ui" / "fonts" / f"source-sans-3-{part}-wght-normal.woff2")
    font.flavor = None
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    for table in ("GSUB", "GPOS", "GDEF", "STAT"):  # features that two parts number differently
        if table in font:
            del font[table]
    path = folder / f"{part}.ttf"
    font.save(path)
    return str(path)


def _name(font, name, weight):
    font["OS/2"].usWeightClass = weight
    told = font["name"]
    told.names = [one for one in told.names if one.nameID in {0, 13, 14}]  # rights and licence
    postscript = f"CauHienSans-{name}"
    texts = {1: FAMILY, 2: name, 3: postscript, 4: f"{FAMILY} {name}", 6: postscript}
    for place, text in texts.items():
        told.setName(text, place, 3, 1, 0x409)


if __name__ == "__main__":
    main()
