"""Tables as XLSX: written so that no cell runs as a formula, and read with where each cell stands.

    data = book([Table("Projects", [("Code", 12), ("Name", 50)], [["hl-001", "=1+1"]])])
    rows_of(data)[0].cells                    # {"Code": "hl-001", "Name": "=1+1"}

A file that somebody sends goes through `core.inspecting.inspect` before it is read here.
"""

import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl
from xlsxwriter import Workbook

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Every cell is written as what it is: a title that begins with "=" must not become a formula.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_TITLE = 31  # of a sheet, in Excel
MOST_ROWS, MOST_COLUMNS = 10_000, 200
EXACT_DIGITS = 15  # of a number, as Excel keeps it; a longer one is written as a text
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


class Table(NamedTuple):
    """One sheet. columns: (name, width in characters); rows: lists of cells in their order.

    A cell is a text, a number, a day or None. Without any name there is no line of names.
    """

    title: str
    columns: list[tuple[str, int]]
    rows: list[list]


class Row(NamedTuple):
    """A row that was read. number: as a spreadsheet counts, the names stand in 1.

    cells: {name: text, Decimal, date, datetime, bool or None}.
    """

    number: int
    cells: dict[str, Any]


class Fault(NamedTuple):
    """Why a cell is not taken: its row and column as a spreadsheet shows them; "" for the row."""

    row: int
    column: str
    reason: str


class NotATable(Exception):
    """The file is no workbook, or its first row does not name each column once."""


class TooLong(Exception):
    """The table has more rows than are read at once."""


def book(tables):
    """Return the bytes of a workbook with one sheet for each Table."""
    stream = io.BytesIO()
    with Workbook(stream, SAFE) as file:
        bold = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = file.add_format({"text_wrap": True, "valign": "top"})
        days = file.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        for table in tables:
            _write(file.add_worksheet(_title(table.title)), table, bold, wrap, days)
    return stream.getvalue()


def _title(text):
    return _NOT_IN_TITLES.sub(" ", text)[:LONGEST_TITLE]


def _write(sheet, table, bold, wrap, days):
    has_names = any(name for name, _width in table.columns)
    for at, (name, width) in enumerate(table.columns):
        sheet.set_column(at, at, width, wrap)
        if has_names:
            sheet.write_string(0, at, name, bold)
    for line, row in enumerate(table.rows, start=int(has_names)):
        for at, value in enumerate(row):
            _write_cell(sheet, line, at, value, days)
    if has_names:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _write_cell(sheet, line, at, value, days):
    if value is None:
        return
    if isinstance(value, datetime):  # a spreadsheet knows no time zones: it stays a text
        sheet.write_string(line, at, value.isoformat(" ", "minutes"))
    elif isinstance(value, date):
        sheet.write_datetime(line, at, value, days)
    elif _is_exact(value):
        sheet.write_number(line, at, value)
    else:
        sheet.write_string(line, at, str(value).replace("\r\n", "\n"))


def _is_exact(value):
    """Return whether a value is a number that a spreadsheet keeps to its last digit."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    digits = Decimal(str(value)).normalize().as_tuple().digits
    return len(digits) <= EXACT_DIGITS


def rows_of(data, most=MOST_ROWS):
    """Return the rows of the first sheet that hold anything; raise NotATable or TooLong."""
    return next(iter(tables_of(data, most).values()))


def tables_of(data, most=MOST_ROWS, titles=None):
    """Return {title: rows that hold anything} of the sheets with some titles, default the first.

    A sheet that is not there is left out. Raise NotATable or TooLong.
    """
    try:
        file = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        held = {sheet.title: sheet for sheet in file.worksheets}
        asked = [file.worksheets[0].title] if titles is None else titles
        return {title: _read_sheet(held[title], most) for title in asked if title in held}
    except (KeyError, IndexError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise NotATable from error


def every_table(data, most=MOST_ROWS):
    """Return {title: rows that hold anything} of all sheets; empty ones are left out.

    Texts keep their lines. For a sheet that cannot be read NotATable or TooLong stands in place of
    its rows: the others are read all the same. Raise NotATable where the file is no workbook.
    """
    try:
        file = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = list(file.worksheets)
    except (KeyError, IndexError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise NotATable from error
    found = {sheet.title: _rows_or_why(sheet, most) for sheet in sheets}
    return {title: rows for title, rows in found.items() if rows != []}


def _rows_or_why(sheet, most):
    try:
        return _read_sheet(sheet, most, _read_lines)
    except (NotATable, TooLong) as why:
        return [] if _is_empty(sheet) else why
    except (KeyError, IndexError, ValueError, TypeError, zipfile.BadZipFile):
        return NotATable()


def _is_empty(sheet):
    sheet.reset_dimensions()
    lines = sheet.iter_rows(max_row=2, max_col=MOST_COLUMNS, values_only=True)
    return not any(value is not None for line in lines for value in line)


def _read_sheet(sheet, most, read=None):
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    lines = sheet.iter_rows(max_row=most + 2, max_col=MOST_COLUMNS, values_only=True)
    return _rows(lines, most, read or _read)


def _rows(lines, most, read):
    names = [str(_read(name) or "") for name in next(lines, ())]
    while names and not names[-1]:
        names.pop()
    if not names or "" in names or len(set(names)) < len(names):
        raise NotATable
    found = []
    for number, line in enumerate(lines, start=2):
        cells = [read(value) for value in line[: len(names)]]
        if any(value is not None for value in cells):
            cells += [None] * (len(names) - len(cells))
            found.append(Row(number, dict(zip(names, cells, strict=True))))
    if len(found) > most:
        raise TooLong
    return found


def _read(value):
    """Return a cell as Row holds it: texts without needless blanks, numbers as they are shown."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(str(value))
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    return " ".join(str(value).split()) or None if value is not None else None


def _read_lines(value):
    """Return a cell as `_read` does, a text with its lines."""
    if not isinstance(value, str):
        return _read(value)
    return "\n".join(" ".join(line.split()) for line in value.splitlines()).strip() or None
