"""Parks, their investment projects, and what was published of them: CSV, one kind a file.

The words of the tables are English and short; what is not in them is left open. What a note calls
remembered is not taken: a row whose place rests on memory is refused, a value is left blank.
"""

import calendar
import re
from datetime import date
from decimal import Decimal, InvalidOperation

from cauhien.ingest.readers import supply, values
from cauhien.ingest.readers.records import (
    BadLine,
    EntryPrinted,
    ParkProjectRecord,
    ParkRecord,
    StatementRecord,
)

UNITS = {
    "VND bn": ("VND", 9), "USD m": ("USD", 6), "USD bn": ("USD", 9), "VND trn": ("VND", 12),
}  # fmt: skip
TOPICS = {
    "R&D": "digital", "semiconductor manufacturing": "semiconductor", "semiconductors":
    "semiconductor", "telecommunications": "digital", "aero-engine parts": "aerospace",
    "precision motors, electronics": "semiconductor", "smart electronics": "semiconductor",
    "park infrastructure": "construction", "software park infrastructure": "construction",
    "education and training": "education", "education": "education",
    "pharmaceuticals": "biotech", "materials": "materials", "energy": "energy",
    "software": "digital", "research institute": "innovation", "innovation centre": "innovation",
    "automotive engineering services": "manufacturing", "space technology": "aerospace",
    "testing services": "testing", "IoT, robotics": "robotics",
}  # fmt: skip
# Words of the column `status`, the first that stands in it counts.
STATUSES = {
    "target": "target", "under construction": "construction", "construction": "construction",
    "operating": "operating", "licensed": "licensed", "implemented": "licensed",
    "investment decision": "licensed", "investment plan": "proposed", "announced": "proposed",
    "revoked": "revoked",
}  # fmt: skip
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
QUALIFIERS = {
    "nearly": "nearly", "over": "at_least", "more than": "at_least", "about": "about",
    "approximately": "about",
}  # fmt: skip
_DAY = re.compile(r"\b(?:(\d{1,2})/)?(?:(\d{1,2})/)?((?:19|20)\d\d)\b")
_PART_OF = re.compile(r"part of (\w+) projects worth (USD|VND) ([\d.]+) (bn|m)")
_STANDS_FOR = re.compile(r"\((?:tổng )?(\d+) dự án")
_STAFF = re.compile(r"about ([\d,]+) staff planned")
_REMEMBERED = re.compile(r"(\w+)(?: inside [\w ]+| to \w+| and (\w+))? from memory")
_AMOUNT = re.compile(r"(USD|VND) ([\d.]+) (bn|m|trn)")


def park(raw):
    """Return the ParkRecord of a row of parks.csv."""
    supply.seen(raw)
    return ParkRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(raw.get("name_vi"), "no_title", 300, "name_vi"),
        name_en=values.text(raw.get("name_en"), 300, "name_en"),
        founded_on=values.day(raw.get("founded_on")),
        area_ha=_decimal(raw, "area_ha"),
        manager_printed=values.clipped(raw.get("manager"), 300),
        source_url=values.web(raw.get("source_url")),
        note=values.text(raw.get("note")),
    )


def project(raw):
    """Return the ParkProjectRecord of a row of park_projects.csv."""
    supply.seen(raw)
    note, remembered = values.text(raw.get("note")), _remembered(raw.get("note"))
    if "location" in remembered:
        raise BadLine("not_verified", note[:200])
    name = values.needed(raw.get("project_vi"), "no_title", 400, "project_vi")
    sector = "" if "sector" in remembered else values.text(raw.get("sector"), 200, "sector")
    status = values.text(raw.get("status"), 200, "status")
    statuses = _statuses(raw, status)
    stands_for = _STANDS_FOR.search(name)
    return ParkProjectRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=name,
        park_key=values.text(raw.get("park"), 200, "park"),
        investor=_investor(raw, remembered),
        nationality=_nationality(raw, remembered),
        topic=TOPICS.get(sector.partition(":")[0], ""),
        sector_printed=sector,
        area_ha=_decimal(raw, "area_ha"),
        number=int(stands_for[1]) if stands_for else 1,
        part_of=_part_of(status),
        status_printed=status,
        statuses=statuses,
        capital=_capital(raw, statuses),
        figures=_figures(note, statuses),
        source_url=values.web(raw.get("source_url")),
        note=_without_memory(note, raw),
    )


