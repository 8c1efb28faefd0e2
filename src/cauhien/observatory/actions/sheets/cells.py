"""What stands in a cell: a number with what qualifies it, a band, a period."""

import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from cauhien.core.text import fold
from cauhien.observatory.states import Origin, Qualifier

EARLIEST, LATEST = 1900, 2100
THOUSAND = 3  # figures behind a mark that parts thousands
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_POINT_AND_THREE = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_DECIMAL = re.compile(r"-?(?:0|\d+(?=[.,](?!\d{3}$)))([.,])\d+")
_BAND = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_YEARS = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?")
_UNLISTED = {"not listed", "not ranked", "khong co ten", "khong xep hang", "khong duoc xep hang"}
_UNDATED = {"", "n.d.", "nd", "khong ro", "undated", "-"}
# Folded words before the number, or at the beginning of the note.
_WORDS = {
    Qualifier.LEAST: (">=", "≥", ">", "more than", "over", "at least", "tren", "hon", "it nhat"),
    Qualifier.MOST: ("<=", "≤", "<", "less than", "at most", "duoi", "nhieu nhat"),
    Qualifier.ABOUT: ("≈", "~", "about", "nearly", "approximately", "khoang", "gan"),
}


class Unreadable(Exception):
    """The cell is none of what may stand there; `why` is a word of Refused."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


class Amount(NamedTuple):
    """A number, a band (low, high) or neither; qualifier: of Qualifier."""

    qualifier: Qualifier
    number: float | None = None
    low: float | None = None
    high: float | None = None


class Period(NamedTuple):
    """text: "2024", "2021-2025" or "" for undated. since, year: its first and last year."""

    text: str = ""
    since: int | None = None
    year: int | None = None


def amount_of(cell, *, by_comma=False):
    """Return the Amount of a cell: text, Decimal, int or float; raise Unreadable.

    A lone point is a decimal point. A lone comma is one too unless three figures follow it, which
    could be either: such a cell is refused rather than guessed. So is one with a lone point and
    three figures in a sheet that writes its decimals by_comma.
    """
    if isinstance(cell, Decimal | int | float) and not isinstance(cell, bool):
        return Amount(Qualifier.EXACT, _finite(float(cell)))
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        return Amount(Qualifier.EXACT, _plain(cell, by_comma))
    text = fold(str(cell if cell is not None else ""))
    if not text:
        raise Unreadable("empty")
    if text in _UNLISTED:
        return Amount(Qualifier.UNLISTED)
    if band := _BAND.fullmatch(text):
        low, high = float(band[1]), float(band[2])
        if low >= high:
            raise Unreadable("band")
        return Amount(Qualifier.BAND, low=low, high=high)
    qualifier, rest = _qualified(text)
    return Amount(qualifier, _finite(_number(rest.removesuffix("%").strip(), by_comma)))


def _plain(text, by_comma):
    if by_comma and _POINT_AND_THREE.fullmatch(text):
        raise Unreadable("separator")
    return _finite(float(text))


def _finite(number):
    if not math.isfinite(number):  # 1e999
        raise Unreadable("number")
    return number


def decimal_mark(cell):
    """Return what parts the decimals of a cell where it can be nothing else: "," of 7,5, "" of
    89,300.
    """
    told = _DECIMAL.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return told[1] if told else ""


def _qualified(text):
    for qualifier, words in _WORDS.items():
        for word in words:
            if text.startswith(word):
                return qualifier, text[len(word) :].strip()
    return Qualifier.EXACT, text


def _number(text, by_comma):
    if _PLAIN.fullmatch(text):
        return _plain(text, by_comma)
    if not _NUMBER.fullmatch(text):
        raise Unreadable("number")
    mark = max(".,", key=text.rfind)  # the last one is the decimal mark, if there is one
    other = "." if mark == "," else ","
    if text.count(mark) > 1:  # 1,234,567
        return float(text.replace(mark, "").replace(other, "."))
    whole, _mark, last = text.partition(mark)
    if mark == "," and other not in whole and len(last) == THOUSAND:  # 89,300
        raise Unreadable("separator")
    return float(whole.replace(other, "") + "." + last if last else whole)


def qualifier_in(note):
    """Return the qualifier that a note begins with ("about; May 2024"), or None."""
    first = fold(note).lstrip("'\"“ ")
    found, rest = _qualified(first)
    return found if found != Qualifier.EXACT and not rest[:1].isalpha() else None


def origin_in(note):
    """Return how the value came about by what its note says."""
    if note.startswith("derived"):
        return Origin.DERIVED
    return Origin.COMPUTED if note.startswith("sum of ") else Origin.PRINTED


@lru_cache(maxsize=1024)
def period_of(cell):
    """Return the Period of a cell; raise Unreadable."""
    if isinstance(cell, Decimal | int | float):
        cell = int(cell) if cell == int(cell) else cell
    text = fold(str(cell if cell is not None else ""))
    if text in _UNDATED:
        return Period()
    years = _YEARS.fullmatch(text)
    if not years:
        raise Unreadable("year")
    since = int(years[1])
    year = int(years[2] or since)
    if not EARLIEST <= since <= year <= LATEST:
        raise Unreadable("year")
    return Period(str(year) if since == year else f"{since}-{year}", since, year)


def shown(cell):
    """Return a cell as it was printed, numbers without needless zeros."""
    if isinstance(cell, Decimal | float):
        return f"{Decimal(str(cell)).normalize():f}"
    return " ".join(str(cell).split())
