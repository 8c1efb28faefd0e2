"""Where the sentences of a text stand."""

import re

_END = re.compile(r"[.!?…;]+[\"”’)\]]*(?=\s)|\n+")
# A point after these ends no sentence: titles of people, names of places, "for example".
_ABBREVIATED = re.compile(
    r"(?:\b(?:gs|pgs|ts|ths|cn|tp|tx|vd|dr|prof|mr|mrs|ms|st|no|fig|eq|vs|al)|\b\w\.\w)\.$", re.I
)


def sentences(text):
    """Return where the sentences of a text stand, as a list of (start, end) in characters.

    text: any string. A sentence ends at . ! ? … or ; before a blank, and at the end of a line;
    text[start:end] has no blank at its ends. What holds no letter or digit is left out. A point
    after a title (PGS. TS.) or within a number ends nothing. Never raises.

    >>> text = "Đo lưu lượng. PGS.TS. An chủ trì; mức 14.2 km/h!\\nHết"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Đo lưu lượng.', 'PGS.TS. An chủ trì;', 'mức 14.2 km/h!', 'Hết']
    """
    ends = [
        one.end()
        for one in _END.finditer(text)
        if not _ABBREVIATED.search(text, max(0, one.end() - 8), one.end())
    ]
    found, begin = [], 0
    for end in [*ends, len(text)]:
        piece = text[begin:end]
        start = begin + len(piece) - len(piece.lstrip())
        if any(letter.isalnum() for letter in piece):
            found.append((start, begin + len(piece.rstrip())))
        begin = end
    return found
