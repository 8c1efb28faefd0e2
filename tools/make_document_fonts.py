"""Make the fonts of official documents from Liberation Serif 2.1, smaller and under another name.

    python tools/make_document_fonts.py --liberation FOLDER --out FOLDER

Needs fonttools. Liberation's licence (OFL 1.1) reserves its name for the unchanged files; these
keep what documents in Vietnamese and European languages are written in, and are renamed.
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Cau Hien Serif"
STYLES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin, with the letters of Vietnamese that are not in 1E00
    (0x300, 0x36F),  # marks that stand alone
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin with two marks
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0xFFFD, 0xFFFD),
)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--liberation", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    covered = None
    for file, style in STYLES.items():
        font = TTFont(given.liberation / f"LiberationSerif-{file}.ttf", recalcTimestamp=False)
        reduce(font)
        rename(font, style, file)
        font.save(given.out / f"CauHienSerif-{file}.ttf")
        found = set(font.getBestCmap())
        covered = found if covered is None else covered & found
    lines = [f"{first:X}-{last:X}" for first, last in runs(sorted(covered))]
    (given.out / "coverage.txt").write_text("\n".join(lines) + "\n", "utf-8")


def reduce(font):
    chosen = Options(hinting=False, name_IDs=["*"], notdef_outline=True, layout_features=["*"])
    subsetter = Subsetter(chosen)
    subsetter.populate(unicodes=[code for a, b in RANGES for code in range(a, b + 1)])
    subsetter.subset(font)


def rename(font, style, file):
    names = {1: FAMILY, 2: style, 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}"}
    names[6] = f"CauHienSerif-{file}"
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID in (7, 16, 17, 18, 21, 22):
            font["name"].removeNames(nameID=record.nameID)


def runs(codes):
    """Yield (first, last) of each run of codes without a gap."""
    first = last = codes[0]
    for code in codes[1:]:
        if code != last + 1:
            yield first, last
            first = code
        last = code
    yield first, last


if __name__ == "__main__":
    main()