def statement(raw):
    """Return the StatementRecord of a row of park_totals.csv."""
    as_of = values.day(values.needed(raw.get("as_of"), "no_id", 40))
    if not as_of:
        raise BadLine("bad_value", f"as_of: {raw.get('as_of'):.40}")
    note, url = values.text(raw.get("note")), values.text(raw.get("source_url"))
    kind = _kind_of_statement(note)
    return StatementRecord(
        key=f"park-total:{as_of}:{url}"[:200],
        as_of=as_of,
        kind=kind,
        park_key=values.text(raw.get("park"), 200, "park"),
        is_day_inferred=bool(re.search(r"\b(undated|inferred|guess)\b", note)),
        totals=_totals(raw, note, as_of, kind),
        source_url=values.web(url),
        note=note,
    )


def _decimal(raw, name):
    """Return a number as a text without needless noughts, "" where there is none."""
    written = values.text(raw.get(name))
    if not written:
        return ""
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise BadLine("bad_value", f"{name}: {written[:20]}") from None
    if not number.is_finite() or number < 0:
        raise BadLine("bad_value", f"{name}: {written[:20]}")
    return f"{number.normalize():f}"


def _amount(number, unit, name):
    """Return (amount in whole units, currency) of "10000" and "VND bn"."""
    if unit not in UNITS:
        raise BadLine("bad_value", f"{name}: {unit[:20]}")
    currency, noughts = UNITS[unit]
    return f"{Decimal(number).scaleb(noughts):f}", currency


def _investor(raw, remembered):
    """Return who invests; what stands in brackets where that is a link made from memory."""
    printed = "" if "host" in remembered else values.clipped(raw.get("investor"), 300)
    return re.sub(r"\s*\([^()]*\)$", "", printed) if "link" in remembered else printed


def _nationality(raw, remembered):
    code = values.text(raw.get("nationality")).upper()
    if "host" in remembered or "nationality" in remembered:
        return ""
    if code and not re.fullmatch(r"[A-Z]{2}(-[A-Z]{2})?", code):
        raise BadLine("bad_value", f"nationality: {code[:20]}")
    return code


def _remembered(note):
    """Return the words that a note says rest on memory: location, host, nationality …"""
    found = _REMEMBERED.findall(values.text(note))
    return {word for pair in found for word in pair if word}


def _without_memory(note, raw):
    """Return the note without what rests on memory; a row read in part says so first."""
    parts = [part.strip() for part in note.split(";")]
    kept = "; ".join(part for part in parts if "from memory" not in part)
    seen = values.text(raw.get("verification"))
    is_partly = seen == "seen_partly" and "from memory" not in note
    return f"{seen}: {kept}".removesuffix(": ") if is_partly else kept


def _statuses(raw, printed):
    """Return how a project stands and since when; what is planned to come is left out."""
    word = next((word for key, word in STATUSES.items() if printed.startswith(key)), "")
    if not word:
        raise BadLine("bad_value", f"status: {printed[:60]}")
    happened = re.split(r"\b(?:planned )?completion\b|;\s*capital\b", printed)[0]
    on = _day_in(happened) or _day_in(values.text(raw.get("year"))) or ("", "seen")
    found = [EntryPrinted(word, *on)]
    year = values.text(raw.get("year"))
    if year and on[0][:4] > year and _decimal(raw, "registered_capital"):
        found.insert(0, EntryPrinted("licensed", *_day_in(year)))  # its capital was registered
    return tuple(found)


