"""A file as rows: CSV, packed or not, or a workbook; its columns by their English or own names."""

import csv
import gzip
import io
import zlib
from typing import NamedTuple

from cauhien.core.keeping import BOOK
from cauhien.core.sheets import Fault, NotATable, Row, TooLong, rows_of
from cauhien.core.text import fold
from cauhien.observatory.actions.sheets import world_bank
from cauhien.observatory.actions.sheets.cells import decimal_mark
from cauhien.observatory.states import MERGED, Refused

MOST_ROWS = 150_000  # of a file that ships; the page takes MOST_ON_PAGE
MOST_ON_PAGE = 10_000
LARGEST = 200 << 20  # bytes of an unpacked file
PACKED = b"\x1f\x8b"
# Column: the names under which it is known, as they fold; the first is that of the template.
NAMES = {
    "indicator": ("indicator_code", "indicator", "ma chi so"),
    "unit": ("unit_name", "unit_iso3", "province_code_old", "unit_code", "ten don vi"),
    "period": ("year", "period", "nam", "ky"),
    "value": ("value", "gia tri"),
    "measure": ("unit_of_measure", "unit", "don vi do"),
    "definition": ("definition", "dinh nghia"),
    "edition": ("edition", "an ban"),
    "source": ("source_id",),
    "title": ("source_title", "source", "ten nguon"),
    "url": ("source_url", "dia chi nguon"),
    "licence": ("licence", "giay phep"),
    "retrieved": ("retrieved", "ngay lay"),
    "note": ("note", "ghi chu"),
    "note_vi": ("note_vi", "ghi chu tieng viet"),
    "origin": ("origin",),  # read for one thing: what was computed on reading is not read in
}
COLUMN_OF = {name: column for column, names in NAMES.items() for name in names}
NEEDED = ("indicator", "unit", "period", "value")
# Of a wide table in COINr's layout (iData): a unit and perhaps a year a row, an indicator a column.
WIDE = {"ucode": "unit", "time": "period"}
BLANK = {"", "NA", None}


class Sheet(NamedTuple):
    """rows: of core.sheets, their cells by our names of columns. shown: our name → as printed.
    is_whole: a publisher's table of the whole world, of which units that are not kept are left out.
    by_comma: its decimals stand behind a comma, or its cells between semicolons, as who writes
    decimals so parts them.
    """

    rows: list[Row]
    shown: dict[str, str]
    faults: list[Fault]
    is_whole: bool = False
    by_comma: bool = False


class NoColumns(Exception):
    """Columns that are needed are missing; `missing` holds their names in the template."""

    def __init__(self, missing):
        super().__init__(", ".join(missing))
        self.missing = missing


def sheet_of(data, most=MOST_ROWS):
    """Return the Sheet of a file's bytes; raise NotATable, TooLong or NoColumns."""
    if downloaded := world_bank.rows_of(data, most):
        return Sheet(downloaded, world_bank.SHOWN, [], is_whole=True)
    rows, faults, mark = _rows(data, most)
    names = list(rows[0].cells) if rows else []
    if "ucode" in map(fold, names):
        return _wide(rows, names, faults)
    ours = {}
    for name in names:
        if (column := COLUMN_OF.get(fold(name))) and column not in ours.values():
            ours[name] = column
    missing = [NAMES[one][0] for one in NEEDED if one not in ours.values()]
    if missing:
        raise NoColumns(missing)
    kept = [
        Row(row.number, {ours[n]: v for n, v in row.cells.items() if n in ours}) for row in rows
    ]
    kept = [row for row in kept if row.cells.get("origin") != MERGED]
    shown = {column: name for name, column in ours.items()}
    return Sheet(kept, shown, faults, by_comma=_is_by_comma(kept, mark))


def _is_by_comma(rows, mark):
    found = {decimal_mark(row.cells["value"]) for row in rows}
    return "." not in found and (mark == ";" or "," in found)


def _wide(rows, names, faults):
    """Return a wide table as a Sheet: a row for each cell with a value."""
    shown = {WIDE[fold(name)]: name for name in names if fold(name) in WIDE}
    codes = [name for name in names if not _is_about_units(fold(name))]
    long = []
    for row in rows:
        same = {column: row.cells[name] for column, name in shown.items()}
        filled = [code for code in codes if row.cells[code] not in BLANK]
        long += [
            Row(row.number, same | {"indicator": code, "value": row.cells[code]}) for code in filled
        ]
    return Sheet(long, shown, faults)


def _is_about_units(name):
    return name in {*WIDE, "uname"} or name.startswith("group_") or name.endswith("_group")


def _rows(data, most):
    if data.startswith(BOOK):
        return rows_of(data, most), [], ""
    return _csv_rows(_unpacked(data), most)


def _unpacked(data):
    if not data.startswith(PACKED):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(LARGEST + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise NotATable from error
    if len(unpacked) > LARGEST:
        raise TooLong
    return unpacked


def _csv_rows(data, most):
    try:
        text = data.decode("utf-8-sig")
        if "\0" in text:  # which no database keeps
            raise NotATable
        mark = _mark(text)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        names = [name.strip() for name in next(lines, [])]
        if not names or "" in names or len(set(names)) < len(names):
            raise NotATable
        rows, faults = [], []
        for number, line in enumerate(lines, start=2):
            if not any(line):
                continue
            if len(line) != len(names):
                faults.append(Fault(number, "", Refused.COLUMNS))
                continue
            rows.append(Row(number, dict(zip(names, map(str.strip, line), strict=True))))
            if len(rows) > most:
                raise TooLong
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotATable from error
    return rows, faults, mark


def _mark(text):
    """Return what stands between cells: spreadsheets in Vietnamese write a semicolon."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","