def _day_in(text):
    """Return (last possible ISO day, precision) of the first date in a text, None without one.

    >>> _day_in("licensed 20/5/2009"), _day_in("construction from 3/2018"), _day_in("(2023)")
    (('2009-05-20', 'day'), ('2018-03-31', 'month'), ('2023-12-31', 'year'))
    """
    found = _DAY.search(text)
    if not found:
        return None
    first, second, year = found[1], found[2], int(found[3])
    try:
        if first and second:
            return date(year, int(second), int(first)).isoformat(), "day"
        if first:
            last = calendar.monthrange(year, int(first))[1]
            return date(year, int(first), last).isoformat(), "month"
    except (ValueError, calendar.IllegalMonthError):
        raise BadLine("bad_value", f"date: {found[0]}") from None
    return f"{year}-12-31", "year"


def _capital(raw, statuses):
    number = _decimal(raw, "registered_capital")
    if not number:
        return ()
    amount, currency = _amount(number, values.text(raw.get("capital_unit")), "capital_unit")
    first = statuses[0]
    is_planned = first.word in {"target", "proposed"}
    return (
        EntryPrinted(
            "registered", first.on, first.precision, amount, currency, "planned" * is_planned
        ),
    )


def _figures(note, statuses):
    found = _STAFF.search(note)
    if not found:
        return ()
    first = statuses[0]
    number = found[1].replace(",", "")
    return (EntryPrinted("jobs", first.on, first.precision, number, "", "planned"),)


def _part_of(status):
    found = _PART_OF.search(status)
    if not found or found[1] not in NUMBERS:
        return ()
    amount, currency = _amount(found[3], f"{found[2]} {found[4]}", "status")
    return str(NUMBERS[found[1]]), amount, currency


def _kind_of_statement(note):
    begins = {"FLOW": "flow", "LAND STILL TO CLEAR": "to_clear", "founded by": "whole_area"}
    return next((kind for word, kind in begins.items() if note.startswith(word)), "stock")


def _totals(raw, note, as_of, kind):
    counts = {
        "projects": "projects_total",
        "area": "area_ha",
        "operating": "operating",
        "construction": "under_construction",
    }
    found = [(word, _decimal(raw, column), "") for word, column in counts.items()]
    capital = _decimal(raw, "registered_capital")
    if capital:
        unit = values.text(raw.get("capital_unit"))
        found.insert(1, ("capital", *_amount(capital, unit, "capital_unit")))
    if foreign := _decimal(raw, "foreign_capital_usd_m"):
        found.append(("foreign_capital", *_amount(foreign, "USD m", "")))
    if capital and kind == "stock":
        found += [("capital", *again) for again in _in_another_currency(note)]
    said = {(word, currency): number for word, number, currency in reversed(found) if number}
    return tuple(
        EntryPrinted(word, as_of, "day", number, currency, _qualifier(note, word, raw))
        for (word, currency), number in reversed(said.items())
    )


def _in_another_currency(note):
    """Return the amounts that stand alone in a note: the same capital said once more.

    >>> _in_another_currency('"more than 66 trillion"; USD 2.9 bn; 3 new (over VND 5,000 bn)')
    [('2900000000', 'USD')]
    """
    parts = (_AMOUNT.fullmatch(part.strip()) for part in note.split(";"))
    return [_amount(one[2], f"{one[1]} {one[3]}", "note") for one in parts if one]


def _qualifier(note, word, raw):
    """Return what a note says of the number of projects ("nearly 70") or of the capital."""
    number = values.text(raw.get("projects_total"))
    own = re.search(rf"\b(nearly|more than|about|over) {number}\b(?! trillion)", note)
    if word == "projects":
        return QUALIFIERS[own[1]] if own and number else ""
    if word != "capital":
        return ""
    said = re.search(r'"(over|approximately)"|\b(more than|about)\b (?:VND |\d+ trillion)', note)
    return QUALIFIERS[said[1] or said[2]] if said else ""
